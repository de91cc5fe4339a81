package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;

/** The cmdlets of the authorization server for its administrator. A null tenant is the administrator's own tenant. */
public final class AuthorizationServerProduct extends ProductCmdlets {
    public static final String COMPANY = "Get-MsolCompanyInformation";
    public static final String DOMAINS = "Get-MsolDomain";
    public static final String TENANT = "Get-LabTenant";
    public static final String PRINCIPALS = "Get-MsolServicePrincipal";
    public static final String CREDENTIALS = "Get-MsolServicePrincipalCredential";

    public static final String GRAPH_PRINCIPALS = "Get-MgServicePrincipal";
    public static final String GRAPH_APPLICATIONS = "Get-MgApplication";
    public static final String CONSENTS = "Get-MgServicePrincipalAppRoleAssignment";

    static final List<String> TRUST = List.of(
            COMPANY, DOMAINS, TENANT, PRINCIPALS, CREDENTIALS, GRAPH_PRINCIPALS, GRAPH_APPLICATIONS, CONSENTS, DATE);

    private static final String EXCHANGE_ID = WellKnownPrincipals.EXCHANGE;

    /** The id of the permission full_access_as_app of Exchange Online. */
    public static final String FULL_ACCESS_ROLE = "dc890d15-9560-4a4c-9b7f-a736ec74ec40";

    /** Calendars.Read, MailboxSettings.Read, MailTips.ReadBasic.All and ProfilePhoto.Read.All; the last two are the lab's ids. */
    private static final List<String> GRAPH_ROLES = List.of(
            "798ee544-9d2d-430c-a058-570e29e34338",
            "40f97065-369a-49f4-947c-6a255697ae91",
            "ac593564-6e82-5de2-8824-31f004404710",
            "b48985c3-54c0-5655-8ee2-d47887ee56ee");

    private static final String OF_PRINCIPAL = " -TenantId $1 -ServicePrincipalId $2";
    private static final String KEYS = KeyCredentials.PROPERTY;
    private static final String NAMES = "ServicePrincipalNames";
    private static final String OF = " -TenantId $1 -AppPrincipalId $2";

    AuthorizationServerProduct(String node) {
        super(ProductRole.AUTHORIZATION_SERVER, node, "Thumbprint");
    }

    /** Returns the authorization server's cmdlets for a node. */
    public static AuthorizationServerProduct of(String node) {
        return new AuthorizationServerProduct(node);
    }

    /** Shows all applications of a tenant with their certificates, also after the end of the MSOnline module. */
    public CmdletCall showApplications(String tenant) {
        return call(GRAPH_PRINCIPALS + " -TenantId $1 -All", tenant);
    }

    /** Shows an application of a tenant, by its application id. */
    public CmdletCall showApplication(String tenant, String application) {
        return call(GRAPH_PRINCIPALS + " -TenantId $1 -Filter $2", tenant, "appId eq '" + application + "'");
    }

    /** Changes the principal with an object id; null leaves a setting unchanged. */
    public CmdletCall changePrincipal(
            String tenant, String principal, @Nullable Boolean enabled, @Nullable Collection<?> names) {
        String template = "Update-MgServicePrincipal" + OF_PRINCIPAL + " -AccountEnabled $3 -ServicePrincipalNames $4";
        return call(template, tenant, principal, enabled, names);
    }

    /** Replaces the certificates of an application, by the object id of its principal. */
    public CmdletCall replaceKeys(String tenant, String principal, Collection<?> keys) {
        return call("Update-MgServicePrincipal" + OF_PRINCIPAL, tenant, principal)
                .with(KEYS, keys);
    }

    /** Shows the certificates with which an application authenticates. */
    public CmdletCall showCredentials(String tenant, String application) {
        return call(CREDENTIALS + OF + " -ReturnKeyValues $true", tenant, application);
    }

    /** Shows the settings of a tenant. */
    public CmdletCall showTenant(String tenant) {
        return call(TENANT + " -TenantId $1", tenant);
    }

    /** Sets whether a tenant requires dedicated applications. */
    public CmdletCall requireDedicatedApplications(String tenant, boolean required) {
        return call("Set-LabTenant -TenantId $1 -DedicatedApplicationsRequired $2", tenant, required);
    }

    /** Changes an application of a tenant with the MSOnline module; null leaves a setting unchanged. */
    public CmdletCall setPrincipal(
            @Nullable String tenant,
            String application,
            @Nullable Boolean enabled,
            @Nullable Collection<String> names,
            @Nullable Boolean delegates) {
        String given = " -AccountEnabled $3 -ServicePrincipalNames $4 -TrustedForDelegation $5";
        return call("Set-MsolServicePrincipal" + OF + given, tenant, application, enabled, names, delegates);
    }

    /** Creates an application with a known id in a tenant; null leaves a setting to the server's default. */
    public CmdletCall createPrincipal(
            @Nullable String tenant,
            String name,
            String application,
            @Nullable Boolean enabled,
            @Nullable Collection<String> names,
            @Nullable Boolean delegates) {
        String template = "New-LabServicePrincipal -TenantId $1 -DisplayName $2 -AppPrincipalId $3"
                + " -AccountEnabled $4 -TrustedForDelegation $5 -ServicePrincipalNames $6";
        return call(template, tenant, name, application, enabled, delegates, names);
    }

    /** Adds the argument for a certificate to a call that creates or changes an application. */
    public static CmdletCall withKey(CmdletCall call, String certificate) {
        return call.with("Type", "Asymmetric").with("Usage", "Verify").with("Value", certificate);
    }

    /** Adds the validity period of a certificate to a call; null means the dates of the certificate itself. */
    public static CmdletCall dated(CmdletCall call, @Nullable Instant start, @Nullable Instant end) {
        return call.with("StartDate", start).with("EndDate", end);
    }

    /** The host at which people and applications of the organisation get their tokens. */
    public String signInHost(List<String> hosts) {
        return hosts.stream()
                .filter(name -> name.startsWith("login."))
                .findFirst()
                .orElse(hosts.get(0));
    }

    /** Reads the principal of Exchange Online into the variable {@code exchange}. */
    public CmdletCall exchangePrincipal(String tenant) {
        return showApplication(tenant, EXCHANGE_ID).as("exchange");
    }

    /** Grants full_access_as_app of Exchange Online to an application, both by their object ids. */
    public CmdletCall grantFullAccess(@Nullable String tenant, String application, String exchange) {
        return grant(tenant, application, exchange, FULL_ACCESS_ROLE);
    }

    /** Grants an application the four permissions at Microsoft Graph that hybrid Exchange needs. */
    public List<CmdletCall> grantGraph(String tenant, String application) {
        String filter = "appId eq '" + WellKnownPrincipals.GRAPH + "'";
        return Stream.concat(
                        Stream.of(call(GRAPH_PRINCIPALS + " -TenantId $1 -Filter $2", tenant, filter)
                                .as("graph")),
                        GRAPH_ROLES.stream().map(role -> grant(tenant, application, "$graph.Id", role)))
                .toList();
    }

    private CmdletCall grant(@Nullable String tenant, String application, String resource, String role) {
        String template = "New-MgServicePrincipalAppRoleAssignment -TenantId $1 -ServicePrincipalId $2 -PrincipalId $2"
                + " -ResourceId $3 -AppRoleId $4";
        return call(template, tenant, application, resource, role);
    }

    /**
     * Creates an application of the organisation with Microsoft Graph PowerShell: with a certificate, a principal, and
     * the permission full_access_as_app.
     *
     * @param variable the beginning of the names of the variables
     */
    public List<CmdletCall> createOwnApplication(String tenant, String variable, String name, String certificate) {
        String principal = variable + "Principal";
        return List.of(
                createApplication(tenant, name, certificate).as(variable + "Application"),
                createPrincipal(tenant, ownApplication(variable)).as(principal),
                exchangePrincipal(tenant),
                grantFullAccess(tenant, "$" + principal + ".Id", "$exchange.Id"));
    }

    /** Creates an application of the organisation with a certificate, with Microsoft Graph PowerShell. */
    public CmdletCall createApplication(@Nullable String tenant, String name, String certificate) {
        return call("New-MgApplication -TenantId $1 -DisplayName $2", tenant, name)
                .with(KEYS, KeyCredentials.of(certificate, null, null));
    }

    /** Creates the principal of an application, by the application's id or a variable with it. */
    public CmdletCall createPrincipal(@Nullable String tenant, String application) {
        return call("New-MgServicePrincipal -TenantId $1 -AppId $2", tenant, application);
    }

    /**
     * Adds a certificate to an application. Microsoft Graph PowerShell replaces the whole list.
     *
     * @param principal the object id of the application, or {@link #principalOf}
     * @param removed the key ids of certificates that the new list does not have
     * @param certificate its base64, or a variable with it
     */
    public CmdletFix addKey(@Nullable String tenant, String principal, Collection<String> removed, String certificate) {
        String known = known(tenant, principal, KEYS);
        String kept = removed.isEmpty()
                ? known
                : "@(" + known + " | Where-Object KeyId -notin '" + String.join("','", removed) + "')";
        String key = CmdletCall.line("", new JsonObject().put(KEYS, KeyCredentials.of(certificate, null, null)));
        return changed(tenant, principal, key.replace(" @{", " (" + kept + " + @{") + ")");
    }

    /** Adds names to an application as {@link #addKey} adds a certificate. */
    public CmdletFix addNames(@Nullable String tenant, String principal, Collection<String> names) {
        return changed(
                tenant,
                principal,
                " -" + NAMES + " (" + known(tenant, principal, NAMES) + " + @('" + String.join("','", names) + "'))");
    }

    /** Removes all certificates of an application. */
    public CmdletFix removeKeys(@Nullable String tenant, String principal) {
        return changed(tenant, principal, " -" + KEYS + " @()");
    }

    /** Enables an application. In Microsoft Graph PowerShell, -AccountEnabled is a switch. */
    public CmdletFix enable(@Nullable String tenant, String principal) {
        return changed(tenant, principal, " -AccountEnabled:$true");
    }

    private CmdletFix changed(@Nullable String tenant, String principal, String change) {
        CmdletCall call = call("Update-MgServicePrincipal -TenantId $1", tenant);
        return new CmdletFix(call.node(), call.line() + " -ServicePrincipalId " + principal + change);
    }

    /** An expression of the shell: the object id of an application. */
    public static String principalOf(String application) {
        return "(" + GRAPH_PRINCIPALS + " -Filter \"appId eq '" + application + "'\").Id";
    }

    /** An expression of the shell: what a property of an application has at present. */
    private String known(@Nullable String tenant, String principal, String property) {
        return principal.startsWith("(")
                ? principal.replaceFirst("Id$", property)
                : "(" + call(GRAPH_PRINCIPALS + OF_PRINCIPAL, tenant, principal).line() + ")." + property;
    }

    /** The id of the application that {@link #createOwnApplication} creates, as a variable. */
    public static String ownApplication(String variable) {
        return "$" + variable + "Application.AppId";
    }

    /** Shows the permissions of an application, by its object id. */
    public CmdletCall showConsents(String tenant, String application) {
        return call(CONSENTS + OF_PRINCIPAL, tenant, application);
    }
}
