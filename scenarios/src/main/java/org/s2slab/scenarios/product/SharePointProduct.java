package org.s2slab.scenarios.product;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What an administrator of SharePoint types. */
public final class SharePointProduct extends ServerProduct {
    public static final String ISSUERS = "Get-SPTrustedSecurityTokenIssuer";
    public static final String REALM = "Get-SPAuthenticationRealm";
    public static final String CONFIGURATION = "Get-SPSecurityTokenServiceConfig";
    public static final String APP_PRINCIPALS = "Get-SPAppPrincipal";
    public static final String PROXIES = "Get-SPServiceApplicationProxy";

    /** The subject of the certificate that setup makes. */
    public static final String CERTIFICATE_NAME = "SharePoint Security Token Service";

    /** As what the documented procedure makes the proxy that leads to an authorization server. */
    public static final String PROXY = "ACS";

    static final List<String> TRUST =
            List.of(REALM, CONFIGURATION, ISSUERS, APP_PRINCIPALS, PROXIES, STORED_CERTIFICATES, DATE);

    private static final String ISSUER = "SPTrustedSecurityTokenIssuer";
    private static final Words WORDS = new Words(ISSUER, ISSUER, "Name", "MetadataEndPoint", "Certificate", "ACS");

    SharePointProduct(String node, String host) {
        super(ProductRole.SHAREPOINT, node, host, WORDS);
    }

    @Override
    public List<CmdletCall> register(PartnerSpec partner) {
        return List.of(registerByMetadata(partner), permit(partner.issuer(), partner.role()));
    }

    @Override
    public List<CmdletCall> registerAgain(PartnerSpec partner) {
        return List.of(removePartner(partner.name()), registerByMetadata(partner), permit(partner.issuer(), partner.role()));
    }

    /** The broker vouches for any application; the farm has to know it. */
    @Override
    public CmdletCall registerByServer(PartnerSpec partner) {
        return registerApplication(partner.issuer(), "https://" + host(), partner.name());
    }

    @Override
    public Optional<CmdletCall> registerByKey(PartnerSpec partner) {
        return Optional.of(newPartner(partner.name())
                .with("RegisteredIssuerName", partner.issuer())
                .with("Certificate", partner.certificate()));
    }

    @Override
    public CmdletCall registerTokenServer(TokenServerSpec server) {
        return super.registerTokenServer(server).with("IsTrustBroker");
    }

    @Override
    public CmdletCall moveTokenServer(String name, String metadata) {
        return super.moveTokenServer(name, metadata).with("IsTrustBroker");
    }

    @Override
    public CmdletCall setRealm(String realm) {
        return call("Set-SPAuthenticationRealm").with("Realm", realm);
    }

    @Override
    public CmdletCall enablePartner(String name) {
        throw new UnsupportedOperationException("a farm's trusted issuers are always enabled");
    }

    @Override
    public CmdletCall decide(PartnerSpec partner) {
        return enablePartner(partner.name());
    }

    @Override
    public CmdletCall setServiceName(String name) {
        throw new UnsupportedOperationException("a farm is always SharePoint");
    }

    /** Grants a partner what the documented procedures grant it: everything, Exchange also without a user. */
    public CmdletCall permit(String nameId, ProductRole partner) {
        boolean appOnly = partner == ProductRole.EXCHANGE;
        return permit(nameId, "https://" + host(), "SiteSubscription", "FullControl", appOnly);
    }

    /**
     * Grants an application a right.
     *
     * @param nameId the application and its realm, {@code id@realm}
     * @param appOnly whether it has the right without a user too
     */
    public CmdletCall permit(String nameId, String site, String scope, String right, boolean appOnly) {
        return call("Set-SPAppPrincipalPermission")
                .with("AppPrincipal", nameId)
                .with("Site", site)
                .with("Scope", scope)
                .with("Right", right)
                .with("EnableAppOnlyPolicy", appOnly ? true : null);
    }

    /** Makes an application known for which a broker vouches. */
    public CmdletCall registerApplication(String nameId, String site, String name) {
        return call("Register-SPAppPrincipal")
                .with("NameIdentifier", nameId)
                .with("Site", site)
                .with("DisplayName", name);
    }

    /** Shows an application and what it may do; refused where the farm does not know it. */
    public CmdletCall showApplication(String nameId) {
        return call(APP_PRINCIPALS).with("NameIdentifier", nameId).with("Site", "https://" + host());
    }

    /** Lets the farm ask an authorization server for tokens. */
    public CmdletCall addProxy(String name, String metadata) {
        return call("New-SPAzureAccessControlServiceApplicationProxy")
                .with("Name", name)
                .with("MetadataServiceEndpointUri", metadata)
                .with("DefaultProxyGroup");
    }

    /** Makes a site collection. */
    public CmdletCall createSite(String url, String owner, String name) {
        return call("New-SPSite").with("Url", url).with("OwnerAlias", owner).with("Name", name);
    }

    private CmdletCall configure(String parameter, String thumbprint) {
        return call("Set-SPSecurityTokenServiceConfig").with(parameter, thumbprint);
    }

    @Override
    public CmdletCall createCertificate(Collection<String> domains) {
        return super.createCertificate(domains).only().with("Subject", CERTIFICATE_NAME);
    }

    /** The farm knows no date: what is staged signs from {@link #activateStaged} on. */
    @Override
    public CmdletCall stage(String thumbprint, String effective) {
        return configure("QueueSigningCertificateThumbprint", thumbprint);
    }

    @Override
    public CmdletCall activate(String thumbprint) {
        return configure("ImportSigningCertificate", thumbprint);
    }

    @Override
    public Optional<CmdletCall> activateStaged(String thumbprint) {
        return Optional.of(configure("SigningCertificateThumbprint", thumbprint));
    }

    @Override
    public CmdletCall removePrevious(String thumbprint) {
        return configure("RevokeSigningCertificateThumbprint", thumbprint);
    }

    @Override
    public CmdletCall showSigning() {
        return call(CONFIGURATION);
    }

    @Override
    public String signingProperty() {
        return "SigningCertificateThumbprint";
    }
}
