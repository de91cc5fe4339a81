package org.s2slab.exchange;

import org.s2slab.exchange.trust.PartnerRegistration;

import java.util.List;
import org.s2slab.config.RequestLimit;
import org.s2slab.exchange.autodiscover.AutodiscoverProbe;
import org.s2slab.exchange.autodiscover.PlainAutodiscover;
import org.s2slab.exchange.autodiscover.SoapAutodiscover;
import org.s2slab.exchange.ews.ActingMailbox;
import org.s2slab.exchange.ews.EwsEndpoint;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.RequestSchema;
import org.s2slab.exchange.ews.SchemaEndpoint;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignments;
import org.s2slab.node.Door;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** The front door of Exchange Web Services, and Autodiscover, by which clients find it. */
final class WebServicesFeature extends Feature {
    /** @param operations of each feature */
    WebServicesFeature(
            Node node, MailboxDirectory mailboxes, RoleAssignments roles, List<List<EwsOperation>> operations) {
        String host = node.host();
        var ids = node.ids();
        var partners = node.partners();
        var acting = new ActingMailbox(
                mailboxes, roles, node.journal(), application -> PartnerRegistration.of(partners, application));
        var ews = new EwsEndpoint(
                operations.stream().flatMap(List::stream).toList(),
                new RequestSchema(),
                acting,
                ids,
                host,
                node.config().requestLimits().count(RequestLimit.LIST_ENTRIES));
        endpoints(
                Door.forAnyone(new AutodiscoverProbe()),
                Door.forPeopleAndPartners(
                        ews,
                        new SchemaEndpoint(),
                        new SoapAutodiscover(mailboxes, host, ids),
                        new PlainAutodiscover(mailboxes, host, node.clock())));
        onStart(timers -> RequestSchema.compiled(node.vertx()));
    }
}
