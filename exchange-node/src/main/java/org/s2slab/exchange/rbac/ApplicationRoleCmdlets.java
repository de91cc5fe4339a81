package org.s2slab.exchange.rbac;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * The cmdlets New-, Get- and Remove-ServicePrincipal and -ManagementScope, and Test-ServicePrincipalAuthorization. The cmdlet
 * New-ManagementRoleAssignment uses {@link #assign} for applications.
 *
 * @param isOnline whether the server is Exchange Online, which alone has roles for applications
 */
public record ApplicationRoleCmdlets(ApplicationAuthorization authorization, boolean isOnline) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-ServicePrincipal", this::createPrincipal),
                principals().get(),
                principals()
                        .remove(
                                this::requireUnassigned,
                                one -> authorization.principals().remove(one.objectId())),
                CMDLETS.cmdlet("New-ManagementScope", this::createScope),
                scopes().get(),
                scopes().remove(
                                this::requireUnused,
                                one -> authorization.scopes().remove(one.name())),
                CMDLETS.cmdlet("Test-ServicePrincipalAuthorization", this::test));
    }

    private ObjectCmdlets<ApplicationPrincipal> principals() {
        return new ObjectCmdlets<>(
                        ExchangeCmdlets.kind("ServicePrincipal", "service principal"),
                        authorization.principals()::all,
                        ApplicationPrincipal::objectId,
                        one -> CmdletObject.empty()
                                .with("DisplayName", one.displayName())
                                .with("AppId", one.appId())
                                .with("ObjectId", one.objectId())
                                .with("Identity", one.objectId()))
                .identifiedBy(ApplicationPrincipal::isMeantBy);
    }

    private ObjectCmdlets<ManagementScope> scopes() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("ManagementScope", "management scope"),
                authorization.scopes()::all,
                ManagementScope::name,
                one -> CmdletObject.empty()
                        .with("Name", one.name())
                        .with("ScopeRestrictionType", "RecipientScope")
                        .with("RecipientFilter", one.filter())
                        .with("Exclusive", false)
                        .with("Identity", one.name()));
    }

    /** Refuses a cmdlet that would have no effect at a server on the premises. */
    static void requireOnline(boolean isOnline) {
        if (!isOnline) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "Only Exchange Online has management roles and policies for applications.");
        }
    }

    private Future<CmdletOutput> createPrincipal(CmdletArguments given) {
        requireOnline(isOnline);
        var created = new ApplicationPrincipal(
                given.text("ObjectId"),
                given.text("AppId"),
                given.optionalText("DisplayName").orElse(given.text("AppId")));
        principals().requireFree(created.objectId());
        principals().requireFree(created.appId());
        return principals().shownAfter(given, () -> authorization.principals().put(created), created.objectId());
    }

    private void requireUnassigned(ApplicationPrincipal principal) {
        authorization.rolesOf(principal).findFirst().ifPresent(assignment -> {
            throw Refusal.conflict("Identity: the application has the management role assignment '" + assignment.name()
                    + "'. Remove the assignment first.");
        });
    }

    private Future<CmdletOutput> createScope(CmdletArguments given) {
        var created = new ManagementScope(given.text("Name"), given.text("RecipientRestrictionFilter"));
        scopes().requireFree(created.name());
        ScopeFilterParser.parse(created.filter());
        return scopes().shownAfter(given, () -> authorization.scopes().put(created), created.name());
    }

    private void requireUnused(ManagementScope scope) {
        authorization.assignments().all().stream()
                .filter(assignment -> assignment.scope().equalsIgnoreCase(scope.name()))
                .findFirst()
                .ifPresent(assignment -> {
                    throw Refusal.conflict("Identity: the management role assignment '" + assignment.name()
                            + "' has this scope. Remove the assignment first.");
                });
    }

    /** The assignment of a role to an application, by the parameters of New-ManagementRoleAssignment. */
    public ApplicationAssignment assign(CmdletArguments given) {
        requireOnline(isOnline);
        ApplicationPrincipal principal = principals().existing(given.text("App"));
        String role = given.text("Role");
        String scope = given.optionalText("CustomResourceScope")
                .map(name -> scopes().existing(name).name())
                .orElse("");
        String name = given.optionalText("Name").orElse(role + "-" + principal.objectId());
        return new ApplicationAssignment(name, role, principal.objectId(), scope);
    }

    private Future<CmdletOutput> test(CmdletArguments given) {
        ApplicationPrincipal principal = principals().existing(given);
        Optional<Mailbox> resource = given.optionalText("Resource")
                .map(identity -> ExchangeCmdlets.mailbox(authorization.book().mailboxes(), identity));
        return Future.succeededFuture(CmdletOutput.of(authorization
                .rolesOf(principal)
                .map(assignment -> tested(assignment, resource))
                .toList()));
    }

    private CmdletObject tested(ApplicationAssignment assignment, Optional<Mailbox> resource) {
        boolean isScoped = !assignment.scope().isEmpty();
        return CmdletObject.empty()
                .with("RoleName", assignment.role())
                .with("GrantedPermissions", assignment.role().substring(ApplicationAssignment.PREFIX.length()))
                .with("AllowedResourceScope", isScoped ? assignment.scope() : "Organization")
                .with("ScopeType", isScoped ? "CustomRecipientScope" : "Organization")
                .with(
                        "InScope",
                        resource.map(mailbox -> authorization.isInScope(assignment, mailbox) ? "True" : "False")
                                .orElse("Not Run"));
    }
}
