package org.s2slab.exchange;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.s2slab.config.OnlineConfig;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.availability.ScheduleReader;
import org.s2slab.exchange.graph.MailTipsReader;
import org.s2slab.exchange.graph.MailboxGraphEndpoint;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.photos.UserPhotoCmdlets;
import org.s2slab.exchange.photos.UserPhotoEndpoint;
import org.s2slab.exchange.photos.UserPhotoStore;
import org.s2slab.exchange.rbac.ApplicationAuthorization;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.pki.RsaEngine;
import org.s2slab.trace.CallContext;
import org.s2slab.validation.GraphTokenValidator;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.IssuerKeys.IssuerKey;

/** The feature of photos, and of Microsoft Graph's requests about mailboxes, which Exchange Online answers. */
final class MailboxGraphFeature extends Feature {
    /**
     * A server on the premises has photos only.
     *
     * @param elsewhere reads the photos of users on other servers
     */
    MailboxGraphFeature(
            Node node,
            PermissionStore permissions,
            OutOfOfficeStore absences,
            OrganizationSettings settings,
            ApplicationAuthorization applications,
            RemoteAvailability elsewhere) {
        AddressBook book = applications.book();
        var photos = new UserPhotoStore(book.mailboxes());
        endpoints(EndpointGroup.forPeople(new UserPhotoEndpoint(node.database(), photos, elsewhere)));
        cmdlets(new UserPhotoCmdlets(node.database(), photos).all());
        OnlineConfig online = node.config().online();
        if (online == null) {
            return;
        }
        var validator = new GraphTokenValidator(
                new TenantIssuer(online.tenant(), node.authorizationServers().keys()),
                new RsaEngine(node.counters()),
                node.clock());
        endpoints(EndpointGroup.forTokens(
                validator,
                new MailboxGraphEndpoint(
                        book.mailboxes(),
                        applications,
                        new ScheduleReader(node.vertx(), book, permissions),
                        new MailTipsReader(book, absences, settings::showsMailTips),
                        new UserPhotoEndpoint(node.database(), photos, RemoteAvailability.NONE),
                        node.clock())));
    }

    /** The tenant of this service, whose authorization server issues the tokens and knows the applications. */
    private record TenantIssuer(String tenant, IssuerKeys keys) implements GraphTokenValidator.Issuers {
        @Override
        public boolean isTenant(String id) {
            return tenant.equals(id);
        }

        @Override
        public Future<Optional<X509Certificate>> certificate(String id, String x5t, CallContext context) {
            return keys.find(new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, id), x5t, context)
                    .map(found -> found.map(IssuerKey::certificate));
        }

        @Override
        public boolean isApplication(String id, String application, String objectId) {
            return true;
        }
    }
}
