package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cmdlets of Exchange for its administrator. */
public final class ExchangeProduct extends HybridExchangeCmdlets {
    public static final String PARTNERS = "Get-PartnerApplication";
    public static final String AUTHORIZATION_SERVERS = "Get-AuthServer";
    public static final String CONFIGURATION = "Get-AuthConfig";
    public static final String CERTIFICATES = "Get-ExchangeCertificate";
    public static final String CONNECTORS = "Get-IntraOrganizationConnector";
    public static final String RELATIONSHIPS = "Get-OrganizationRelationship";
    public static final String DOMAINS = "Get-AcceptedDomain";
    public static final String ROLES = "Get-ManagementRoleAssignment";
    public static final String MAILBOXES = "Get-Mailbox";
    public static final String SERVERS = "Get-ExchangeServer";

    public static final String OVERRIDES = "Get-SettingOverride";
    public static final String ORGANIZATION = "Get-OrganizationConfig";

    /** The partner application that setup creates for the other premises. */
    public static final String SETUP_PARTNER = "Exchange Online";

    /** The account that setup creates for applications of the other premises. */
    public static final String SETUP_ACCOUNT = "Exchange Online-ApplicationAccount";

    static final List<String> TRUST = List.of(
            CONFIGURATION,
            CERTIFICATES,
            PARTNERS,
            AUTHORIZATION_SERVERS,
            CONNECTORS,
            RELATIONSHIPS,
            OVERRIDES,
            ORGANIZATION,
            DOMAINS,
            ROLES,
            MAILBOXES,
            SERVERS,
            STORED_CERTIFICATES,
            DATE);

    private static final String NEW = "New-PartnerApplication -Name $1";
    private static final String SET = "Set-PartnerApplication -Identity $1";

    /** The arguments for a partner whose tokens an authorization server issues. Callers append -Enabled's value. */
    private static final String VOUCHED =
            " -Realm $4 -LinkedAccount $7 -AcceptSecurityIdentifierInformation $9 -Enabled ";

    ExchangeProduct(String node) {
        super(node);
    }

    /** The account that the documented script creates for a partner. */
    public static String accountOf(ProductRole partner) {
        return partner.title() + "Enterprise-ApplicationAccount";
    }

    @Override
    public String authorizationServerName() {
        return "WindowsAzureACS";
    }

    /** Runs the script that also creates account and roles. Another Exchange is registered by a cmdlet instead. */
    @Override
    public List<CmdletCall> register(PartnerSpec partner) {
        String title = partner.role().title();
        return List.of(
                partner.role() == ProductRole.EXCHANGE
                        ? registerByMetadata(partner.linkedTo(SETUP_ACCOUNT))
                        : call(
                                "Configure-EnterprisePartnerApplication -AuthMetadataUrl $1 -ApplicationType $2",
                                partner.metadata(),
                                title));
    }

    @Override
    public List<CmdletCall> registerAgain(PartnerSpec partner) {
        return List.of(call(SET + " -AuthMetadataUrl $2", partner.name(), partner.metadata()));
    }

    /** Creates the partner, or changes the partner that setup has already created for the other premises. */
    @Override
    public CmdletCall registerByServer(PartnerSpec partner) {
        boolean isThere = partner.name().equals(SETUP_PARTNER);
        String template = (isThere ? SET : NEW + " -ApplicationIdentifier $3") + VOUCHED + "$" + partner.enabled();
        return call(template, partner.values());
    }

    @Override
    public Optional<String> metadataOf(JsonObject registration) {
        return Optional.ofNullable(registration.getString("AuthMetadataUrl"));
    }

    /** Gives a partner the rights of an account. */
    public CmdletCall linkAccount(String name, String account) {
        return call(SET + " -LinkedAccount $2", name, account);
    }

    /** Sets the partner's own permissions, with and without a user; null leaves them unchanged. */
    public CmdletCall permit(String name, @Nullable Collection<String> actAs, @Nullable Collection<String> appOnly) {
        return call(SET + " -ActAsPermissions $2 -AppOnlyPermissions $3", name, actAs, appOnly);
    }

    /** Enables an authorization server. */
    public CmdletCall enableAuthorizationServer(String name) {
        return call(SET_SERVER + " -Enabled $true", name);
    }

    /**
     * Switches EWS of Exchange Online on, for these applications, as ids with commas between them; null for no list.
     */
    public CmdletCall allowEws(@Nullable String applications) {
        return call("Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs $1", applications);
    }

    /** Shows the settings of Exchange Online for EWS. */
    public CmdletCall showEws() {
        return call("Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy");
    }

    /** Changes settings of the organisation, by their parameters. */
    public CmdletCall configureOrganization(Map<String, Object> settings) {
        return with(call("Set-OrganizationConfig"), settings);
    }

    /** Creates an organization relationship, by the parameters of the cmdlet. */
    public CmdletCall createRelationship(Map<String, Object> properties) {
        return with(call("New-OrganizationRelationship"), properties);
    }

    private static CmdletCall with(CmdletCall call, Map<String, Object> given) {
        CmdletCall complete = call;
        for (Map.Entry<String, Object> one : given.entrySet()) {
            complete = complete.with(one.getKey(), one.getValue());
        }
        return complete;
    }

    /**
     * Allows EWS to these applications only. The list replaces the previous list.
     *
     * @param applications their ids, or expressions of the shell in {@code $( )}
     */
    public CmdletFix allowEwsTo(Collection<String> applications) {
        CmdletFix enabled = CmdletFix.of(call("Set-OrganizationConfig -EwsEnabled $true"));
        return new CmdletFix(
                enabled.node(), enabled.line() + " -EwsAllowedAppIDs \"" + String.join(",", applications) + "\"");
    }

    /** Adds an accepted domain. A domain without a wildcard also becomes a realm. */
    public CmdletCall acceptDomain(String name, String domain) {
        return call("New-AcceptedDomain -Name $1 -DomainName $2", name, domain);
    }

    /** Creates a distribution group. Its name is its address. */
    public CmdletCall createGroup(String smtp) {
        return call("New-DistributionGroup -Name $1 -PrimarySmtpAddress $1", smtp);
    }

    /** Shows the management roles of an account. */
    public CmdletCall showRoles(String account) {
        return call(ROLES + " -RoleAssignee $1", account);
    }

    /** Assigns a management role to an account. */
    public CmdletCall assignRole(String role, String account) {
        return call("New-ManagementRoleAssignment -Role $1 -User $2", role, account);
    }

    /** Assigns a management role to an application of the tenant, for all mailboxes. */
    public CmdletCall assignRoleToApplication(String role, String application) {
        return call("New-ManagementRoleAssignment -Role $1 -App $2", role, application);
    }

    /** Allows a user to search all mailboxes. */
    public CmdletCall allowDiscovery(String user) {
        return call("Add-RoleGroupMember -Identity 'Discovery Management' -Member $1", user);
    }

    /** Removes a management role from an account. */
    public CmdletCall removeRole(String role, String account) {
        return call("Remove-ManagementRoleAssignment -Identity $1-$2", role, account);
    }

    /** Creates a mailbox for a user. */
    public CmdletCall enableMailbox(String user) {
        return call("Enable-Mailbox -Identity $1", user);
    }

    /** Replaces the addresses of a mailbox. */
    public CmdletCall setAddresses(String user, Collection<String> addresses) {
        return call("Set-Mailbox -Identity $1 -EmailAddresses $2", user, addresses);
    }

    /** Runs the product's own connectivity test from a mailbox to another Exchange. */
    public CmdletCall testConnectivity(String mailbox, String target) {
        return call("Test-OAuthConnectivity -Mailbox $1 -Service EWS -TargetUri $2", mailbox, target);
    }
}
