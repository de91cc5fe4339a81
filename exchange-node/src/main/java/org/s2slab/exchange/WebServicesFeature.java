package org.s2slab.exchange;

import java.util.List;
import org.s2slab.config.RequestLimit;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.autodiscover.AutodiscoverProbeEndpoint;
import org.s2slab.exchange.autodiscover.MailboxSettings;
import org.s2slab.exchange.autodiscover.PoxAutodiscoverEndpoint;
import org.s2slab.exchange.autodiscover.SoapAutodiscoverEndpoint;
import org.s2slab.exchange.ews.ApplicationScopes;
import org.s2slab.exchange.ews.CallerBudget;
import org.s2slab.exchange.ews.EwsEndpoint;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPolicy;
import org.s2slab.exchange.ews.MailboxResolver;
import org.s2slab.exchange.ews.RequestSchema;
import org.s2slab.exchange.ews.SchemaEndpoint;
import org.s2slab.exchange.organization.EwsSettings;
import org.s2slab.exchange.organization.MailboxServers;
import org.s2slab.exchange.organization.OrganizationConfigCmdlets;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.organization.VirtualDirectoryCmdlets;
import org.s2slab.exchange.trust.PartnerApplicationFactory;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Combines the endpoints of EWS and Autodiscover. */
final class WebServicesFeature extends Feature {
    /**
     * @param scopes decides in which mailboxes an application may use EWS
     * @param delayed whether policies for EWS apply only after the product's delay
     * @param operations the operations of each feature
     */
    WebServicesFeature(
            Node node,
            RoleAssignmentStore roles,
            ItemStores stores,
            OrganizationSettings settings,
            ApplicationScopes scopes,
            boolean delayed,
            List<List<EwsOperation>> operations) {
        MailboxDirectory mailboxes = stores.permissions().mailboxes();
        String host = node.host();
        var ids = node.ids();
        var directories =
                new VirtualDirectoryCmdlets(settings, MailboxServers.of(node.config(), mailboxes), node.host());
        var urls = new MailboxSettings(directories::internalUrl, directories::externalUrl);
        var partners = node.partners();
        boolean isOnline = node.config().online() != null;
        var dates = node.config().simulation().policiesBy(node.clock());
        var policies = new EwsSettings(node.database(), node.clock(), delayed);
        var acting = new MailboxResolver(
                mailboxes, roles, scopes, node.journal(), id -> PartnerApplicationFactory.of(partners, id));
        var ews = new EwsEndpoint(
                operations.stream().flatMap(List::stream).toList(),
                new RequestSchema(),
                acting,
                new CallerBudget(settings, node.clock()),
                stores.access()::perform,
                new EwsPolicy(isOnline ? policies : null, mailboxes, dates),
                ids,
                host,
                node.config().simulation().requestLimits().count(RequestLimit.LIST_ENTRIES));
        endpoints(
                EndpointGroup.forAnyone(new AutodiscoverProbeEndpoint()),
                EndpointGroup.forPeopleAndPartners(
                        ews,
                        new SchemaEndpoint(),
                        new SoapAutodiscoverEndpoint(mailboxes, urls, host, ids),
                        new PoxAutodiscoverEndpoint(mailboxes, urls, host, node.clock())));
        cmdlets(
                settings.cmdlets(),
                node.aboutTrust(directories.all()),
                new OrganizationConfigCmdlets(settings, policies, mailboxes, dates, isOnline).all());
        onLoad(settings::load);
        onLoad(policies::load);
        onStart(timers -> RequestSchema.compiled(node.vertx()));
    }
}
