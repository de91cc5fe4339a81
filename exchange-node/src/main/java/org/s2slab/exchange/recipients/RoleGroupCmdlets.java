package org.s2slab.exchange.recipients;

import org.s2slab.exchange.organization.CmdletWords;

import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.required;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignments;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;

/** Get-RoleGroup, and Add-, Get- and Remove-RoleGroupMember. */
final class RoleGroupCmdlets {
    private final RoleAssignments roles;
    private final MailboxDirectory accounts;
    private final ObjectCmdlets<RoleGroup> groups;

    RoleGroupCmdlets(RoleAssignments roles, MailboxDirectory accounts) {
        this.roles = roles;
        this.accounts = accounts;
        this.groups = new ObjectCmdlets<>(
                CmdletWords.kind("RoleGroup", "role group", "The role group's name."),
                () -> List.of(RoleGroup.values()),
                RoleGroup::displayName,
                this::object);
    }

    List<Cmdlet> all() {
        Parameter group = groups.identity();
        Parameter member = required("Member", STRING, "The account.");
        return List.of(
                groups.getOrNothing(
                        "Shows role groups, with their roles and members.", given -> any -> true, CmdletWords.ANY_NAME),
                Cmdlet.reads("Get-RoleGroupMember", "Shows who is in a role group.", List.of(group), this::members),
                Cmdlet.changes(
                        "Add-RoleGroupMember",
                        "Takes an account into a role group.",
                        List.of(group, member),
                        this::add),
                Cmdlet.changes(
                        "Remove-RoleGroupMember",
                        "Takes an account out of a role group.",
                        List.of(group, member),
                        this::remove));
    }

    private Future<CmdletOutput> members(Parameters given) {
        return Future.succeededFuture(CmdletOutput.of(membersOf(groups.existing(given)).stream()
                .map(RoleGroupCmdlets::object)
                .toList()));
    }

    private Future<CmdletOutput> add(Parameters given) {
        RoleGroup group = groups.existing(given);
        Mailbox member = member(given);
        if (roles.members(group).contains(member.id())) {
            return Future.failedFuture(CmdletWords.invalid(
                    "Member: '" + member.name() + "' is already a member of the group '" + group.displayName() + "'."));
        }
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> roles.join(group, member.id()));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        RoleGroup group = groups.existing(given);
        Mailbox member = member(given);
        if (!roles.members(group).contains(member.id())) {
            return Future.failedFuture(CmdletWords.invalid(
                    "Member: '" + member.name() + "' isn't a member of the group '" + group.displayName() + "'."));
        }
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> roles.leave(group, member.id()));
    }

    private Mailbox member(Parameters given) {
        String name = given.text("Member");
        return accounts.identified(name).stream().findFirst().orElseThrow(() -> groups.missing(name));
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
