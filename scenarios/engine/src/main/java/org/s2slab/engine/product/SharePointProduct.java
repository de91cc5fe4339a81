package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cmdlets of SharePoint for its administrator. */
public final class SharePointProduct extends ServerProduct {
    public static final String ISSUERS = "Get-SPTrustedSecurityTokenIssuer";
    public static final String REALM = "Get-SPAuthenticationRealm";
    public static final String CONFIGURATION = "Get-SPSecurityTokenServiceConfig";
    public static final String APP_PRINCIPALS = "Get-SPAppPrincipal";
    public static final String PROXIES = "Get-SPServiceApplicationProxy";

    /** The subject of the certificate that setup creates. */
    public static final String CERTIFICATE_NAME = "SharePoint Security Token Service";

    /** The name that the documented procedure gives to the proxy of an authorization server. */
    public static final String PROXY = "ACS";

    static final List<String> TRUST =
            List.of(REALM, CONFIGURATION, ISSUERS, APP_PRINCIPALS, PROXIES, STORED_CERTIFICATES, DATE);

    private final String site;

    SharePointProduct(String node, String host) {
        super(ProductRole.SHAREPOINT, node, "SigningCertificateThumbprint");
        this.site = "https://" + host;
    }

    @Override
    public String authorizationServerName() {
        return "ACS";
    }

    @Override
    public List<CmdletCall> register(PartnerSpec partner) {
        return List.of(registerByMetadata(partner), permit(partner.issuer(), partner.role()));
    }

    @Override
    public List<CmdletCall> registerAgain(PartnerSpec partner) {
        return List.of(
                removePartner(partner.name()), registerByMetadata(partner), permit(partner.issuer(), partner.role()));
    }

    /** Registers an application at the farm. The authorization server (broker) may issue tokens for any application. */
    @Override
    public CmdletCall registerByServer(PartnerSpec partner) {
        return registerApplication(partner.issuer(), site, partner.name());
    }

    @Override
    public Optional<String> metadataOf(JsonObject registration) {
        return Optional.ofNullable(registration.getString("MetadataEndPoint"));
    }

    /** Grants a partner the documented right: full control. Exchange gets this right also for calls without a user. */
    public CmdletCall permit(String nameId, ProductRole partner) {
        return permit(nameId, site, "SiteSubscription", "FullControl", partner == ProductRole.EXCHANGE);
    }

    /**
     * Grants a right to an application.
     *
     * @param nameId the application as {@code id@realm}
     * @param appOnly whether the right is also for calls without a user
     */
    public CmdletCall permit(String nameId, String site, String scope, String right, boolean appOnly) {
        String template = "Set-SPAppPrincipalPermission -AppPrincipal $1 -Site $2 -Scope $3 -Right $4"
                + (appOnly ? " -EnableAppOnlyPolicy" : "");
        return call(template, nameId, site, scope, right);
    }

    /** Registers an application whose tokens an authorization server (broker) issues. */
    public CmdletCall registerApplication(String nameId, String site, String name) {
        return call("Register-SPAppPrincipal -NameIdentifier $1 -Site $2 -DisplayName $3", nameId, site, name);
    }

    /** Lets SharePoint Online accept tokens of Access Control Service for applications of the tenant. */
    public CmdletCall allowCustomApplications() {
        return call("Set-SPOTenant -DisableCustomAppAuthentication $false");
    }

    /** Shows an application and its rights. The farm refuses this cmdlet if the application is not registered. */
    public CmdletCall showApplication(String nameId) {
        return call(APP_PRINCIPALS + " -NameIdentifier $1 -Site $2", nameId, site);
    }

    /** Allows the farm to request tokens from an authorization server. */
    public CmdletCall addProxy(String name, String metadata) {
        String template = "New-SPAzureAccessControlServiceApplicationProxy -Name $1 -MetadataServiceEndpointUri $2"
                + " -DefaultProxyGroup";
        return call(template, name, metadata);
    }

    /** Creates a site collection, with the product's default template if the template is null. */
    public CmdletCall createSite(String url, String owner, String name, @Nullable String template) {
        return call("New-SPSite -Url $1 -OwnerAlias $2 -Name $3 -Template $4", url, owner, name, template);
    }
}
