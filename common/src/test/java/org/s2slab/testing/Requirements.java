package org.s2slab.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The published requirements that a test verifies: the short name of the document, then the numbers, for instance
 * {@code "ATT R47001 R47002"}. The page {@code docs/generated/conformance.md} is generated from these annotations.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requirements {
    /** One text for each document. */
    String[] value();
}
