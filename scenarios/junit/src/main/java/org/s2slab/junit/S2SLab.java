package org.s2slab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a deployment before the first test of a class and takes it down after the last. Constructors and methods of the
 * class, nested ones included, may have parameters of the types {@link RunningLab}, {@link Tokens}, {@link HopAssertions}, {@link
 * LabClock}, {@code SSLContext}, {@code HttpClient}, and, with {@link OnNode}, {@code URI} and {@link CmdletRunner}.
 *
 * <p>Each class has its own deployment: other keys, another root certificate, other ports, so that classes may run in
 * parallel and nothing of one is trusted in another. The journal begins anew for each test.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(S2SLabExtension.class)
public @interface S2SLab {
    /** The topology: its bundled name, or a file. Where a scenario is given it may be left out: it is that one's. */
    String value() default "";

    /**
     * A scenario that is played first, so that tests begin where it ends: its bundled name, or a file. Those whose names
     * end in {@code -trust} only configure.
     */
    String scenario() default "";

    /** Whether all classes that ask for the same may have one deployment; they see each other's changes and hops. */
    boolean shared() default false;
}
