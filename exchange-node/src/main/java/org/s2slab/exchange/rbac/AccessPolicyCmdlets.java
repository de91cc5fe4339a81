package org.s2slab.exchange.rbac;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.DistributionGroup;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;

/** The cmdlets New-, Get-, Set-, Remove- and Test-ApplicationAccessPolicy, for Exchange Online only. */
public record AccessPolicyCmdlets(ApplicationAuthorization authorization, boolean isOnline) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-ApplicationAccessPolicy", this::create),
                objects().get(),
                CMDLETS.cmdlet("Set-ApplicationAccessPolicy", this::set),
                objects().remove(policy -> authorization.policies().remove(policy.identity())),
                CMDLETS.cmdlet("Test-ApplicationAccessPolicy", this::test));
    }

    private ObjectCmdlets<AccessPolicy> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("ApplicationAccessPolicy", "application access policy"),
                authorization.policies()::all,
                AccessPolicy::identity,
                this::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        ApplicationRoleCmdlets.requireOnline(isOnline);
        String identity = given.text("PolicyScopeGroupId");
        DistributionGroup group = authorization
                .book()
                .groups()
                .identified(identity)
                .orElseThrow(() -> ExchangeCmdlets.notFound(identity));
        String appId = given.text("AppId");
        var created = new AccessPolicy(
                AccessPolicy.identity(appId, group),
                appId,
                given.text("AccessRight"),
                group.id(),
                given.optionalText("Description").orElse(""));
        objects().requireFree(created.identity());
        return objects().shownAfter(given, () -> authorization.policies().put(created), created.identity());
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        AccessPolicy before = objects().existing(given);
        var changed = new AccessPolicy(
                before.identity(),
                before.appId(),
                before.accessRight(),
                before.groupId(),
                given.optionalText("Description").orElse(before.description()));
        return given.unlessWhatIf(
                CmdletOutput.NOTHING, () -> authorization.policies().put(changed));
    }

    private Future<CmdletOutput> test(CmdletArguments given) {
        String appId = given.text("AppId");
        Mailbox mailbox = ExchangeCmdlets.mailbox(authorization.book().mailboxes(), given.text("Identity"));
        return Future.succeededFuture(CmdletOutput.of(CmdletObject.empty()
                .with("AppId", appId)
                .with("Mailbox", mailbox.name())
                .with("MailboxId", mailbox.id())
                .with("AccessCheckResult", authorization.policiesAllow(appId, mailbox) ? "Granted" : "Denied")));
    }

    private CmdletObject object(AccessPolicy policy) {
        String group = authorization
                .book()
                .groups()
                .identified(policy.groupId())
                .map(DistributionGroup::name)
                .orElse(policy.groupId());
        return CmdletObject.empty()
                .with("Identity", policy.identity())
                .with("AppId", policy.appId())
                .with("AccessRight", policy.accessRight())
                .with("ScopeName", group)
                .with("ScopeIdentity", group)
                .with("ShardType", "All")
                .with("Description", policy.description())
                .with("IsValid", true);
    }
}
