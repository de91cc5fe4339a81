package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.network.LinkFault;

/**
 * Finds a running deployment of any process, and its nodes. {@code ./lab up} updates {@code deployment.json} in the
 * data folder while the deployment runs. This class reads the file again at each access, so that it finds a node that
 * was restarted on another port.
 */
public final class RunningDeployment implements AutoCloseable {
    private final Path folder;
    private final LabHttpClient client;

    private RunningDeployment(Path folder, LabHttpClient client) {
        this.folder = folder;
        this.client = client;
    }

    /**
     * Finds the deployment that the user names. Blocks the calling thread.
     *
     * @param word the name of the topology, the data folder, or the management address of a node
     *     ({@code https://localhost:PORT}); empty for the deployment that {@code S2SLAB_DEPLOYMENT} names, or else this
     *     user's only running deployment
     * @throws NotRunningException if there is no such deployment
     * @throws SeveralRunningException if several deployments match
     */
    public static RunningDeployment choose(Vertx vertx, String word) {
        return of(vertx, RunningFolderResolver.folder(word));
    }

    /** The deployment with this data folder. Throws NotRunningException if it does not run. Blocks. */
    public static RunningDeployment of(Vertx vertx, Path folder) {
        DeploymentDescriptor found = DeploymentDescriptor.read(folder);
        String connect =
                found.nodes().stream().findFirst().map(NodeAddress::connect).orElse(Exposure.LOOPBACK.address());
        return new RunningDeployment(folder, new LabHttpClient(vertx, found.root(), connect));
    }

    /** The name of the deployment's topology. */
    public String topology() {
        return DeploymentDescriptor.read(folder).topology();
    }

    /** Whether a container engine runs the nodes, and not a process of the lab. */
    public boolean isInContainers() {
        return DeploymentDescriptor.read(folder).holder() == null;
    }

    /** The data folder of the deployment. */
    public Path folder() {
        return folder;
    }

    /** The client that trusts only the deployment's root certificate. */
    public LabHttpClient client() {
        return client;
    }

    /** The nodes in the order of the topology. Throws NotRunningException if the deployment has ended. Blocks. */
    public List<ManagedNode> nodes() {
        List<ManagedNode> nodes = new ArrayList<>();
        DeploymentDescriptor.read(folder).nodes().forEach(address -> nodes.add(new ManagedNode(address, client)));
        return nodes;
    }

    /** The node with this name, or a server of the pool with this name (see {@link NodeAddress#named}). Blocks. */
    public ManagedNode node(String name) {
        return new ManagedNode(DeploymentDescriptor.read(folder).node(name), client);
    }

    /** The node with this name, or all servers of the pool with this name, also those that are down. Blocks. */
    public List<ManagedNode> servers(String name) {
        node(name);
        return nodes().stream().filter(node -> node.address().isNamed(name)).toList();
    }

    /**
     * Sends a request to the {@link ControlEndpoint} of the deployment's process: {@code /links},
     * {@code /nodes/NAME/stop}. The result fails with the response if its status is not 2xx. Blocks until the request
     * is sent.
     */
    public Future<JsonObject> control(HttpMethod method, String path, @Nullable JsonObject body) {
        Path file = folder.resolve(ControlEndpoint.FILE);
        try {
            NodeAddress port = NodeAddress.fromJson(new JsonObject(Files.readString(file)));
            return new ManagedNode(port, client).ask(method, path, body);
        } catch (IOException e) {
            throw new NotRunningException("the deployment in " + folder + " is not controlled by a running ./lab up");
        }
    }

    /** Makes links fail (see {@link DeploymentLinks#treat}). */
    public Future<JsonObject> treat(@Nullable String from, @Nullable String to, LinkFault fault) {
        return control(HttpMethod.PUT, "/links", ends(from, to).put("fault", fault.toJson()));
    }

    /** Restores links (see {@link DeploymentLinks#heal}). */
    public Future<JsonObject> heal(@Nullable String from, @Nullable String to) {
        return control(HttpMethod.DELETE, "/links", ends(from, to));
    }

    private static JsonObject ends(@Nullable String from, @Nullable String to) {
        JsonObject ends = new JsonObject();
        if (from != null) {
            ends.put("from", from);
        }
        return to == null ? ends : ends.put("to", to);
    }

    /** Closes the connections to the deployment, which continues to run. */
    @Override
    public void close() {
        client.close().otherwiseEmpty().await();
    }
}
