package org.s2slab.lync;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.lync.archiving.ArchivingSettingsStore;
import org.s2slab.lync.policy.PolicyCmdlets;
import org.s2slab.lync.policy.UserServicesPolicy;
import org.s2slab.lync.policy.UserServicesPolicyStore;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.PoolCmdlets;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.lync.users.UserStore;
import org.s2slab.management.CmdletObject;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Adds the users of the pool and their effective policies to the Lync node. */
final class UserFeature extends Feature {
    private final UserServicesPolicyStore policies;
    private final ArchivingSettingsStore archiving;
    private final UserCmdlets writer;

    UserFeature(
            Node node,
            UserStore users,
            UserServicesPolicyStore policies,
            ArchivingSettingsStore archiving,
            List<String> sipDomains) {
        this.policies = policies;
        this.archiving = archiving;
        var pools = RegistrarPools.of(node.config());
        writer = new UserCmdlets(users, sipDomains, pools, node.epoch(), this::policiesOf);
        var lookup = new UserLookup(users);
        onLoad(users::load);
        cmdlets(
                writer.all(),
                new PoolCmdlets(pools, users, writer, node.epoch()).all(),
                new PolicyCmdlets<>(UserServicesPolicy.kind(), policies, lookup, writer).all());
    }

    /** Writes users in the format of Get-CsUser. */
    UserCmdlets writer() {
        return writer;
    }

    private Future<CmdletObject> policiesOf(LyncUser user) {
        return policies.effectiveFor(user.id())
                .map(policy -> CmdletObject.empty()
                        .with("ArchivingPolicy", archiving.policyOf(user.id()).identity())
                        .with(
                                "ExchangeArchivingPolicy",
                                archiving.exchangePolicyOf(user.id()).word())
                        .with("UserServicesPolicy", policy.identity()));
    }
}
