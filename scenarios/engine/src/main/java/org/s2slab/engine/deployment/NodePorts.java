package org.s2slab.engine.deployment;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.s2slab.config.ListenerConfig;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The loopback ports of a node in its configuration file.
 *
 * @param port the port for partners and people, 0 for any free port
 * @param managementPort the port for administrators, 0 for any free port
 */
record NodePorts(int port, int managementPort) {
    static final NodePorts ANY = new NodePorts(0, 0);

    /** Reads the ports in a configuration file; {@link #ANY} if there is no file, or if a person wrote it. Blocks. */
    static NodePorts in(Path config) {
        return read(config)
                .map(all -> all.getJsonObject("node"))
                .map(node -> new NodePorts(port(node, "listen"), port(node, "management")))
                .orElse(ANY);
    }

    private static int port(JsonObject node, String listener) {
        return node.getJsonObject(listener, new JsonObject()).getInteger("port", 0);
    }

    /** Writes the ports into the {@code node} of a configuration. */
    void putInto(JsonObject node) {
        node.put("listen", listener(port)).put("management", listener(managementPort));
    }

    private static JsonObject listener(int port) {
        return new JsonObject().put("address", ListenerConfig.ANY.address()).put("port", port);
    }

    /** Writes the ports into a configuration file, unless a person wrote the file. Blocks. */
    void writeTo(Path config) {
        read(config).filter(all -> !equals(in(config))).ifPresent(all -> {
            putInto(all.getJsonObject("node"));
            OwnerOnlyFiles.writeUnsynced(config, all.encodePrettily().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Reads a configuration file; empty if there is no file, or if the lab did not write it as JSON. */
    private static Optional<JsonObject> read(Path config) {
        try {
            return Optional.of(new JsonObject(Files.readString(config)));
        } catch (NoSuchFileException | DecodeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("file " + config, e);
        }
    }

    /** The reason why one of the ports is not available now; empty if both are available. Blocks. */
    Optional<String> problem() {
        return problem(port).or(() -> problem(managementPort));
    }

    /** The reason why a loopback port is not available; empty if it is free, or 0. Blocks. */
    static Optional<String> problem(int port) {
        if (port == 0) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(ListenerConfig.ANY.address(), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "port " + port + " of " + ListenerConfig.ANY.address() + " cannot be had (" + e.getMessage() + ")");
        }
    }
}
