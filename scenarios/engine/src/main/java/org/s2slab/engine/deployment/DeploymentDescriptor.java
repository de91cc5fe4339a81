package org.s2slab.engine.deployment;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.QuickJson;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The content of {@code deployment.json} in a running deployment's data folder: its process and its nodes' ports.
 *
 * @param topology the name of the topology
 * @param root PEM file of the root certificate
 * @param holder the process that runs the deployment; null if a container engine runs it
 * @param nodes the nodes in the order of the topology
 */
record DeploymentDescriptor(
        String topology, Path root, @Nullable ProcessIdentity holder, List<NodeAddress> nodes) {
    /** The file's name in the data folder. */
    static final String NAME = "deployment.json";

    DeploymentDescriptor {
        nodes = List.copyOf(nodes);
    }

    /** The node with this name, or a server of the pool with this name (see {@link NodeAddress#named}). */
    NodeAddress node(String name) {
        return NodeAddress.named(nodes, Function.identity(), name);
    }

    /** Writes the file atomically. Blocks the calling thread. */
    void write(Path folder) {
        JsonArray told = new JsonArray();
        nodes.forEach(node -> told.add(node.toJson()));
        JsonObject json = new JsonObject()
                .put("topology", topology)
                .put("root", root.toString())
                .put("nodes", told);
        if (holder != null) {
            json.put("holder", holder.toJson());
        }
        OwnerOnlyFiles.writeUnsynced(folder.resolve(NAME), json.encodePrettily().getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes the file, because the deployment has stopped. Blocks the calling thread. */
    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("file " + folder.resolve(NAME), e);
        }
    }

    /** Whether a deployment runs with this folder. Blocks. */
    static boolean isHeld(Path folder) {
        try {
            ProcessIdentity holder = read(folder).holder();
            return holder != null && holder.isAlive();
        } catch (NotRunningException e) {
            return false;
        }
    }

    /** Reads the file. Throws NotRunningException if no deployment runs with this folder. Blocks. */
    static DeploymentDescriptor read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            JsonObject json = QuickJson.read(Files.readString(file));
            JsonObject holder = json.getJsonObject("holder");
            DeploymentDescriptor found = new DeploymentDescriptor(
                    json.getString("topology"),
                    folder.resolve(json.getString("root")),
                    holder == null ? null : ProcessIdentity.fromJson(holder),
                    json.getJsonArray("nodes").stream()
                            .map(node -> NodeAddress.fromJson((JsonObject) node).below(folder))
                            .toList());
            if (found.holder() != null && !found.holder().isAlive()) {
                throw new NotRunningException("the deployment in " + folder + " no longer runs: its process "
                        + found.holder().pid() + " has ended");
            }
            return found;
        } catch (NoSuchFileException e) {
            throw new NotRunningException("no deployment runs in " + folder + ": there is no " + NAME);
        } catch (IOException | DecodeException | ClassCastException | NullPointerException e) {
            throw new NotRunningException(
                    "no deployment runs in " + folder + ": its " + NAME + " is not what ./lab up writes");
        }
    }
}
