package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.s2slab.engine.network.LinkFault;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.PortDescription;
import org.s2slab.http.RequestJson;
import org.s2slab.node.NodeDescription;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;

/**
 * The HTTPS endpoint of the process that runs a deployment. Through this endpoint, other commands and other programs make
 * links fail, stop and start nodes, and use the routes of a {@link Routes}. It listens where the nodes listen
 * ({@link Exposure}) and requires the password in its folder.
 */
public final class ControlEndpoint implements AutoCloseable {
    /** The file with the endpoint's address in the deployment's data folder, which also contains its own folder. */
    static final String FILE = "control.json";

    private final Deployment topology;
    private final WorkTurns turns = new WorkTurns(NodeAddress.CONTROL);
    private final ControlListener listener;

    /** More routes of the endpoint, whose work runs in turn with the changes of nodes and links. */
    public interface Routes {
        void mount(EndpointRoutes routes, ControlEndpoint endpoint, Deployment topology);
    }

    /** Delays the reading of the file until it is needed, because a deployment must start quickly. */
    private static final class Description {
        private static final PortDescription VALUE = PortDescription.read(
                        ControlEndpoint.class, "/openapi/control.yaml")
                .with("/nodes/{node}", "node", NodeDescription.get(), Map.of("404", "NotFound", "503", "Unavailable"));
    }

    private ControlEndpoint(Deployment topology, LaunchContext launch, List<Routes> more) {
        this.topology = topology;
        listener = ControlListener.open(
                topology.folder().resolve(NodeAddress.CONTROL),
                topology.keys(),
                launch,
                topology.plan().exposure(),
                0,
                ControlEndpoint::description,
                routes -> {
                    mount(routes);
                    more.forEach(some -> some.mount(routes, this, topology));
                });
    }

    /** Opens the endpoint of a deployment that this process runs. Blocks the calling thread. */
    public static ControlEndpoint open(Deployment topology, LaunchContext launch, Routes... more) {
        ControlEndpoint made = new ControlEndpoint(topology, launch, List.of(more));
        OwnerOnlyFiles.writeUnsynced(
                topology.folder().resolve(FILE),
                made.listener.address().toJson().encodePrettily().getBytes(StandardCharsets.UTF_8));
        return made;
    }

    /** The description of the endpoint with all its routes. */
    public static PortDescription description() {
        return Description.VALUE;
    }

    /** The endpoint with a client that has its credential. */
    public ManagedNode managed() {
        return new ManagedNode(listener.address(), topology.client());
    }

    private void mount(EndpointRoutes routes) {
        // Runs in turn with the changes: a change locks the links while it waits for an event loop, perhaps for this
        // one.
        routes.get("/links").respond(request -> done(() -> {}));
        routes.put("/links").respond(request -> {
            RequestJson link = RequestJson.of(request, "from", "to", "fault");
            String from = link.optionalText("from").orElse(null);
            String to = link.optionalText("to").orElse(null);
            LinkFault fault = fault(link.json());
            return done(() -> topology.links().treat(from, to, fault));
        });
        routes.delete("/links").respond(request -> {
            RequestJson link = RequestJson.of(request, "from", "to");
            String from = link.optionalText("from").orElse(null);
            String to = link.optionalText("to").orElse(null);
            return done(() -> topology.links().heal(from, to));
        });
        routes.post("/nodes/:node/stop").respond(request -> done(() -> topology.stopNode(server(request))));
        routes.post("/nodes/:node/start").respond(request -> done(() -> topology.startNode(server(request))));
        routes.post("/nodes/:node/kill").respond(request -> done(() -> topology.killNode(server(request))));
    }

    /** The node that the path of a request names. Throws a Refusal if there is no such node. */
    public ManagedNode node(RoutingContext request) {
        try {
            return topology.managed(topology.node(String.valueOf(request.pathParam("node"))));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("node: " + e.getMessage());
        }
    }

    /** The name of the node, which is not a pool. */
    private String server(RoutingContext request) {
        ManagedNode node = node(request);
        String name = String.valueOf(request.pathParam("node"));
        try {
            topology.plan().pools().requireNone(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("node: " + e.getMessage());
        }
        return node.name();
    }

    private JsonObject links() {
        JsonArray told = new JsonArray();
        topology.links()
                .shown()
                .forEach(link -> told.add(new JsonObject()
                        .put("from", link.from())
                        .put("to", link.to())
                        .put("does", link.fault().words())));
        return new JsonObject().put("links", told);
    }

    /** The links after some work. */
    Future<JsonObject> done(Runnable work) {
        return inTurn(() -> {
            work.run();
            return links();
        });
    }

    /** Runs blocking work after all earlier work (see {@link WorkTurns#run}). */
    public Future<JsonObject> inTurn(Supplier<JsonObject> work) {
        return turns.run(work);
    }

    private static LinkFault fault(JsonObject link) {
        try {
            return LinkFault.fromJson(link.getJsonObject("fault", new JsonObject()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("fault: " + e.getMessage());
        } catch (ClassCastException e) {
            throw Refusal.invalid("fault: an object of texts (kind, delay, jitter) and numbers is expected");
        }
    }

    /** Accepts no further requests. The endpoint's Vert.x instance closes the listener. */
    @Override
    public void close() {
        turns.close();
        try {
            Files.deleteIfExists(topology.folder().resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("file " + FILE, e);
        }
    }
}
