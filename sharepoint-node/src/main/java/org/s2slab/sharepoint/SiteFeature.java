package org.s2slab.sharepoint;

import org.s2slab.config.OnlineConfig;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.sharepoint.meetings.SiteMeetingFeature;
import org.s2slab.sharepoint.rest.FormDigests;
import org.s2slab.sharepoint.rest.RestEndpoint;
import org.s2slab.sharepoint.sites.AppPrincipalCmdlets;
import org.s2slab.sharepoint.sites.AttachedFileStore;
import org.s2slab.sharepoint.sites.FirstPartyApplications;
import org.s2slab.sharepoint.sites.ListChangeStore;
import org.s2slab.sharepoint.sites.ListSchemaStore;
import org.s2slab.sharepoint.sites.RecycleBinStore;
import org.s2slab.sharepoint.sites.SiteCmdlets;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.WebApplicationCmdlets;
import org.s2slab.sharepoint.sites.WebCmdlets;
import org.s2slab.sharepoint.sites.WebStore;
import org.s2slab.sharepoint.trust.FarmSettings;
import org.s2slab.sharepoint.trust.TenantSettings;

/** Adds sites, their REST interface, and the permissions of people and applications to the SharePoint node. */
final class SiteFeature extends Feature {
    SiteFeature(Node node, FarmSettings farm, SiteMeetingFeature.Sources sources, TenantSettings settings) {
        var partners = node.partners();
        var database = node.database();
        String host = node.host();
        var sites = new SiteStore(node.ids(), node.clock());
        onLoad(() -> database.change(sites::load));
        OnlineConfig online = node.config().online();
        if (online != null) {
            onLoad(settings::load);
            onLoad(() -> new FirstPartyApplications(partners, database, node.clock()).setUp(online));
        }
        var digests = new FormDigests(node.clock(), farm::digestKey);
        var webs = new WebStore(node.ids(), node.clock());
        var stores = new RestEndpoint.Stores(
                sites,
                webs,
                sources.profiles(),
                sources.lists(),
                new ListSchemaStore(node.ids(), node.clock()),
                new RecycleBinStore(node.ids(), node.clock()),
                new ListChangeStore(node.clock()),
                new AttachedFileStore(node.ids(), node.clock()));
        endpoints(EndpointGroup.forPeopleAndPartners(
                new RestEndpoint(database, sources.access(), stores, digests, node.ids(), host, online != null)));
        cmdlets(
                settings.cmdlets(online != null),
                new WebApplicationCmdlets(database, node.config().network().hosts()).all(),
                new SiteCmdlets(database, sites, sources.profiles(), host).all(),
                new WebCmdlets(database, webs, host, online != null).all(),
                new AppPrincipalCmdlets(partners, database, host, node.clock()).all());
    }
}
