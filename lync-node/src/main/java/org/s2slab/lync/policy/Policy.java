package org.s2slab.lync.policy;

/** A policy that is granted to users: the global one counts for everybody without one of their own. */
public interface Policy {
    /** The name of the policy that counts for everybody without a policy of their own. */
    String GLOBAL = "Global";

    /** {@code Global}, or the name of a policy for single users. */
    String name();

    /** The identity as cmdlets show it: {@code Global} or {@code Tag:<name>}. */
    default String identity() {
        return isGlobal() ? GLOBAL : "Tag:" + name();
    }

    /** Whether it is the one for everybody. */
    default boolean isGlobal() {
        return GLOBAL.equalsIgnoreCase(name());
    }
}
