package org.s2slab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the node for a test parameter: the node's {@code URI}, or the {@link CmdletRunner} of its administrator. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnNode {
    /** The node's name in the topology, for instance {@code exchange}. */
    String value();
}
