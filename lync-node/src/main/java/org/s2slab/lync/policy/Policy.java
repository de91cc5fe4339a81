package org.s2slab.lync.policy;

/** A policy that is granted to users. The global policy applies to every user without a granted policy. */
public interface Policy {
    /** The name of the policy that applies to every user without a granted policy. */
    String GLOBAL = "Global";

    /** {@code Global}, or the name of a policy that is granted to single users. */
    String name();

    /** The identity as cmdlets show it: {@code Global} or {@code Tag:<name>}. */
    default String identity() {
        return isGlobal() ? GLOBAL : "Tag:" + name();
    }

    /** Whether this is the global policy. */
    default boolean isGlobal() {
        return GLOBAL.equalsIgnoreCase(name());
    }
}
