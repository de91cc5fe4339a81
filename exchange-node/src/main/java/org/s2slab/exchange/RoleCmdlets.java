package org.s2slab.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.RoleAssignment;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.exchange.mailbox.RoleGroup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;

/** Get-, New- and Remove-ManagementRoleAssignment. */
final class RoleCmdlets {
    private final RoleAssignments roles;
    private final MailboxDirectory accounts;

    RoleCmdlets(RoleAssignments roles, MailboxDirectory accounts) {
        this.roles = roles;
        this.accounts = accounts;
    }

    List<Cmdlet> all() {
        return List.of(
                Cmdlet.reads(
                        "Get-ManagementRoleAssignment",
                        "Shows who has which management role.",
                        List.of(
                                Parameter.optional("Identity", Parameter.Type.STRING, "A name; * stands for any text."),
                                Parameter.optional("Role", Parameter.Type.STRING, "Only assignments of this role."),
                                Parameter.optional(
                                        "RoleAssignee",
                                        Parameter.Type.STRING,
                                        "Only assignments to this account or group.")),
                        this::get),
                Cmdlet.changes(
                        "New-ManagementRoleAssignment",
                        "Gives an account a management role.",
                        List.of(
                                Parameter.optional(
                                        "Name", Parameter.Type.STRING, "A name for it; role and account without one."),
                                Parameter.choice("Role", true, RoleAssignment.ROLES, "The role."),
                                Parameter.required("User", Parameter.Type.STRING, "The account.")),
                        this::create),
                Cmdlet.changes(
                        "Remove-ManagementRoleAssignment",
                        "Takes a management role back.",
                        List.of(Parameter.required("Identity", Parameter.Type.STRING, "Its name.")),
                        this::remove));
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        Optional<String> role = given.optionalText("Role");
        Optional<String> assignee = given.optionalText("RoleAssignee").map(this::assignee);
        return Future.succeededFuture(CmdletOutput.of(roles.all().stream()
                .filter(there -> identity.isEmpty() || CmdletWords.fits(identity.get(), there.name()))
                .filter(there -> role.isEmpty() || CmdletWords.fits(role.get(), there.role()))
                .filter(there -> assignee.isEmpty() || assignee.get().equals(there.assignee()))
                .map(this::object)
                .toList()));
    }

    private Future<CmdletOutput> create(Parameters given) {
        Mailbox account = account(given.text("User"));
        String role = given.text("Role");
        String name = given.optionalText("Name").orElse(role + "-" + account.name());
        if (roles.all().stream().anyMatch(there -> there.name().equalsIgnoreCase(name))) {
            return Future.failedFuture(CmdletWords.exists("management role assignment", name));
        }
        RoleAssignment assignment = new RoleAssignment(name, role, account.id());
        return CmdletWords.unlessWhatIf(
                given, () -> roles.put(assignment).map(done -> CmdletOutput.of(object(assignment))));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        String identity = given.text("Identity");
        RoleAssignment assignment = roles.all().stream()
                .filter(there -> there.name().equalsIgnoreCase(identity))
                .filter(there -> RoleGroup.named(there.assignee()).isEmpty())
                .findFirst()
                .orElseThrow(() -> CmdletWords.notFound(identity));
        return CmdletWords.unlessWhatIf(
                given, () -> roles.remove(assignment.name()).map(CmdletOutput.NOTHING));
    }

    private String assignee(String identity) {
        return RoleGroup.named(identity)
                .map(RoleGroup::displayName)
                .orElseGet(() -> account(identity).id());
    }

    private Mailbox account(String identity) {
        return accounts.identified(identity).stream().findFirst().orElseThrow(() -> CmdletWords.notFound(identity));
    }

    private CmdletObject object(RoleAssignment assignment) {
        boolean isGroup = RoleGroup.named(assignment.assignee()).isPresent();
        String assignee = accounts.identified(assignment.assignee()).stream()
                .map(Mailbox::name)
                .findFirst()
                .orElse(assignment.assignee());
        return CmdletObject.empty()
                .with("Name", assignment.name())
                .with("Role", assignment.role())
                .with("RoleAssigneeName", assignee)
                .with("RoleAssigneeType", isGroup ? "RoleGroup" : "User")
                .with("AssignmentMethod", "Direct")
                .with("Identity", assignment.name());
    }
}
