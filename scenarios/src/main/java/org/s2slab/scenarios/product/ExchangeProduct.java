package org.s2slab.scenarios.product;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.CertificateTemplate;

/** What an administrator of Exchange types. */
public final class ExchangeProduct extends ServerProduct {
    public static final String PARTNERS = "Get-PartnerApplication";
    public static final String TOKEN_SERVERS = "Get-AuthServer";
    public static final String CONFIGURATION = "Get-AuthConfig";
    public static final String CERTIFICATES = "Get-ExchangeCertificate";
    public static final String CONNECTORS = "Get-IntraOrganizationConnector";
    public static final String DOMAINS = "Get-AcceptedDomain";
    public static final String ROLES = "Get-ManagementRoleAssignment";
    public static final String MAILBOXES = "Get-Mailbox";

    /** The partner that setup makes for the other premises. */
    public static final String SETUP_PARTNER = "Exchange Online";

    /** The account that setup makes for applications of the other premises. */
    public static final String SETUP_ACCOUNT = "Exchange Online-ApplicationAccount";

    static final List<String> TRUST = List.of(
            CONFIGURATION,
            CERTIFICATES,
            PARTNERS,
            TOKEN_SERVERS,
            CONNECTORS,
            DOMAINS,
            ROLES,
            MAILBOXES,
            STORED_CERTIFICATES,
            DATE);

    private static final Words WORDS =
            new Words("PartnerApplication", "AuthServer", "Name", "AuthMetadataUrl", null, "WindowsAzureACS");

    ExchangeProduct(String node, String host) {
        super(ProductRole.EXCHANGE, node, host, WORDS);
    }

    /** The account that the documented script makes for a partner. */
    public static String accountOf(ProductRole partner) {
        return partner.title() + "Enterprise-ApplicationAccount";
    }

    /** By the script that makes account and roles too; it does not know another Exchange. */
    @Override
    public List<CmdletCall> register(PartnerSpec partner) {
        if (partner.role() == ProductRole.EXCHANGE) {
            return List.of(registerByMetadata(partner).with("LinkedAccount", SETUP_ACCOUNT));
        }
        return List.of(call("Configure-EnterprisePartnerApplication")
                .with("AuthMetadataUrl", partner.metadata())
                .with("ApplicationType", partner.role().title()));
    }

    @Override
    public List<CmdletCall> registerAgain(PartnerSpec partner) {
        return List.of(setPartner(partner.name()).with("AuthMetadataUrl", partner.metadata()));
    }

    @Override
    public CmdletCall registerByMetadata(PartnerSpec partner) {
        return super.registerByMetadata(partner).with("LinkedAccount", partner.account());
    }

    /** Setup has made one already for the other premises. */
    @Override
    public CmdletCall registerByServer(PartnerSpec partner) {
        CmdletCall named = partner.name().equals(SETUP_PARTNER)
                ? setPartner(partner.name())
                : newPartner(partner.name()).with("ApplicationIdentifier", partner.application());
        return named.with("Realm", partner.realm())
                .with("LinkedAccount", partner.account())
                .with("AcceptSecurityIdentifierInformation", partner.acceptsSids() ? true : null)
                .with("Enabled", partner.enabled());
    }

    /** Gives a partner the rights of an account. */
    public CmdletCall linkAccount(String name, String account) {
        return setPartner(name).with("LinkedAccount", account);
    }

    /** Gives a partner permissions of its own, for users and without; null leaves them as they are. */
    public CmdletCall permit(
            String name, @Nullable Collection<String> actAs, @Nullable Collection<String> appOnly) {
        return setPartner(name).with("ActAsPermissions", actAs).with("AppOnlyPermissions", appOnly);
    }

    @Override
    public CmdletCall refreshKeys(String name, @Nullable String metadata, String certificate) {
        return setPartner(name).with("RefreshAuthMetadata");
    }

    @Override
    public CmdletCall registerTokenServer(TokenServerSpec server) {
        return super.registerTokenServer(server)
                .with("ApplicationIdentifier", server.application())
                .with("Enabled", server.enabled() ? null : false);
    }

    /** Enables an authorization server. */
    public CmdletCall enableTokenServer(String name) {
        return setTokenServer(name).with("Enabled", true);
    }

    @Override
    public CmdletCall refreshTokenServer(String name, String metadata) {
        return setTokenServer(name).with("RefreshAuthMetadata");
    }

    private CmdletCall configure(String parameter, Object value) {
        return call("Set-AuthConfig").with(parameter, value);
    }

    @Override
    public CmdletCall setRealm(String realm) {
        return configure("Realm", realm);
    }

    @Override
    public CmdletCall setServiceName(String name) {
        return configure("ServiceName", name);
    }

    /** Adds an accepted domain; one without a wildcard is a realm too. */
    public CmdletCall acceptDomain(String name, String domain) {
        return call("New-AcceptedDomain").with("Name", name).with("DomainName", domain);
    }

    /** Shows the management roles of an account. */
    public CmdletCall showRoles(String account) {
        return call(ROLES).with("RoleAssignee", account);
    }

    /** Gives an account a management role. */
    public CmdletCall assignRole(String role, String account) {
        return call("New-ManagementRoleAssignment").with("Role", role).with("User", account);
    }

    /** Takes a management role from an account. */
    public CmdletCall removeRole(String role, String account) {
        return call("Remove-ManagementRoleAssignment").with("Identity", role + "-" + account);
    }

    /** Adds a way to the other half of the organization. */
    public CmdletCall connect(
            String name, String discovery, @Nullable String sharing, List<String> domains, boolean enabled) {
        return call("New-IntraOrganizationConnector")
                .with("Name", name)
                .with("DiscoveryEndpoint", discovery)
                .with("TargetSharingEpr", sharing)
                .with("TargetAddressDomains", domains)
                .with("Enabled", enabled ? null : false);
    }

    /** Gives a user a mailbox. */
    public CmdletCall enableMailbox(String user) {
        return call("Enable-Mailbox").with("Identity", user);
    }

    /** Gives a mailbox these addresses and no others. */
    public CmdletCall setAddresses(String user, Collection<String> addresses) {
        return call("Set-Mailbox").with("Identity", user).with("EmailAddresses", addresses);
    }

    /** The product's own test of a mailbox owner's way to another Exchange. */
    public CmdletCall testConnectivity(String mailbox, String target) {
        return call("Test-OAuthConnectivity")
                .with("Mailbox", mailbox)
                .with("Service", "EWS")
                .with("TargetUri", target);
    }

    @Override
    public CmdletCall createCertificate(Collection<String> domains) {
        return super.createCertificate(domains).only().with("Subject", CertificateTemplate.EXCHANGE_AUTH_NAME);
    }

    @Override
    public Optional<CmdletCall> createNextCertificate() {
        return Optional.of(call("New-ExchangeCertificate")
                .with("KeySize", 2048)
                .with("PrivateKeyExportable", true)
                .with("SubjectName", "cn=" + CertificateTemplate.EXCHANGE_AUTH_NAME)
                .with("FriendlyName", CertificateTemplate.EXCHANGE_AUTH_NAME));
    }

    @Override
    public CmdletCall stage(String thumbprint, String effective) {
        return configure("NewCertificateThumbprint", thumbprint).with("NewCertificateEffectiveDate", effective);
    }

    @Override
    public CmdletCall activate(String thumbprint) {
        return configure("CertificateThumbprint", thumbprint);
    }

    @Override
    public CmdletCall removePrevious(String thumbprint) {
        return configure("ClearPreviousCertificate", true);
    }

    @Override
    public CmdletCall showSigning() {
        return call(CONFIGURATION);
    }

    @Override
    public String signingProperty() {
        return "CurrentCertificateThumbprint";
    }
}
