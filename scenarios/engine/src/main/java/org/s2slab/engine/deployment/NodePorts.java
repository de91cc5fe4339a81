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
 * The loopback ports of a node, as its configuration file has them.
 *
 * @param port for partners and people, 0 for any free port
 * @param managementPort for administrators, 0 for any free port
 */
record NodePorts(int port, int managementPort) {
    static final NodePorts ANY = new NodePorts(0, 0);

    /** The ports in a configuration file; {@link #ANY} without a file, or if it was written manually. Blocks. */
    static NodePorts in(Path config) {
        return read(config)
                .map(all -> all.getJsonObject("node"))
                .map(node -> new NodePorts(port(node, "listen"), port(node, "management")))
                .orElse(ANY);
    }

    private static int port(JsonObject node, String listener) {
        return node.getJsonObject(listener, new JsonObject()).getInteger("port", 0);
    }

    /** Writes them into the {@code node} of a configuration. */
    void putInto(JsonObject node) {
        node.put("listen", listener(port)).put("management", listener(managementPort));
    }

    private static JsonObject listener(int port) {
        return new JsonObject().put("address", ListenerConfig.ANY.address()).put("port", port);
    }

    /** Writes them into a configuration file; one that was written manually is left unchanged. Blocks. */
    void writeTo(Path config) {
        read(config).filter(all -> !equals(in(config))).ifPresent(all -> {
            putInto(all.getJsonObject("node"));
            OwnerOnlyFiles.writeUnsynced(config, all.encodePrettily().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Empty where there is no file, or it is YAML and not the JSON that the lab wrote. */
    private static Optional<JsonObject> read(Path config) {
        try {
            return Optional.of(new JsonObject(Files.readString(config)));
        } catch (NoSuchFileException | DecodeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("file " + config, e);
        }
    }

    /** The ports that are not available now, and why; blocks. */
    Optional<String> problem() {
        return problem(port).or(() -> problem(managementPort));
    }

    /** Why a loopback port is not available; empty where it is free, or any port is accepted. Blocks. */
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
