package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.engine.network.LinkFault;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HttpListener;
import org.s2slab.http.RequestJson;
import org.s2slab.http.RequestTrace;
import org.s2slab.management.AdministratorAuthenticator;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.pki.TlsOptions;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/**
 * The HTTPS endpoint of the process that runs a deployment. Through this endpoint, other commands make links fail, and
 * stop and start nodes. It listens where the nodes listen ({@link Exposure}) and requires the password in the data
 * folder.
 */
public final class ControlEndpoint implements AutoCloseable {
    /** The file with the endpoint's address in the deployment's data folder, which also contains its own folder. */
    static final String FILE = "control.json";

    static final String HOST = "control.lab";

    /** The host names of the endpoint. No name server can resolve them to another machine. */
    private static final Set<String> HOSTS = Set.of(HOST, "localhost", "127.0.0.1", "[::1]");

    private static final int LARGEST = 16 * 1024;

    private final Deployment topology;

    /** Executes the requests one after the other; each request blocks. */
    private final ExecutorService hand = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, NodeAddress.CONTROL);
        thread.setDaemon(true);
        return thread;
    });

    /** More routes of the endpoint, whose work runs in turn with the changes of nodes and links. */
    public interface Routes {
        void mount(Router router, ControlEndpoint endpoint, Deployment topology);
    }

    private ControlEndpoint(Deployment topology) {
        this.topology = topology;
    }

    /** Opens the endpoint of a deployment that this process runs. Blocks the calling thread. */
    public static ControlEndpoint open(Deployment topology, LaunchContext launch, Routes... more) {
        ControlEndpoint made = new ControlEndpoint(topology);
        Vertx vertx = launch.vertx();
        Exposure exposure = topology.plan().exposure();
        NodePlan plan = plan();
        Path folder = topology.folder().resolve(NodeAddress.CONTROL);
        NodeFolderWriter.equip(plan, folder, topology.keys());
        var listener = new HttpListener(
                vertx,
                new RequestTrace(launch.ids(), List.of(RequestTrace.REQUEST_ID)),
                new HopJournal(NodeAddress.CONTROL, launch.clock()),
                new OperationCounters(),
                FailureHandler.forAdministrators(new InternalFailures(new OperationCounters())),
                RequestLimits.USUAL,
                LARGEST);
        Router router = listener.router();
        listener.checks()
                .ofAdministrators(hosts(exposure), new AdministratorAuthenticator(AdministratorCredential.in(folder)))
                .forEach(check -> router.route().handler(check.handler()));
        made.mount(router);
        List.of(more).forEach(routes -> routes.mount(router, made, topology));
        var tls = TlsOptions.server(folder.resolve("tls-key.pem"), folder.resolve("tls.pem"));
        listener.listen(tls, new ListenerConfig(exposure.address(), 0), router).await();
        int port = listener.port();
        NodeAddress address = new NodeAddress(
                NodeAddress.CONTROL,
                NodeAddress.CONTROL,
                false,
                plan.hosts(),
                true,
                exposure.connect(),
                port,
                port,
                folder);
        OwnerOnlyFiles.writeUnsynced(
                topology.folder().resolve(FILE),
                address.toJson().encodePrettily().getBytes(StandardCharsets.UTF_8));
        return made;
    }

    /** The endpoint as a server with its own folder, credential and certificate. */
    private static NodePlan plan() {
        return new NodePlan(
                NodeAddress.CONTROL,
                NodeAddress.CONTROL,
                false,
                List.of(HOST),
                NodeAddress.CONTROL,
                Map.of(),
                List.of(),
                RequestLimits.USUAL,
                new JsonObject(),
                null);
    }

    private static Set<String> hosts(Exposure exposure) {
        Set<String> hosts = new HashSet<>(HOSTS);
        exposure.furtherHosts().forEach(host -> hosts.add(IpAddressSyntax.inUrl(host)));
        return hosts;
    }

    private void mount(Router router) {
        // Runs in turn with the changes: a change locks the links while it waits for an event loop, perhaps for this
        // one.
        router.get("/links").respond(request -> done(() -> {}));
        router.put("/links").respond(request -> {
            RequestJson link = RequestJson.of(request, "from", "to", "fault");
            String from = link.optionalText("from").orElse(null);
            String to = link.optionalText("to").orElse(null);
            LinkFault fault = fault(link.json());
            return done(() -> topology.links().treat(from, to, fault));
        });
        router.delete("/links").respond(request -> {
            RequestJson link = RequestJson.of(request, "from", "to");
            String from = link.optionalText("from").orElse(null);
            String to = link.optionalText("to").orElse(null);
            return done(() -> topology.links().heal(from, to));
        });
        router.post("/nodes/:node/stop").respond(request -> done(() -> topology.stopNode(request.pathParam("node"))));
        router.post("/nodes/:node/start").respond(request -> done(() -> topology.startNode(request.pathParam("node"))));
        router.post("/nodes/:node/kill").respond(request -> done(() -> topology.killNode(request.pathParam("node"))));
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

    /** The links after some work. A failure that is neither a mistake of the request nor a refusal is an internal error. */
    Future<JsonObject> done(Runnable work) {
        return inTurn(() -> {
            work.run();
            return links();
        });
    }

    /** Runs blocking work after all earlier work. Failures are treated as in {@link #done}. */
    public Future<JsonObject> inTurn(Supplier<JsonObject> work) {
        Promise<JsonObject> done = Promise.promise();
        hand.execute(() -> {
            try {
                done.complete(work.get());
            } catch (FileSyntaxException e) {
                done.fail(new Refusal(RefusalCode.PARAMETER_INVALID, e.problem()));
            } catch (IllegalArgumentException e) {
                done.fail(new Refusal(RefusalCode.PARAMETER_INVALID, String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                done.fail(e);
            } catch (Exception e) {
                // The operating system or a file does not allow it, for instance because a port is in use.
                done.fail(Refusal.unavailable(String.valueOf(e.getMessage())));
            }
        });
        return done.future();
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
        hand.shutdown();
        try {
            Files.deleteIfExists(topology.folder().resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("file " + FILE, e);
        }
    }
}
