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
 * The ports of the loopback address at which a node listens, as its configuration file names them.
 *
 * @param port for partners and people, 0 for any free one
 * @param managementPort for administrators, 0 for any free one
 */
record NodePorts(int port, int managementPort) {
    static final NodePorts ANY = new NodePorts(0, 0);

    /** What a configuration file names; {@link #ANY} where there is no file yet, or it was written by hand. Blocks. */
    static NodePorts in(Path config) {
        return read(config)
                .map(all -> all.getJsonObject("node"))
                .map(node -> new NodePorts(port(node, "listen"), port(node, "management")))
                .orElse(ANY);
    }

    private static int port(JsonObject node, String listener) {
        return node.getJsonObject(listener, new JsonObject()).getInteger("port", 0);
    }

    /** Names them in the {@code node} of a configuration. */
    void putInto(JsonObject node) {
        node.put("listen", listener(port)).put("management", listener(managementPort));
    }

    private static JsonObject listener(int port) {
        return new JsonObject().put("address", ListenerConfig.ANY.address()).put("port", port);
    }

    /** Names them in a configuration file; one that was written by hand is left as it is. Blocks. */
    void writeTo(Path config) {
        read(config).filter(all -> !equals(in(config))).ifPresent(all -> {
            putInto(all.getJsonObject("node"));
            OwnerOnlyFiles.writeUnsynced(config, all.encodePrettily().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Empty where there is no file, or it is YAML and no longer the JSON that was put there. */
    private static Optional<JsonObject> read(Path config) {
        try {
            return Optional.of(new JsonObject(Files.readString(config)));
        } catch (NoSuchFileException | DecodeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("file " + config, e);
        }
    }

    /** Which of them cannot be had now, and why; blocks. */
    Optional<String> problem() {
        return problem(port).or(() -> problem(managementPort));
    }

    /** Why a port of the loopback address cannot be had; empty where it is free, or any will do. Blocks. */
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
