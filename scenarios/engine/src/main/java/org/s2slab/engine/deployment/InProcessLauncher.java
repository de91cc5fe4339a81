package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.s2slab.authz.AuthzConfig;
import org.s2slab.authz.AuthzNode;
import org.s2slab.config.ConfigFile;
import org.s2slab.exchange.ExchangeConfig;
import org.s2slab.exchange.ExchangeNode;
import org.s2slab.lync.LyncConfig;
import org.s2slab.lync.LyncNode;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.ProductVerticle;
import org.s2slab.sharepoint.SharePointConfig;
import org.s2slab.sharepoint.SharePointNode;

/** Runs every node as a verticle of one Vert.x instance in this JVM. */
public record InProcessLauncher(Vertx vertx) implements NodeLauncher {
    private static final Map<String, Maker> MAKERS = Map.of(
            "lync", maker(LyncConfig.class, LyncNode::new),
            "exchange", maker(ExchangeConfig.class, ExchangeNode::new),
            "sharepoint", maker(SharePointConfig.class, SharePointNode::new),
            "authz", maker(AuthzConfig.class, AuthzNode::new));

    @Override
    public Future<Launched> launch(String role, Path config, NodeEnvironment environment) {
        Maker maker = MAKERS.get(role);
        return maker == null
                ? Future.failedFuture(new IllegalArgumentException(
                        "role '" + role + "' cannot be started; known are " + MAKERS.keySet()))
                : maker.launch(vertx, config, environment);
    }

    private interface Maker {
        Future<Launched> launch(Vertx vertx, Path config, NodeEnvironment environment);
    }

    private static <C, N extends ProductVerticle> Maker maker(Class<C> type, BiFunction<C, NodeEnvironment, N> role) {
        return (vertx, file, environment) -> {
            N node = role.apply(ConfigFile.read(file, type), environment);
            return vertx.deployVerticle(node).map(id -> new Deployed(vertx, id, node.port(), node.managementPort()));
        };
    }

    private record Deployed(Vertx vertx, String id, int port, int managementPort) implements Launched {
        @Override
        public Future<Void> stop() {
            return vertx.undeploy(id);
        }
    }
}
