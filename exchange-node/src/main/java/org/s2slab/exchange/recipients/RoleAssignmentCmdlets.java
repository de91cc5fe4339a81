package org.s2slab.exchange.recipients;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;

/** The cmdlets Get-, New- and Remove-ManagementRoleAssignment. */
record RoleAssignmentCmdlets(RoleAssignmentStore roles, MailboxDirectory accounts) {
    List<Cmdlet> all() {
        return List.of(
                objects().getOrNothing(this::selected),
                CMDLETS.cmdlet("New-ManagementRoleAssignment", this::create),
                objects().remove(this::checkDirect, there -> roles.remove(there.name())));
    }

    private ObjectCmdlets<RoleAssignment> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("ManagementRoleAssignment", "management role assignment"),
                roles::all,
                RoleAssignment::name,
                this::object);
    }

    private Predicate<RoleAssignment> selected(CmdletArguments given) {
        Predicate<String> role =
                ObjectCmdlets.pattern(given.optionalText("Role").orElse("*"));
        Optional<String> assignee = given.optionalText("RoleAssignee").map(this::assignee);
        return there ->
                role.test(there.role()) && (assignee.isEmpty() || assignee.get().equals(there.assignee()));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        Mailbox account = ExchangeCmdlets.account(accounts, given.text("User"));
        String role = given.text("Role");
        String name = given.optionalText("Name").orElse(role + "-" + account.name());
        objects().requireFree(name);
        RoleAssignment assignment = new RoleAssignment(name, role, account.id());
        return given.unlessWhatIf(() -> roles.put(assignment).map(done -> CmdletOutput.of(object(assignment))));
    }

    /** Refuses to remove the assignment of a role group, because these assignments are built in. */
    private void checkDirect(RoleAssignment assignment) {
        if (RoleGroup.named(assignment.assignee()).isPresent()) {
            throw objects().missing(assignment.name());
        }
    }

    private String assignee(String identity) {
        return RoleGroup.named(identity)
                .map(RoleGroup::displayName)
                .orElseGet(() -> ExchangeCmdlets.account(accounts, identity).id());
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
