package org.s2slab.scenarios.product;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an administrator of the authorization server types; a tenant that is null is the administrator's own. */
public final class AuthorizationServerProduct extends Product {
    public static final String COMPANY = "Get-MsolCompanyInformation";
    public static final String DOMAINS = "Get-MsolDomain";
    public static final String TENANT = "Get-LabTenant";
    public static final String PRINCIPALS = "Get-MsolServicePrincipal";
    public static final String CREDENTIALS = "Get-MsolServicePrincipalCredential";

    static final List<String> TRUST = List.of(COMPANY, DOMAINS, TENANT, PRINCIPALS, CREDENTIALS, DATE);

    AuthorizationServerProduct(String node) {
        super(ProductRole.AUTHORIZATION_SERVER, node, node);
    }

    /** The authorization server's product on a node. */
    public static AuthorizationServerProduct of(String node) {
        return new AuthorizationServerProduct(node);
    }

    /** Shows an application of a tenant, or all where the application is null. */
    public CmdletCall showPrincipals(String tenant, @Nullable String application) {
        return call(PRINCIPALS).with("TenantId", tenant).with("AppPrincipalId", application);
    }

    /** Shows the certificates by which an application proves itself. */
    public CmdletCall showCredentials(String tenant, String application) {
        return call(CREDENTIALS)
                .with("TenantId", tenant)
                .with("AppPrincipalId", application)
                .with("ReturnKeyValues", true);
    }

    /** Shows what a tenant requires. */
    public CmdletCall showTenant(String tenant) {
        return call(TENANT).with("TenantId", tenant);
    }

    /** Says whether a tenant requires applications of its own. */
    public CmdletCall requireDedicatedApplications(String tenant, boolean required) {
        return call("Set-LabTenant")
                .with("TenantId", tenant)
                .with("DedicatedApplicationsRequired", required);
    }

    /** Changes an application of a tenant; null leaves a setting as it is. */
    public CmdletCall setPrincipal(
            @Nullable String tenant,
            String application,
            @Nullable Boolean enabled,
            @Nullable Collection<String> names,
            @Nullable Boolean trustedForDelegation) {
        return call("Set-MsolServicePrincipal")
                .with("TenantId", tenant)
                .with("AppPrincipalId", application)
                .with("AccountEnabled", enabled)
                .with("ServicePrincipalNames", names)
                .with("TrustedForDelegation", trustedForDelegation);
    }

    /** Makes an application in a tenant; null leaves a setting to the server. */
    public CmdletCall createPrincipal(
            @Nullable String tenant,
            String name,
            @Nullable String application,
            @Nullable Boolean enabled,
            @Nullable Boolean trustedForDelegation,
            @Nullable Collection<String> names) {
        return call("New-MsolServicePrincipal")
                .with("TenantId", tenant)
                .with("DisplayName", name)
                .with("AppPrincipalId", application)
                .with("AccountEnabled", enabled)
                .with("TrustedForDelegation", trustedForDelegation)
                .with("ServicePrincipalNames", names);
    }

    /** Uploads a certificate by which an application proves itself. */
    public CmdletCall upload(@Nullable String tenant, String application, String certificate) {
        return withKey(
                call("New-MsolServicePrincipalCredential")
                        .with("TenantId", tenant)
                        .with("AppPrincipalId", application),
                certificate);
    }

    /** Adds a certificate to a call that makes or changes an application. */
    public static CmdletCall withKey(CmdletCall call, String certificate) {
        return call.with("Type", "Asymmetric").with("Usage", "Verify").with("Value", certificate);
    }

    /** Removes certificates of an application. */
    public CmdletCall removeCredentials(String tenant, String application, Collection<String> keyIds) {
        return call("Remove-MsolServicePrincipalCredential")
                .with("TenantId", tenant)
                .with("AppPrincipalId", application)
                .with("KeyIds", keyIds);
    }

    @Override
    public boolean makesByStaging() {
        return true;
    }

    @Override
    public CmdletCall stage(String thumbprint, String effective) {
        return call("New-LabSigningCertificate").with("EffectiveDate", effective);
    }

    @Override
    public CmdletCall removePrevious(String thumbprint) {
        return call("Remove-LabSigningCertificate").with("Thumbprint", thumbprint);
    }

    @Override
    public CmdletCall showSigning() {
        return call("Get-LabSigningCertificate");
    }

    @Override
    public String signingProperty() {
        return "Thumbprint";
    }
}
