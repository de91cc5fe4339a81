package org.s2slab.lync.archiving;

import org.s2slab.lync.policy.Policy;
import org.s2slab.lync.policy.PolicyKind;
import org.s2slab.management.CmdletObject;

/**
 * A policy that decides which conversations Lync archives in its own archive (CsArchivingPolicy).
 *
 * @param name {@code Global}, or the name of a policy for single users
 * @param internal whether conversations among users of this organisation are archived
 * @param external whether conversations with people outside of this organisation are archived
 */
public record ArchivingPolicy(String name, boolean internal, boolean external) implements Policy {
    /** The cmdlets for CsArchivingPolicy. */
    public static PolicyKind<ArchivingPolicy> kind() {
        return new PolicyKind<>(
                "ArchivingPolicy",
                name -> new ArchivingPolicy(name, false, false),
                (policy, parameters) -> new ArchivingPolicy(
                        policy.name(),
                        parameters.flag("ArchiveInternal", policy.internal()),
                        parameters.flag("ArchiveExternal", policy.external())),
                policy -> CmdletObject.empty()
                        .with("Identity", policy.identity())
                        .with("ArchiveInternal", policy.internal())
                        .with("ArchiveExternal", policy.external()));
    }

    /** Whether the policy archives a conversation. */
    boolean covers(boolean withOutsiders) {
        return withOutsiders ? external : internal;
    }
}
