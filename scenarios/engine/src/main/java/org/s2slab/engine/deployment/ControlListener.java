package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HttpListener;
import org.s2slab.http.PortDescription;
import org.s2slab.http.RequestTrace;
import org.s2slab.management.AdministratorAuthenticator;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.TlsOptions;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/**
 * An HTTPS port of the process that runs deployments. It has a certificate and a password in a folder of its own, and the
 * same checks as the port of a node for administrators.
 *
 * @param address the address of the port, with its folder
 */
public record ControlListener(NodeAddress address) {
    static final String HOST = "control.lab";

    /** The host names of the port. No name server can resolve them to another machine. */
    private static final Set<String> HOSTS = Set.of(HOST, "localhost", "127.0.0.1", "[::1]");

    private static final int LARGEST = 16 * 1024;

    /**
     * Opens the port. Blocks the calling thread. The Vert.x instance closes it.
     *
     * @param folder the folder of its certificate and its password, which is created if it is absent
     * @param port the port, or 0 for any free port
     * @param mount adds the routes, behind the checks
     */
    public static ControlListener open(
            Path folder,
            DeploymentKeys keys,
            LaunchContext launch,
            Exposure exposure,
            int port,
            Supplier<PortDescription> description,
            Consumer<EndpointRoutes> mount) {
        NodeFolderWriter.equip(plan(), folder, keys);
        var listener = new HttpListener(
                launch.vertx(),
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
        EndpointRoutes routes = new EndpointRoutes(router, List.of(), description);
        mount.accept(routes);
        PortDescription.mount(routes, description);
        var tls = TlsOptions.server(folder.resolve("tls-key.pem"), folder.resolve("tls.pem"));
        listener.listen(tls, new ListenerConfig(exposure.address(), port), router)
                .await();
        return new ControlListener(new NodeAddress(
                NodeAddress.CONTROL,
                NodeAddress.CONTROL,
                false,
                plan().hosts(),
                true,
                exposure.connect(),
                listener.port(),
                listener.port(),
                folder,
                null));
    }

    /** The port as a server with its own folder, credential and certificate. */
    private static NodePlan plan() {
        return new NodePlan(
                NodeAddress.CONTROL,
                NodeAddress.CONTROL,
                false,
                List.of(HOST),
                new NodePlan.Groups(NodeAddress.CONTROL, null),
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
}
