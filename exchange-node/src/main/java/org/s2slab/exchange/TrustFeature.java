package org.s2slab.exchange;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.OnlineConfig;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.hybrid.AuthServerCmdlets;
import org.s2slab.exchange.hybrid.AuthServerStore;
import org.s2slab.exchange.hybrid.ConnectivityTest;
import org.s2slab.exchange.hybrid.ConnectivityTestCmdlet;
import org.s2slab.exchange.hybrid.ConnectorCmdlets;
import org.s2slab.exchange.hybrid.DedicatedApplicationLookup;
import org.s2slab.exchange.hybrid.ExchangeServerCmdlet;
import org.s2slab.exchange.hybrid.FederationMetadataReader;
import org.s2slab.exchange.hybrid.GraphMailboxClient;
import org.s2slab.exchange.hybrid.GraphRouteLookup;
import org.s2slab.exchange.hybrid.IntraOrganizationConnector;
import org.s2slab.exchange.hybrid.OrganizationRelationship;
import org.s2slab.exchange.hybrid.OrganizationRelationshipCmdlets;
import org.s2slab.exchange.hybrid.RemoteCalendarClient;
import org.s2slab.exchange.hybrid.SettingOverrideCmdlets;
import org.s2slab.exchange.hybrid.SettingOverrideStore;
import org.s2slab.exchange.organization.AcceptedDomainCmdlets;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.trust.ApplicationAccounts;
import org.s2slab.exchange.trust.AuthCertificateSetup;
import org.s2slab.exchange.trust.AuthConfigCmdlets;
import org.s2slab.exchange.trust.EnterprisePartnerCmdlet;
import org.s2slab.exchange.trust.ExchangeCertificateCmdlets;
import org.s2slab.exchange.trust.PartnerApplicationCmdlets;
import org.s2slab.exchange.trust.PartnerApplicationFactory;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.NamedTable;
import org.s2slab.trust.PartnerGrants;

/** Combines the trust configuration: trusted servers, the organization's identity and certificates, hybrid settings. */
final class TrustFeature extends Feature {
    /** The name of the partner application that the product's setup creates for Exchange Online. */
    private static final String EXCHANGE_ONLINE = "Exchange Online";

    /**
     * The management roles of the account that is linked to Exchange Online's application. Microsoft's check of hybrid
     * deployments expects these roles.
     */
    private static final List<String> ROLES = List.of(
            "UserApplication",
            "ArchiveApplication",
            "LegalHoldApplication",
            "Mailbox Search",
            "TeamMailboxLifecycleApplication",
            "MailboxSearchApplication",
            "MeetingGraphApplication");

    /** The sign-in URL of Exchange Online, from network captures of 2025. */
    private static final URI SIGN_IN_ONLINE = URI.create("https://login.microsoftonline.com/common/oauth2/authorize");

    private final Node node;
    private final String server;
    private final OrganizationSettings settings;
    private final @Nullable OnlineConfig online;
    private final PartnerApplicationFactory registration;
    private final ApplicationAccounts accounts;
    private final NamedTable<IntraOrganizationConnector> connectors;
    private final NamedTable<OrganizationRelationship> relationships;
    private final AuthServerStore authServers;
    private final SettingOverrideStore overrides;

    TrustFeature(
            Node node,
            ExchangeOrganization organisation,
            OrganizationSettings settings,
            MailboxDirectory mailboxes,
            RoleAssignmentStore roles) {
        this.settings = settings;
        settings.whenChanged(node.epoch()::advance);
        this.node = node;
        this.server = node.config().hostsOfServer().get(0);
        this.online = node.config().online();
        registration = new PartnerApplicationFactory(node.partners(), mailboxes, organisation, node.clock());
        accounts = new ApplicationAccounts(mailboxes, roles, organisation, node.ids());
        connectors = IntraOrganizationConnector.table(node.database());
        relationships = OrganizationRelationship.table(node.database());
        authServers = new AuthServerStore(node.database(), node.authorizationServers(), node.epoch()::advance);
        node.validator().admitPeopleAt(host -> authorizationEndpoint().isPresent());
        overrides = new SettingOverrideStore(node.database(), node.config().hostsOfServer(), node.clock());
        node.authorizationServers().askAs(new DedicatedApplicationLookup(authServers, overrides)::in);
        node.signingKeys().ofOrganization();
        onLoad(connectors::load);
        onLoad(relationships::load);
        onLoad(overrides::load);
        onLoad(authServers::load);
        onLoad(() -> organisation.isNew() ? setUp() : Future.succeededFuture());
        onLoad(() -> node.signingKeys().assignFirst(() -> AuthCertificateSetup.in(node.certificates(), node.clock())));
        addCmdlets(organisation, mailboxes);
    }

    /**
     * Creates the initial trust for a later hybrid deployment: a disabled partner application without realm, for tokens
     * from an authorization server, with its account and roles. In an online service it is enabled, because Exchange
     * on-premises uses the same application.
     */
    private Future<Void> setUp() {
        if (online != null) {
            return setUpOnline(online.tenant());
        }
        return accounts.with(EXCHANGE_ONLINE + "-ApplicationAccount", ROLES)
                .map(account -> registration.byAuthServer(
                        EXCHANGE_ONLINE,
                        WellKnownPrincipals.EXCHANGE,
                        null,
                        registration.fullName(account.name()),
                        PartnerGrants.NONE,
                        false))
                .compose(node.partners()::put);
    }

    /** Creates the partner applications of the tenant's online services. One account with all roles represents them. */
    private Future<Void> setUpOnline(String tenant) {
        Map<String, String> services = Map.of(
                "microsoft.exchange", WellKnownPrincipals.EXCHANGE,
                "microsoft.sharepoint", WellKnownPrincipals.SHAREPOINT,
                "microsoft.lync", WellKnownPrincipals.LYNC);
        return accounts.with(EXCHANGE_ONLINE + "-ApplicationAccount", ROLES).compose(account -> {
            String linked = registration.fullName(account.name());
            return WorkSequence.each(
                    services.entrySet(),
                    service -> node.partners()
                            .put(registration.byAuthServer(
                                    service.getKey(),
                                    service.getValue(),
                                    tenant,
                                    linked,
                                    PartnerGrants.EVERYTHING,
                                    true)));
        });
    }

    /** The sign-in endpoint for clients of users, used in the challenge; empty if tokens of people are switched off. */
    Optional<URI> authorizationEndpoint() {
        return online == null
                ? authServers.authorizationEndpoint().filter(uri -> settings.admitsPeople(server))
                : Optional.of(SIGN_IN_ONLINE);
    }

    /** Queries calendars in the other organisation of a hybrid deployment. */
    RemoteAvailability otherCalendars() {
        return new RemoteCalendarClient(
                connectors,
                relationships,
                overrides,
                node.partnerClient(),
                new GraphMailboxClient(
                        node.partnerClient(),
                        node.authorizationServers(),
                        new DedicatedApplicationLookup(authServers, overrides),
                        graphRoute()));
    }

    /** Finds the address of Microsoft Graph, if Exchange calls it instead of EWS of Exchange Online. */
    GraphRouteLookup graphRoute() {
        return new GraphRouteLookup(authServers, overrides);
    }

    private void addCmdlets(ExchangeOrganization organisation, MailboxDirectory mailboxes) {
        var client = node.partnerClient();
        var partners = node.partners();
        var clock = node.clock();
        var ids = node.ids();
        var test = new ConnectivityTest(client, node.authorizationServers(), node.epoch(), node.journal(), ids);
        var certificates = new ExchangeCertificateCmdlets(node.vertx(), node.certificates(), clock);
        var config = new AuthConfigCmdlets(organisation, node.signingKeys(), certificates, clock);
        cmdlets(
                node.serverCmdlets(),
                node.aboutTrust(config.all()),
                node.aboutTrust(certificates.all()),
                node.aboutTrust(new AcceptedDomainCmdlets(organisation).all()),
                node.aboutTrust(new EnterprisePartnerCmdlet(partners, registration, accounts, ids).all()),
                node.aboutTrust(new PartnerApplicationCmdlets(partners, registration).all()),
                node.aboutTrust(new AuthServerCmdlets(authServers, new FederationMetadataReader(partners)).all()),
                node.aboutTrust(new SettingOverrideCmdlets(
                                overrides, node.config().simulation().policiesBy(clock))
                        .all()),
                new ConnectorCmdlets(connectors).all(),
                new OrganizationRelationshipCmdlets(relationships).all(),
                ExchangeServerCmdlet.of(node.config()).all(),
                new ConnectivityTestCmdlet(test, mailboxes).all());
    }
}
