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
 * The ports of a node in its configuration file.
 *
 * @param address the IP address where the node listens
 * @param port the port for partners and people, 0 for any free port
 * @param managementPort the port for administrators, 0 for any free port
 */
record NodePorts(String address, int port, int managementPort) {
    /** Any free ports of the loopback address. */
    static final NodePorts ANY = new NodePorts(ListenerConfig.ANY.address(), 0, 0);

    /** Reads the ports in a configuration file; {@link #ANY} if there is no file, or if a person wrote it. Blocks. */
    static NodePorts in(Path config) {
        return read(config)
                .map(all -> all.getJsonObject("node"))
                .map(node -> new NodePorts(
                        node.getJsonObject("listen", new JsonObject()).getString("address", ANY.address()),
                        port(node, "listen"),
                        port(node, "management")))
                .orElse(ANY);
    }

    private static int port(JsonObject node, String listener) {
        return node.getJsonObject(listener, new JsonObject()).getInteger("port", 0);
    }

    /** Writes the ports into the {@code node} of a configuration. */
    void putInto(JsonObject node) {
        node.put("listen", listener(port)).put("management", listener(managementPort));
    }

    /** The same ports at another address. */
    NodePorts at(String other) {
        return new NodePorts(other, port, managementPort);
    }

    private JsonObject listener(int port) {
        return new JsonObject().put("address", address).put("port", port);
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
        return problem(address, port).or(() -> problem(address, managementPort));
    }

    /** The reason why a port of an address is not available; empty if it is free, or 0. Blocks. */
    static Optional<String> problem(String address, int port) {
        if (port == 0) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("port " + port + " of " + address + " cannot be had (" + e.getMessage() + ")");
        }
    }
}
