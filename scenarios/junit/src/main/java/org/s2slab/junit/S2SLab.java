package org.s2slab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a deployment before the first test of a class, and stops it after the last test. Constructors and methods,
 * also of nested classes, may have parameters of the types {@link RunningLab}, {@link Tokens}, {@link HopAssertions},
 * {@link LabClock}, {@code SSLContext} and {@code HttpClient}. With {@link OnNode}, they may also have the types
 * {@code URI} and {@link CmdletRunner}.
 *
 * <p>Each class has its own deployment, with its own keys, root certificate and ports. Classes may therefore run in
 * parallel, and no deployment trusts another deployment. The journal is empty at the start of each test.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(S2SLabExtension.class)
public @interface S2SLab {
    /** The topology: a bundled name or a file. (Default: the topology of the scenario.) */
    String value() default "";

    /**
     * A scenario that is played before the first test: a bundled name or a file. Scenarios with the suffix
     * {@code -trust} only configure trust.
     */
    String scenario() default "";

    /**
     * The file of a snapshot with which the deployment starts, in place of a topology: {@code ./lab snapshot save}
     * writes it. The clocks begin at the time of the snapshot. A relative path begins at the folder of the build.
     */
    String snapshot() default "";

    /**
     * Whether the policies of online services follow the clock: {@code dated} or {@code as-documented}. (Default: the
     * value in the topology or the scenario.)
     */
    String policies() default "";

    /**
     * With dated policies, the tenant's own dates of changes that do not begin for all tenants at once, such as
     * {@code ews-off-by-default=2026-11-15}. (Default: the dates in the topology or the scenario.)
     */
    String[] policyDates() default {};

    /** The date or moment at which the clocks begin, such as 2026-10-10. (Default: the machine's time.) */
    String at() default "";

    /** Whether all classes with the same values share one deployment. They then see each other's changes and hops. */
    boolean shared() default false;
}
