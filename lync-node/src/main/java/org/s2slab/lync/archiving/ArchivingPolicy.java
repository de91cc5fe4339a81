package org.s2slab.lync.archiving;

import org.s2slab.config.Switches;
import org.s2slab.lync.policy.Policy;
import org.s2slab.lync.policy.PolicyKind;
import org.s2slab.management.CmdletObject;

/**
 * A policy that decides which conversations Lync archives in its own archive (CsArchivingPolicy).
 *
 * @param name {@code Global}, or the name of a policy for single users
 * @param archived the conversations that are archived
 */
public record ArchivingPolicy(String name, Switches<PolicyScope> archived) implements Policy {
    /** The conversations that a policy may archive. */
    public enum PolicyScope {
        /** Conversations among users of this organisation are archived. */
        INTERNAL,

        /** Conversations with people outside of this organisation are archived. */
        EXTERNAL
    }

    /** The cmdlets for CsArchivingPolicy. */
    public static PolicyKind<ArchivingPolicy> kind() {
        return new PolicyKind<>(
                "ArchivingPolicy",
                name -> new ArchivingPolicy(name, Switches.of()),
                (policy, parameters) -> new ArchivingPolicy(
                        policy.name(),
                        Switches.<PolicyScope>of()
                                .with(PolicyScope.INTERNAL, parameters.flag("ArchiveInternal", policy.internal()))
                                .with(PolicyScope.EXTERNAL, parameters.flag("ArchiveExternal", policy.external()))),
                policy -> CmdletObject.empty()
                        .with("Identity", policy.identity())
                        .with("ArchiveInternal", policy.internal())
                        .with("ArchiveExternal", policy.external()));
    }

    /** Whether the policy archives a conversation. */
    boolean covers(boolean withOutsiders) {
        return withOutsiders ? external() : internal();
    }

    public boolean internal() {
        return archived.has(PolicyScope.INTERNAL);
    }

    public boolean external() {
        return archived.has(PolicyScope.EXTERNAL);
    }
}
