package org.s2slab.exchange.recipients;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.rbac.ApplicationAssignment;
import org.s2slab.exchange.rbac.ApplicationAuthorization;
import org.s2slab.exchange.rbac.ApplicationRoleCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/**
 * The cmdlets Get-, New- and Remove-ManagementRoleAssignment.
 *
 * @param isOnline whether the server is Exchange Online, which alone assigns roles to applications
 */
record RoleAssignmentCmdlets(
        RoleAssignmentStore roles, MailboxDirectory accounts, ApplicationAuthorization applications, boolean isOnline) {
    List<Cmdlet> all() {
        return List.of(
                objects().getOrNothing(this::selected),
                CMDLETS.cmdlet("New-ManagementRoleAssignment", this::create),
                objects().remove(this::checkDirect, this::remove));
    }

    private ObjectCmdlets<RoleAssignment> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("ManagementRoleAssignment", "management role assignment"),
                this::everyAssignment,
                RoleAssignment::name,
                this::object);
    }

    /** The assignments to accounts and to applications. */
    private List<RoleAssignment> everyAssignment() {
        return Stream.concat(
                        roles.all().stream(),
                        applications.assignments().all().stream()
                                .map(one -> new RoleAssignment(one.name(), one.role(), one.principal())))
                .toList();
    }

    private Future<?> remove(RoleAssignment assignment) {
        return applications.assignments().named(assignment.name()).isPresent()
                ? applications.assignments().remove(assignment.name())
                : roles.remove(assignment.name());
    }

    private Predicate<RoleAssignment> selected(CmdletArguments given) {
        Predicate<String> role =
                ObjectCmdlets.pattern(given.optionalText("Role").orElse("*"));
        Optional<String> assignee = given.optionalText("RoleAssignee").map(this::assignee);
        return there ->
                role.test(there.role()) && (assignee.isEmpty() || assignee.get().equals(there.assignee()));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String role = given.text("Role");
        boolean isOfApplication = role.startsWith(ApplicationAssignment.PREFIX);
        if (isOfApplication != given.has("App") || given.has("App") == given.has("User")) {
            throw Refusal.invalid("Role: '" + role + "' is assigned to "
                    + (isOfApplication ? "an application (App), and not to an account." : "an account (User)."));
        }
        return isOfApplication ? createForApplication(given) : createForAccount(given, role);
    }

    private Future<CmdletOutput> createForApplication(CmdletArguments given) {
        ApplicationAssignment made = new ApplicationRoleCmdlets(applications, isOnline).assign(given);
        objects().requireFree(made.name());
        return objects().shownAfter(given, () -> applications.assignments().put(made), made.name());
    }

    private Future<CmdletOutput> createForAccount(CmdletArguments given, String role) {
        Mailbox account = ExchangeCmdlets.account(accounts, given.text("User"));
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
        Optional<ApplicationAssignment> application = applications.assignments().named(assignment.name());
        boolean isGroup = RoleGroup.named(assignment.assignee()).isPresent();
        String assignee = accounts.identified(assignment.assignee()).stream()
                .map(Mailbox::name)
                .findFirst()
                .orElse(assignment.assignee());
        return CmdletObject.empty()
                .with("Name", assignment.name())
                .with("Role", assignment.role())
                .with("RoleAssigneeName", assignee)
                .with("RoleAssigneeType", application.isPresent() ? "ServicePrincipal" : isGroup ? "RoleGroup" : "User")
                .with(
                        "CustomResourceScope",
                        application.map(ApplicationAssignment::scope).orElse(null))
                .with("AssignmentMethod", "Direct")
                .with("Identity", assignment.name());
    }
}
