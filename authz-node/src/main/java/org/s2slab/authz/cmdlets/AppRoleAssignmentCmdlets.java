package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.authz.registry.AppRole;
import org.s2slab.authz.registry.AppRoleAssignment;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.refusal.Refusal;

/**
 * Get-MgServicePrincipal, and Get-, New- and Remove-MgServicePrincipalAppRoleAssignment of Microsoft Graph PowerShell:
 * the application permissions of a tenant's applications.
 */
public record AppRoleAssignmentCmdlets(TenantRegistry registry, TenantSelector selection, NodeEnvironment environment) {
    private static final String PRINCIPAL_ID = "ServicePrincipalId";
    private static final String ASSIGNMENT_ID = "AppRoleAssignmentId";
    private static final String ROLE_ID = "AppRoleId";
    private static final String RESOURCE_ID = "ResourceId";

    /** The two filters that public procedures use. */
    private static final Pattern FILTER =
            Pattern.compile("(?<member>appId|displayName) eq '(?<value>[^']*)'", Pattern.CASE_INSENSITIVE);

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-MgServicePrincipal", this::principals),
                CMDLETS.cmdlet("Get-MgServicePrincipalAppRoleAssignment", this::get),
                CMDLETS.cmdlet("New-MgServicePrincipalAppRoleAssignment", this::create),
                CMDLETS.cmdlet("Remove-MgServicePrincipalAppRoleAssignment", this::remove));
    }

    private Future<CmdletOutput> principals(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        if (given.has(PRINCIPAL_ID)) {
            return Future.succeededFuture(CmdletOutput.of(object(named(given, PRINCIPAL_ID, tenant))));
        }
        String filter = given.optionalText("Filter").orElse("");
        Matcher form = FILTER.matcher(filter);
        if (!filter.isEmpty() && !form.matches()) {
            return Future.failedFuture(
                    Refusal.invalid("Filter: '" + filter + "' is not appId eq '<id>' or displayName eq '<name>'."));
        }
        return Future.succeededFuture(CmdletOutput.of(tenant.principals().values().stream()
                .filter(ServicePrincipal::hasPrincipal)
                .filter(principal -> filter.isEmpty() || isMeant(principal, form))
                .map(AppRoleAssignmentCmdlets::object)
                .toList()));
    }

    private static boolean isMeant(ServicePrincipal principal, Matcher form) {
        String value = form.group("member").equalsIgnoreCase("appId") ? principal.appId() : principal.displayName();
        return value.equalsIgnoreCase(form.group("value"));
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        ServicePrincipal principal = named(given, PRINCIPAL_ID, tenant);
        return Future.succeededFuture(CmdletOutput.of(principal.roles().stream()
                .map(granted -> object(granted, principal, tenant))
                .toList()));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        ServicePrincipal principal = named(given, PRINCIPAL_ID, tenant);
        if (!principal.objectId().equals(given.text("PrincipalId"))) {
            throw Refusal.invalid("PrincipalId: '" + given.text("PrincipalId") + "' is not the -" + PRINCIPAL_ID + ", "
                    + principal.objectId() + ". The lab grants permissions to applications only.");
        }
        ServicePrincipal resource = named(given, RESOURCE_ID, tenant);
        AppRole role = AppRole.of(resource.appId(), given.text(ROLE_ID))
                .orElseThrow(() -> Refusal.invalid("Permission being assigned was not found on application '"
                        + resource.appId() + "'. " + ROLE_ID + ": '" + given.text(ROLE_ID) + "'; "
                        + resource.displayName() + " offers " + offered(resource) + "."));
        if (principal.roles().stream().anyMatch(granted -> granted.role().equals(role))) {
            throw Refusal.conflict("Permission being assigned already exists on the object. " + role.value() + " of "
                    + principal.displayName() + ".");
        }
        AppRoleAssignment made = new AppRoleAssignment(
                environment.ids().uuid(), role, environment.clock().instant());
        return given.unlessWhatIf(() -> registry.change(
                        tenant.tenant().id(), principal.appId(), before -> before.granted(and(before, made)))
                .map(changed -> CmdletOutput.of(object(made, changed, tenant))));
    }

    private static List<AppRoleAssignment> and(ServicePrincipal before, AppRoleAssignment made) {
        List<AppRoleAssignment> all = new ArrayList<>(before.roles());
        all.add(made);
        return all;
    }

    private static String offered(ServicePrincipal resource) {
        List<AppRole> roles = AppRole.of(resource.appId());
        return roles.isEmpty()
                ? "no permission in the lab"
                : String.join(
                        ", ",
                        roles.stream()
                                .map(role -> role.value() + " (" + role.id() + ")")
                                .toList());
    }

    private Future<CmdletOutput> remove(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        ServicePrincipal principal = named(given, PRINCIPAL_ID, tenant);
        String id = given.text(ASSIGNMENT_ID);
        if (principal.roles().stream().noneMatch(granted -> granted.id().equals(id))) {
            throw Refusal.notFound(ASSIGNMENT_ID + ": '" + id + "' is not a permission of " + principal.displayName()
                    + ". Get-MgServicePrincipalAppRoleAssignment lists those there are.");
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> registry.change(
                        tenant.tenant().id(),
                        principal.appId(),
                        before -> before.granted(before.roles().stream()
                                .filter(granted -> !granted.id().equals(id))
                                .toList())));
    }

    static ServicePrincipal named(CmdletArguments given, String parameter, TenantSnapshot tenant) {
        String id = given.text(parameter);
        return tenant.byObjectId(id)
                .filter(ServicePrincipal::hasPrincipal)
                .orElseThrow(() -> Refusal.notFound("Resource '" + id + "' does not exist or one of its queried"
                        + " reference-property objects are not present. " + parameter
                        + " is an object id: Get-MgServicePrincipal shows it as Id."));
    }

    static CmdletObject object(ServicePrincipal principal) {
        return CmdletObject.empty()
                .with("DisplayName", principal.displayName())
                .with("Id", principal.objectId())
                .with("AppId", principal.appId())
                .with("AccountEnabled", principal.accountEnabled())
                .with("ServicePrincipalNames", principal.names())
                .with("KeyCredentials", keys(principal))
                .with(
                        "AppRoles",
                        AppRole.of(principal.appId()).stream()
                                .map(AppRoleAssignmentCmdlets::members)
                                .toList());
    }

    static List<Map<String, Object>> keys(ServicePrincipal principal) {
        return principal.credentials().stream()
                .filter(credential -> credential.certificate() != null)
                .map(AppRoleAssignmentCmdlets::key)
                .toList();
    }

    private static Map<String, Object> key(Credential credential) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("EndDateTime", credential.end().toString());
        members.put("Key", CertificateEncoding.text(Objects.requireNonNull(credential.certificate())));
        members.put("KeyId", credential.keyId());
        members.put("StartDateTime", credential.start().toString());
        members.put("Type", "AsymmetricX509Cert");
        members.put("Usage", credential.usage().word());
        return members;
    }

    private static Map<String, Object> members(AppRole role) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("AllowedMemberTypes", List.of("Application"));
        members.put("DisplayName", role.displayName());
        members.put("Id", role.id());
        members.put("IsEnabled", true);
        members.put("Value", role.value());
        return members;
    }

    private static CmdletObject object(AppRoleAssignment granted, ServicePrincipal principal, TenantSnapshot tenant) {
        ServicePrincipal resource = tenant.principal(granted.role().resource());
        return CmdletObject.empty()
                .with("Id", granted.id())
                .with("AppRoleId", granted.role().id())
                .with("CreatedDateTime", granted.created())
                .with("PrincipalDisplayName", principal.displayName())
                .with("PrincipalId", principal.objectId())
                .with("PrincipalType", "ServicePrincipal")
                .with("ResourceDisplayName", resource == null ? null : resource.displayName())
                .with("ResourceId", resource == null ? null : resource.objectId());
    }
}
