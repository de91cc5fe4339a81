package org.s2slab.authz;

import org.s2slab.authz.graph.GraphEndpoint;
import org.s2slab.authz.graph.GraphTokenValidator;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.tokens.PublishedKeys;
import org.s2slab.management.TrustJournal;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.RsaEngine;

/** The feature of Microsoft Graph, which accepts tokens that this server issued for it. */
final class GraphFeature extends Feature {
    GraphFeature(Node node, TenantRegistry registry, PublishedKeys published, NodeEnvironment environment) {
        node.validatesBy(new GraphTokenValidator(
                registry, published::certificates, new RsaEngine(node.counters()), node.clock()));
        endpoints(EndpointGroup.forPartners(new GraphEndpoint(
                registry,
                node.config().network().hosts(),
                new TrustJournal(node.journal(), registry::subjects),
                environment)));
    }
}
