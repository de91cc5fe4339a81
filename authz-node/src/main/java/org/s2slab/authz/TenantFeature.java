package org.s2slab.authz;

import org.s2slab.authz.cmdlets.CredentialCmdlets;
import org.s2slab.authz.cmdlets.MsolRetirement;
import org.s2slab.authz.cmdlets.ServicePrincipalCmdlets;
import org.s2slab.authz.cmdlets.TenantCmdlets;
import org.s2slab.authz.cmdlets.TenantSelector;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;

/** The feature of the tenants with their service principals and credentials. */
final class TenantFeature extends Feature {
    TenantFeature(Node node, TenantRegistry registry, TenantSelector selection, NodeEnvironment environment) {
        onLoad(() -> node.vertx().executeBlocking(registry::readServices).compose(registry::load));
        trusts(registry::subjects);
        var retirement = new MsolRetirement(node.config().simulation().policiesBy(node.clock()));
        cmdlets(
                retirement.of(new TenantCmdlets(registry, selection).all()),
                retirement.of(new ServicePrincipalCmdlets(registry, selection, environment).all()),
                retirement.of(new CredentialCmdlets(registry, selection, environment).all()));
    }
}
