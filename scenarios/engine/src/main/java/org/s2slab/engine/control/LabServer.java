package org.s2slab.engine.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.ControlListener;
import org.s2slab.engine.deployment.DeploymentKeys;
import org.s2slab.engine.deployment.DeploymentRegistry;
import org.s2slab.engine.deployment.DeploymentRegistry.Announcement;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.deployment.WorkTurns;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioFailedException;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.LongWork;
import org.s2slab.http.PortDescription;
import org.s2slab.http.RequestJson;
import org.s2slab.pki.PemFiles;
import org.s2slab.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port through which other programs start, use and end deployments. What a deployment can do is described at the port
 * of the deployment ({@link DeploymentRoutes}), to which this port passes requests on.
 */
public final class LabServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LabServer.class);

    /** The largest number of deployments at a time. Five nodes in one process need some 200 MB. */
    static final int MOST = 8;

    private final LaunchContext launch;
    private final UnaryOperator<Topology> exposed;
    private final DeploymentRequestReader reader;
    private final WorkTurns turns = new WorkTurns("serve");
    private final Map<String, Served> deployments = new ConcurrentSkipListMap<>();
    private final ControlListener listener;
    private volatile boolean isClosed;

    private record Served(
            TemporaryDeployment deployment,
            ControlEndpoint control,
            Announcement announcement,
            Instant since,
            String certificate) {
        JsonObject json(String name) {
            return DeploymentRoutes.nodes(deployment.topology())
                    .put("name", name)
                    .put("since", since)
                    .put("certificate", certificate);
        }

        void close() {
            announcement.close();
            control.close();
            deployment.close();
        }
    }

    /** Delays the reading of the file until it is needed. */
    private static final class Description {
        private static final PortDescription VALUE = PortDescription.read(LabServer.class, "/openapi/serve.yaml")
                .with(
                        "/deployments/{deployment}",
                        "deployment",
                        ControlEndpoint.description(),
                        Map.of("404", "NotFound"));
    }

    private LabServer(Path folder, LaunchContext launch, Exposure exposure, UnaryOperator<Topology> exposed, int port) {
        this.launch = launch;
        this.exposed = exposed;
        this.reader = new DeploymentRequestReader(launch.clock());
        listener = ControlListener.open(
                folder,
                new DeploymentKeys(folder, launch, exposure),
                launch,
                exposure,
                port,
                LabServer::description,
                this::mount);
    }

    /**
     * Opens the port. Blocks the calling thread.
     *
     * @param folder the folder of the port's root certificate and password
     * @param exposure where the port listens
     * @param exposed gives each topology the address, the name and the passwords of this server
     * @param port the port, or 0 for any free port
     */
    public static LabServer open(
            Path folder, LaunchContext launch, Exposure exposure, UnaryOperator<Topology> exposed, int port) {
        return new LabServer(folder, launch, exposure, exposed, port);
    }

    /** The description of the port with all its routes. */
    public static PortDescription description() {
        return Description.VALUE;
    }

    /** The address of the port; its folder has the password. */
    public NodeAddress address() {
        return listener.address();
    }

    private void mount(EndpointRoutes routes) {
        routes.get("/deployments").respond(request -> Future.succeededFuture(list()));
        routes.post("/deployments").respond(request -> {
            RequestJson wanted = RequestJson.of(request, DeploymentRequestReader.MEMBERS);
            return LongWork.during(request, turns.run(() -> start(wanted)));
        });
        routes.get("/deployments/:deployment")
                .respond(request -> Future.succeededFuture(one(request).json(name(request))));
        routes.delete("/deployments/:deployment")
                .respond(request -> LongWork.during(request, turns.run(() -> end(request))));
        new RequestForwarder(
                        "/deployments/:deployment", ControlEndpoint.description(), request -> control(one(request)))
                .mount(routes);
    }

    private static ManagedNode control(Served served) {
        return served.control().managed();
    }

    private static String name(RoutingContext request) {
        return String.valueOf(request.pathParam("deployment"));
    }

    private Served one(RoutingContext request) {
        Served found = deployments.get(name(request));
        if (found == null) {
            throw Refusal.notFound(
                    "deployment: '" + name(request) + "' does not run; running are " + deployments.keySet());
        }
        return found;
    }

    private JsonObject end(RoutingContext request) {
        Served ending = one(request);
        deployments.remove(name(request));
        ending.close();
        return list();
    }

    private JsonObject list() {
        JsonArray all = new JsonArray();
        deployments.forEach((name, served) -> all.add(served.json(name)));
        return new JsonObject().put("deployments", all);
    }

    private JsonObject start(RequestJson wanted) {
        DeploymentRequest asked = reader.read(wanted);
        DeploymentRequest request =
                asked.with(exposed.apply(asked.plan())).with(launch.keys()).on(launch.databases());
        String name = reader.name(wanted, request);
        if (deployments.containsKey(name)) {
            throw Refusal.conflict("name: a deployment '" + name + "' runs already; choose another name");
        }
        if (deployments.size() >= MOST) {
            throw Refusal.conflict(
                    "deployments: " + MOST + " run already, the largest number; end one of " + deployments.keySet());
        }
        Served served = served(request);
        deployments.put(name, served);
        if (isClosed) {
            // The server did not wait for this start until its end.
            end(name);
            throw Refusal.unavailable("the server is ending");
        }
        return served.json(name);
    }

    private Served served(DeploymentRequest request) {
        try {
            TemporaryDeployment started = request.startExposed(launch.clock());
            try {
                Instant now = launch.clock().instant();
                Path root = started.topology().keys().rootFile();
                return new Served(
                        started,
                        DeploymentRoutes.open(started.topology(), started.launch()),
                        DeploymentRegistry.ofUser().announce(started.topology(), now),
                        now,
                        PemFiles.blocks(PemFiles.readCertificates(root)));
            } catch (RuntimeException e) {
                started.close();
                throw e;
            }
        } catch (ScenarioFailedException e) {
            throw Refusal.conflict("scenario: " + e.getMessage());
        }
    }

    /**
     * Ends all deployments, also if the end of one fails. Blocks the calling thread. The Vert.x instance closes the port.
     */
    @Override
    public void close() {
        isClosed = true;
        turns.close();
        deployments.keySet().forEach(this::end);
    }

    private void end(String name) {
        Served ending = deployments.remove(name);
        try {
            if (ending != null) {
                ending.close();
            }
        } catch (RuntimeException e) {
            LOG.error("the end of deployment '{}' failed", name, e);
        }
    }
}
