package org.s2slab.authz;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.s2slab.authz.cmdlets.TenantSelector;
import org.s2slab.authz.graph.GraphCmdlets;
import org.s2slab.authz.graph.GraphEndpoint;
import org.s2slab.authz.graph.GraphRouter;
import org.s2slab.authz.graph.MailboxForwarder;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.authz.tokens.PublishedKeys;
import org.s2slab.management.TrustJournal;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.TlsOptions;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.validation.GraphTokenValidator;

/** The feature of Microsoft Graph and its cmdlets, which accepts tokens that this server issued for it. */
final class GraphFeature extends Feature {
    /** @param mailboxHosts the hosts of Exchange Online by tenant */
    GraphFeature(
            Node node,
            TenantRegistry registry,
            TenantPeople people,
            TenantSelector selection,
            PublishedKeys published,
            Map<String, String> mailboxHosts,
            NodeEnvironment environment) {
        var router = new GraphRouter(registry, people, environment);
        cmdlets(new GraphCmdlets(router, selection).all());
        node.validatesBy(new GraphTokenValidator(
                new OwnIssuers(registry, published), new RsaEngine(node.counters()), node.clock()));
        endpoints(EndpointGroup.forPartners(new GraphEndpoint(
                router,
                node.config().network().hosts(),
                new TrustJournal(node.journal(), registry::subjects),
                new MailboxForwarder(client(node, environment), node.journal(), node.ids(), mailboxHosts),
                node.clock())));
    }

    private static DeploymentHttpClient client(Node node, NodeEnvironment environment) {
        var vertx = node.vertx();
        var trusted = TlsOptions.client(node.config().tls().trustedRoots());
        return new DeploymentHttpClient(vertx, vertx.createHttpClient(trusted), environment.hosts())
                .observedBy(node.journal().spans());
    }

    /** The tenants of this server, which has one set of keys for all of them. */
    private record OwnIssuers(TenantRegistry registry, PublishedKeys published) implements GraphTokenValidator.Issuers {
        @Override
        public boolean isTenant(String tenant) {
            return tenant(tenant).isPresent();
        }

        @Override
        public Future<Optional<X509Certificate>> certificate(String tenant, String x5t, CallContext context) {
            return Future.succeededFuture(published.certificates().stream()
                    .filter(known -> SigningKey.x5t(known).equals(x5t))
                    .findFirst());
        }

        @Override
        public boolean isApplication(String tenant, String application, String objectId) {
            ServicePrincipal calling =
                    tenant(tenant).map(known -> known.principal(application)).orElse(null);
            return calling != null
                    && calling.accountEnabled()
                    && calling.objectId().equals(objectId);
        }

        private Optional<TenantSnapshot> tenant(String id) {
            return registry.named(id).filter(known -> known.tenant().id().equals(id));
        }
    }
}
