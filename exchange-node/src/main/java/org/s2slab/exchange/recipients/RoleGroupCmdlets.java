package org.s2slab.exchange.recipients;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get-RoleGroup, and Add-, Get- and Remove-RoleGroupMember. */
record RoleGroupCmdlets(RoleAssignmentStore roles, MailboxDirectory accounts) {
    List<Cmdlet> all() {
        return List.of(
                groups().getOrNothing(given -> any -> true),
                CMDLETS.cmdlet("Get-RoleGroupMember", this::members),
                CMDLETS.cmdlet("Add-RoleGroupMember", given -> change(given, true)),
                CMDLETS.cmdlet("Remove-RoleGroupMember", given -> change(given, false)));
    }

    private ObjectCmdlets<RoleGroup> groups() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("RoleGroup", "role group"),
                () -> List.of(RoleGroup.values()),
                RoleGroup::displayName,
                this::object);
    }

    private Future<CmdletOutput> members(CmdletArguments given) {
        return Future.succeededFuture(CmdletOutput.of(membersOf(groups().existing(given)).stream()
                .map(RoleGroupCmdlets::object)
                .toList()));
    }

    private Future<CmdletOutput> change(CmdletArguments given, boolean joins) {
        RoleGroup group = groups().existing(given);
        Mailbox member = ExchangeCmdlets.account(accounts, given.text("Member"));
        if (roles.members(group).contains(member.id()) == joins) {
            throw Refusal.invalid("Member: '" + member.name() + (joins ? "' is already" : "' isn't")
                    + " a member of the group '" + group.displayName() + "'.");
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING, () -> joins ? roles.join(group, member.id()) : roles.leave(group, member.id()));
    }

    private List<Mailbox> membersOf(RoleGroup group) {
        return roles.members(group).stream()
                .flatMap(id -> accounts.identified(id).stream())
                .toList();
    }

    private CmdletObject object(RoleGroup group) {
        return CmdletObject.empty()
                .with("Name", group.displayName())
                .with("Roles", group.roles())
                .with("Members", membersOf(group).stream().map(Mailbox::name).toList())
                .with("Identity", group.displayName());
    }

    private static CmdletObject object(Mailbox member) {
        return CmdletObject.empty()
                .with("Name", member.name())
                .with("PrimarySmtpAddress", member.primaryAddress())
                .with("RecipientType", member.present() ? "UserMailbox" : "User")
                .with("Identity", member.name());
    }
}
