package org.s2slab.authz;

import org.s2slab.authz.cmdlets.CredentialCmdlets;
import org.s2slab.authz.cmdlets.ServicePrincipalCmdlets;
import org.s2slab.authz.cmdlets.TenantCmdlets;
import org.s2slab.authz.cmdlets.TenantSelection;
import org.s2slab.authz.registry.Registry;
import org.s2slab.node.Environment;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Tenants with their service principals and credentials. */
final class TenantFeature extends Feature {
    TenantFeature(Node node, Registry registry, TenantSelection selection, Environment environment) {
        onLoad(() -> node.vertx().executeBlocking(registry::readServices).compose(registry::load));
        cmdlets(
                new TenantCmdlets(registry, selection).all(),
                new ServicePrincipalCmdlets(registry, selection, environment).all(),
                new CredentialCmdlets(registry, selection, environment).all());
    }
}
