package org.s2slab.authz;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.s2slab.authz.cmdlets.TenantSelector;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.RequestLimit;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.NodeMain;
import org.s2slab.node.ProductVerticle;
import org.s2slab.store.Database;

/** The authorization server: stores tenants and their applications, and issues tokens to authenticated applications. */
public final class AuthzNode extends ProductVerticle {
    private final AuthzConfig config;
    private final NodeEnvironment environment;

    public AuthzNode(AuthzConfig config, NodeEnvironment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, AuthzConfig.class, AuthzNode::new);
    }

    /** Starts the node. The server has a principal in each tenant, but a node has only one. No response names it. */
    @Override
    public Future<?> start() {
        NodeConfig common = config.node();
        Database database = Database.of(vertx, common, "db/common", "db/authz");
        var principal = config.allTenants().get(0).issuer();
        var self = new ServiceIdentity(
                principal,
                Set.of(principal.realm()),
                Set.copyOf(common.network().hosts()));
        var dialect = new AuthzDialect(environment.clock());
        Node node = runsOn(new Node(
                vertx,
                common,
                dialect,
                environment,
                database,
                () -> self,
                (kind, value) -> Future.succeededFuture(List.of())));

        var registry = new TenantRegistry(
                config.allTenants(),
                config.onlineServices(),
                database,
                environment.ids(),
                common.simulation().requestLimits().count(RequestLimit.DIRECTORY_OBJECTS));
        var selection = new TenantSelector(registry);
        var people = new TenantPeople(config.allTenants(), common.accounts());
        var tokens = new TokenServiceFeature(node, registry, people, selection, dialect);
        return node.start(
                new TenantFeature(node, registry, selection, environment),
                tokens,
                new GraphFeature(
                        node, registry, people, selection, tokens.published(), config.allMailboxHosts(), environment),
                new InstanceSynchronizer(database, registry, tokens.published()));
    }
}
