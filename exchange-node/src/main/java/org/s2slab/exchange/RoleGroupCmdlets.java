package org.s2slab.exchange;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.exchange.mailbox.RoleGroup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;

/** Get-RoleGroup, and Add-, Get- and Remove-RoleGroupMember. */
final class RoleGroupCmdlets {
    private final RoleAssignments roles;
    private final MailboxDirectory accounts;

    RoleGroupCmdlets(RoleAssignments roles, MailboxDirectory accounts) {
        this.roles = roles;
        this.accounts = accounts;
    }

    List<Cmdlet> all() {
        Parameter group = Parameter.required("Identity", Parameter.Type.STRING, "The role group's name.");
        Parameter member = Parameter.required("Member", Parameter.Type.STRING, "The account.");
        return List.of(
                Cmdlet.reads(
                        "Get-RoleGroup",
                        "Shows role groups, with their roles and members.",
                        List.of(Parameter.optional(
                                "Identity", Parameter.Type.STRING, "A name; * stands for any text.")),
                        this::get),
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

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        return Future.succeededFuture(CmdletOutput.of(Arrays.stream(RoleGroup.values())
                .filter(group -> identity.isEmpty() || CmdletWords.fits(identity.get(), group.displayName()))
                .map(this::object)
                .toList()));
    }

    private Future<CmdletOutput> members(Parameters given) {
        return Future.succeededFuture(CmdletOutput.of(
                membersOf(group(given)).stream().map(RoleGroupCmdlets::object).toList()));
    }

    private Future<CmdletOutput> add(Parameters given) {
        RoleGroup group = group(given);
        Mailbox member = member(given);
        if (roles.members(group).contains(member.id())) {
            return Future.failedFuture(CmdletWords.invalid(
                    "Member: '" + member.name() + "' is already a member of the group '" + group.displayName() + "'."));
        }
        return CmdletWords.unlessWhatIf(
                given, () -> roles.join(group, member.id()).map(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        RoleGroup group = group(given);
        Mailbox member = member(given);
        if (!roles.members(group).contains(member.id())) {
            return Future.failedFuture(CmdletWords.invalid(
                    "Member: '" + member.name() + "' isn't a member of the group '" + group.displayName() + "'."));
        }
        return CmdletWords.unlessWhatIf(
                given, () -> roles.leave(group, member.id()).map(CmdletOutput.NOTHING));
    }

    private static RoleGroup group(Parameters given) {
        String name = given.text("Identity");
        return RoleGroup.named(name).orElseThrow(() -> CmdletWords.notFound(name));
    }

    private Mailbox member(Parameters given) {
        String name = given.text("Member");
        return accounts.identified(name).stream().findFirst().orElseThrow(() -> CmdletWords.notFound(name));
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
