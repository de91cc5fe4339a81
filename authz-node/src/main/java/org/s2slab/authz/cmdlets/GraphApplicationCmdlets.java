package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.s2slab.authz.registry.Application;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.ServicePrincipal.PrincipalTrait;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/**
 * Connect-MgGraph, New-MgApplication, New-MgServicePrincipal and Update-MgServicePrincipal of Microsoft Graph
 * PowerShell. In the lab an application and its service principal have one list of certificates.
 */
public record GraphApplicationCmdlets(TenantRegistry registry, TenantSelector selection, NodeEnvironment environment) {
    private static final String NAMES = "ServicePrincipalNames";
    private static final String ENABLED = "AccountEnabled";

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Connect-MgGraph", given -> {
                    selection.connect(given);
                    return Future.succeededFuture(CmdletOutput.NOTHING);
                }),
                CMDLETS.cmdlet("Get-MgApplication", this::applications),
                CMDLETS.cmdlet("New-MgApplication", this::createApplication),
                CMDLETS.cmdlet("New-MgServicePrincipal", this::createPrincipal),
                CMDLETS.cmdlet("Update-MgServicePrincipal", this::update));
    }

    private Future<CmdletOutput> createApplication(CmdletArguments given) {
        String tenant = selection.of(given).tenant().id();
        ServicePrincipal blank = ServicePrincipal.ofApplication(
                environment.ids().uuid(), environment.ids().uuid());
        ServicePrincipal made =
                GraphKeyCredentials.replaced(blank.renamed(given.text("DisplayName")), given, environment);
        Application application = new Application(
                made.appId(), environment.ids().uuid(), environment.clock().instant());
        return given.unlessWhatIf(() -> registry.edit(tenant, edit -> {
            edit.register(made, application);
            return CmdletOutput.of(object(application, made));
        }));
    }

    private static CmdletObject object(Application application, ServicePrincipal principal) {
        return CmdletObject.empty()
                .with("DisplayName", principal.displayName())
                .with("Id", application.objectId())
                .with("AppId", application.appId())
                .with("SignInAudience", "AzureADMyOrg")
                .with(GraphKeyCredentials.NAME, AppRoleAssignmentCmdlets.keys(principal));
    }

    /** The applications that are registered in the tenant, with or without a service principal. */
    private Future<CmdletOutput> applications(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        return Future.succeededFuture(CmdletOutput.of(tenant.applications().values().stream()
                .map(application -> object(
                        application, Objects.requireNonNull(tenant.principals().get(application.appId()))))
                .toList()));
    }

    private Future<CmdletOutput> createPrincipal(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        String appId = given.text("AppId");
        ServicePrincipal there = tenant.principals().get(appId);
        if (there == null) {
            throw Refusal.notFound(
                    "AppId: '" + appId + "' is not an application of the tenant. New-MgApplication creates one.");
        }
        if (there.hasPrincipal()) {
            throw Refusal.conflict(
                    "The service principal cannot be created, updated, or restored because the service principal name "
                            + appId + " is already in use. ErrorCode: Request_MultipleObjectsWithSameKeyValue");
        }
        return given.unlessWhatIf(() -> registry.change(tenant.tenant().id(), appId, before -> before.enabled(true))
                .map(changed -> CmdletOutput.of(AppRoleAssignmentCmdlets.object(changed))));
    }

    private Future<CmdletOutput> update(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        ServicePrincipal principal = AppRoleAssignmentCmdlets.named(given, "ServicePrincipalId", tenant);
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> registry.change(
                        tenant.tenant().id(),
                        principal.appId(),
                        before -> GraphKeyCredentials.replaced(
                                changed(
                                        before,
                                        given.has(NAMES) ? given.texts(NAMES) : before.names(),
                                        given.flag(ENABLED, before.accountEnabled())),
                                given,
                                environment)));
    }

    private static ServicePrincipal changed(ServicePrincipal before, List<String> names, boolean enabled) {
        return before.changed(
                before.displayName(),
                before.traits().with(PrincipalTrait.ACCOUNT_ENABLED, enabled),
                names,
                before.addresses());
    }
}
