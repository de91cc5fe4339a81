package org.s2slab.sharepoint;

import io.vertx.core.Future;
import org.s2slab.config.NodeConfig;
import org.s2slab.ews.EwsClient;
import org.s2slab.http.UnimplementedEndpoint;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.NodeMain;
import org.s2slab.node.ProductVerticle;
import org.s2slab.sharepoint.ediscovery.EDiscoveryEndpoint;
import org.s2slab.sharepoint.exchange.DomainMailboxLocator;
import org.s2slab.sharepoint.exchange.SharePointFailureMapping;
import org.s2slab.sharepoint.meetings.SiteMeetingFeature;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.UserProfileDirectory;
import org.s2slab.sharepoint.trust.FarmFeature;
import org.s2slab.sharepoint.trust.FarmSettings;
import org.s2slab.sharepoint.trust.TenantSettings;
import org.s2slab.store.Database;

/** The SharePoint role: sites with a REST interface, online meetings in their calendars, eDiscovery centres. */
public final class SharePointNode extends ProductVerticle {
    private static final String PAGES = "SharePoint's pages are not part of this lab: its REST interface is, at /_api";

    /** The host of Exchange Online's Autodiscover service. */
    private static final String EXCHANGE_ONLINE = "autodiscover-s.outlook.com";

    private final SharePointConfig config;
    private final NodeEnvironment environment;

    public SharePointNode(SharePointConfig config, NodeEnvironment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, SharePointConfig.class, SharePointNode::new);
    }

    @Override
    public Future<?> start() {
        NodeConfig common = config.node();
        boolean isOnline = common.online() != null;
        var ids = environment.ids();
        Database database = Database.of(vertx, common, "db/common", "db/sharepoint");
        var farm = new FarmSettings(database, ids, common.network().hosts(), common.online());
        var profiles = new UserProfileDirectory(common.accounts(), farm::realm);
        var dialect = new SharePointDialect(isOnline);
        Node node = runsOn(new Node(vertx, common, dialect, environment, database, farm::self, profiles));

        var lists = new ListStore(ids, environment.clock());
        var settings = new TenantSettings(database, common.simulation().policiesBy(node.clock()));
        var access = new SiteAccess(profiles, node.journal(), node.host(), isOnline ? settings::check : null);
        var sources = new SiteMeetingFeature.Sources(lists, profiles, access);
        var mailboxes = new DomainMailboxLocator(node.partnerClient(), isOnline ? EXCHANGE_ONLINE : null);
        var exchange = new EwsClient(node.partnerClient(), mailboxes, new SharePointFailureMapping());
        return node.start(
                new FarmFeature(node, farm),
                new SiteFeature(node, farm, sources, settings),
                new SiteMeetingFeature(node, exchange, sources, environment),
                new Feature()
                        .endpoints(
                                EndpointGroup.forPeople(
                                        new EDiscoveryEndpoint(database, access, exchange, environment)),
                                EndpointGroup.forPeopleAndPartners(
                                        new UnimplementedEndpoint("(?i)/(?:.+/)?_vti_bin/.*", PAGES)),
                                EndpointGroup.forAnyone(new UnimplementedEndpoint("/.*", PAGES))));
    }
}
