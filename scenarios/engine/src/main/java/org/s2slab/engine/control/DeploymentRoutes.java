package org.s2slab.engine.control;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.hops.HopReader;
import org.s2slab.engine.run.NodeHoldings;
import org.s2slab.engine.run.TokenMaker;
import org.s2slab.engine.run.TokenSpecification;
import org.s2slab.engine.snapshot.SnapshotFolder;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestJson;
import org.s2slab.management.MonitoringEndpoint;
import org.s2slab.node.NodeDescription;

/**
 * The routes of a deployment for other programs: nodes, clocks, hops and tokens, and the ports of all nodes for
 * administrators.
 *
 * @param machine the machine's clock
 */
public record DeploymentRoutes(Clock machine) implements ControlEndpoint.Routes {
    private static final int USUAL_PAGE = 1_000;

    /** Opens the port of a deployment with these routes and the snapshots of the user. Blocks the calling thread. */
    public static ControlEndpoint open(Deployment topology, LaunchContext launch) {
        return ControlEndpoint.open(
                topology, launch, SnapshotFolder.ofUser(launch.clock()), new DeploymentRoutes(launch.clock()));
    }

    @Override
    public void mount(EndpointRoutes routes, ControlEndpoint endpoint, Deployment topology) {
        routes.get("/nodes").respond(request -> endpoint.inTurn(() -> nodes(topology)));
        routes.get("/clocks").respond(request -> endpoint.inTurn(() -> clocks(topology)));
        routes.put("/clocks").respond(request -> {
            RequestJson change = RequestJson.of(request, "change", "node");
            String node = change.optionalText("node").orElse(null);
            String text = change.text("change");
            return endpoint.inTurn(() -> move(topology, node, text));
        });
        routes.get("/hops")
                .respond(request -> new HopReader(topology.managed())
                        .page(request.request().getParam("after", ""), MonitoringEndpoint.limit(request, USUAL_PAGE)));
        routes.post("/tokens").respond(request -> {
            RequestJson token =
                    RequestJson.of(request, "from", "to", "audience", "user", "issued-by", "access-token", "spoil");
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return endpoint.inTurn(() -> token(topology, token));
        });
        new RequestForwarder("/nodes/:node", NodeDescription.get(), endpoint::node).mount(routes);
    }

    /** The deployment with the addresses of its nodes. It has no credential. */
    static JsonObject nodes(Deployment topology) {
        JsonArray nodes = new JsonArray();
        topology.managed().forEach(node -> nodes.add(node.address().toJson()));
        return new JsonObject()
                .put("topology", topology.plan().name())
                .put("folder", topology.folder().toString())
                .put("root", topology.keys().rootFile().toString())
                .put("nodes", nodes);
    }

    /** The clocks of all nodes. A node that is down has no time. */
    private static JsonObject clocks(Deployment topology) {
        JsonArray clocks = new JsonArray();
        for (ManagedNode node : topology.managed()) {
            boolean up = node.address().up();
            JsonObject clock = up ? node.clock().await() : new JsonObject();
            clocks.add(new JsonObject()
                    .put("node", node.name())
                    .put("up", up)
                    .put("now", clock.getString("now"))
                    .put("moved", clock.getString("moved")));
        }
        return new JsonObject().put("clocks", clocks);
    }

    private JsonObject move(Deployment topology, @Nullable String name, String text) {
        Instant now = machine.instant();
        ClockChange change = ClockChange.of("change", text).asOf(now);
        for (RunningNode node : topology.nodes()) {
            if (name == null || node.plan().isNamed(name)) {
                Duration moved = node.clock().moved();
                topology.plan().requirePolicies(now.plus(change.moved(now.plus(moved), moved)));
            }
        }
        topology.change(name, change);
        return clocks(topology);
    }

    private JsonObject token(Deployment topology, RequestJson json) {
        String spoil = json.optionalText("spoil").orElse(null);
        if (spoil != null) {
            SpoilingCatalog.requireKnown(spoil);
        }
        TokenSpecification token = new TokenSpecification(
                json.optionalText("from").orElse(null),
                json.text("to"),
                json.optionalText("audience").orElse(null),
                json.optionalText("user").orElse(null),
                json.optionalText("issued-by").orElse(null),
                json.optionalText("access-token").orElse(null));
        String caller = token.caller(topology.managed());
        NodeHoldings holdings = new NodeHoldings(topology.managed(), caller, machine);
        if (token.accessToken() != null) {
            if (spoil != null) {
                throw new IllegalArgumentException("spoil: works for tokens of servers only, without access-token");
            }
            return new JsonObject().put("token", token.accessToken(holdings, topology.managed()));
        }
        TokenMaker maker = token.maker(holdings, caller);
        return new JsonObject().put("token", maker.token(spoil));
    }
}
