package org.s2slab.sharepoint;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.config.Online;
import org.s2slab.http.NotYetEndpoint;
import org.s2slab.management.Cmdlet;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.NodeMain;
import org.s2slab.node.Role;
import org.s2slab.sharepoint.discovery.DiscoveryEndpoint;
import org.s2slab.sharepoint.exchange.ExchangeServices;
import org.s2slab.sharepoint.meetings.SiteMeetingFeature;
import org.s2slab.sharepoint.rest.RestEndpoint;
import org.s2slab.sharepoint.sites.Access;
import org.s2slab.sharepoint.sites.AppPrincipalCmdlets;
import org.s2slab.sharepoint.sites.FirstPartyApplications;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Profiles;
import org.s2slab.sharepoint.sites.SiteCmdlets;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.trust.AccessControlCmdlets;
import org.s2slab.sharepoint.trust.AccessControlProxies;
import org.s2slab.sharepoint.trust.Farm;
import org.s2slab.sharepoint.trust.FarmCmdlets;
import org.s2slab.sharepoint.trust.Notes;
import org.s2slab.sharepoint.trust.SecurityTokenServiceCertificate;
import org.s2slab.sharepoint.trust.TokenServiceCmdlets;
import org.s2slab.sharepoint.trust.TrustedIssuerCmdlets;
import org.s2slab.store.Database;

/** The SharePoint role: sites behind REST, online meetings on their calendars, eDiscovery centres. */
public final class SharePointNode extends Role {
    private static final String PAGES = "SharePoint's pages are not part of this lab: its REST interface is, at /_api";

    /** Where Exchange Online's Autodiscover service is. */
    private static final String EXCHANGE_ONLINE = "autodiscover-s.outlook.com";

    private final SharePointConfig config;
    private final Environment environment;

    public SharePointNode(SharePointConfig config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, SharePointConfig.class, SharePointNode::new);
    }

    @Override
    public Future<?> start() {
        Database database = Database.inFolderOf(vertx, config.node(), "db/common", "db/sharepoint");
        String host = config.node().hosts().get(0);
        Online online = config.node().online();
        var farm = new Farm(database, environment.ids(), config.node().hosts(), online);
        var profiles = new Profiles(config.node().accounts(), farm::realm);
        var sites = new SiteStore(database, environment.ids(), environment.clock());
        var dialect = new SharePointDialect(online != null);
        Node started = runsOn(new Node(vertx, config.node(), dialect, environment, database, farm::self, profiles));
        var access = new Access(sites, database, profiles, started.journal());
        var lists = new ListStore(database, environment.ids(), environment.clock());
        var exchange =
                new ExchangeServices(started.partnerClient(), config.node().online() == null ? null : EXCHANGE_ONLINE);
        var meetings = new SiteMeetingFeature(
                database,
                started.partnerClient(),
                exchange,
                new SiteMeetingFeature.Sources(sites, lists, profiles, access),
                started.failures(),
                environment);
        farm.whenChanged(started.epoch()::advance);
        return started.afterOpening(farm::load)
                .afterOpening(sites::load)
                .afterOpening(meetings::load)
                .defers(meetings.deferred())
                .certifiesItself(() -> SecurityTokenServiceCertificate.in(started.certificates()))
                .start(
                        Door.forPeople(
                                meetings.endpoint(), new DiscoveryEndpoint(database, access, exchange, environment)),
                        Door.forPeopleAndPartners(
                                new RestEndpoint(access, lists, environment.clock(), host),
                                new NotYetEndpoint("(?i)/(?:.+/)?_vti_bin/.*", PAGES)),
                        Door.forAnyone(new NotYetEndpoint("/.*", PAGES)),
                        Door.forAdministrators(cmdlets(started, database, farm, profiles, sites, meetings)),
                        authorizationServers(started, database))
                .onSuccess(listening -> meetings.follow(started.timers()));
    }

    /** From whom a farm may get tokens, or what the online service is set up with. */
    private Door authorizationServers(Node started, Database database) {
        Online online = config.node().online();
        if (online != null) {
            var firstParty = new FirstPartyApplications(started.partners(), database, environment.clock());
            started.afterOpening(() -> firstParty.setUp(online));
            return Door.forAdministrators(List.of());
        }
        var proxies = new AccessControlProxies(database);
        started.afterOpening(proxies::load).authorizationServers().askOnly(proxies::leadTo);
        return Door.forAdministrators(
                List.of(new AccessControlCmdlets(proxies, started.partners(), environment.ids()).all()));
    }

    private List<List<Cmdlet>> cmdlets(
            Node started, Database database, Farm farm, Profiles profiles, SiteStore sites, SiteMeetingFeature meetings) {
        List<String> hosts = config.node().hosts();
        var clock = environment.clock();
        var notes = new Notes(database);
        return List.of(
                started.serverCmdlets(),
                started.aboutTrust(new TrustedIssuerCmdlets(started.partners(), notes, clock).all()),
                started.aboutTrust(new FarmCmdlets(farm).all()),
                started.aboutTrust(
                        new TokenServiceCmdlets(vertx, farm, started.signingKeys(), started.certificates(), clock)
                                .all()),
                new SiteCmdlets(sites, profiles, hosts).all(),
                new AppPrincipalCmdlets(started.partners(), database, sites, hosts, notes, clock).all(),
                meetings.cmdlets());
    }
}
