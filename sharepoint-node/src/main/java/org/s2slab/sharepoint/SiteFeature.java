package org.s2slab.sharepoint;

import org.s2slab.config.OnlineConfig;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.sharepoint.meetings.SiteMeetingFeature;
import org.s2slab.sharepoint.rest.RestEndpoint;
import org.s2slab.sharepoint.sites.AppPrincipalCmdlets;
import org.s2slab.sharepoint.sites.AttachedFileStore;
import org.s2slab.sharepoint.sites.FirstPartyApplications;
import org.s2slab.sharepoint.sites.JsonRowStore;
import org.s2slab.sharepoint.sites.ListChangeStore;
import org.s2slab.sharepoint.sites.ListSchemaStore;
import org.s2slab.sharepoint.sites.RecycleBinStore;
import org.s2slab.sharepoint.sites.SiteCmdlets;
import org.s2slab.sharepoint.sites.SiteGroupStore;
import org.s2slab.sharepoint.sites.SiteRoleStore;
import org.s2slab.sharepoint.sites.WebCmdlets;
import org.s2slab.sharepoint.sites.WebStore;

/** Sites, their REST interface, and the permissions of people and applications. */
final class SiteFeature extends Feature {
    SiteFeature(Node node, SiteMeetingFeature.Sources sources) {
        var partners = node.partners();
        var database = node.database();
        String host = node.host();
        var sites = sources.sites();
        onLoad(sites::load);
        OnlineConfig online = node.config().online();
        if (online != null) {
            onLoad(() -> new FirstPartyApplications(partners, database, node.clock()).setUp(online));
        }
        var webs = new WebStore(database, node.ids(), node.clock());
        var stores = new RestEndpoint.Stores(
                sites,
                webs,
                new SiteGroupStore(database),
                new SiteRoleStore(database),
                sources.profiles(),
                sources.lists(),
                new ListSchemaStore(database, node.ids(), node.clock()),
                new RecycleBinStore(database, node.ids(), node.clock()),
                new ListChangeStore(database, node.clock()),
                new AttachedFileStore(database, node.ids(), node.clock()),
                new JsonRowStore(database));
        endpoints(EndpointGroup.forPeopleAndPartners(
                new RestEndpoint(sources.access(), stores, node.clock(), node.ids(), host, online != null)));
        cmdlets(
                new SiteCmdlets(sites, sources.profiles(), host).all(),
                new WebCmdlets(sites, webs, host, online != null).all(),
                new AppPrincipalCmdlets(partners, database, sites, host, node.clock()).all());
    }
}
