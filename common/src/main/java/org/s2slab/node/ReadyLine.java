package org.s2slab.node;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.NodeConfig;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.RsaEngine;

/**
 * The line that a node prints when both its ports accept requests, for people and for the parent process.
 *
 * @param name the node's name
 * @param host its principal host name
 * @param port the port for partners and people
 * @param management the host in the address of the port for administrators
 * @param managementPort the port for administrators
 * @param administrator the file with the administrator's password
 */
public record ReadyLine(String name, String host, int port, String management, int managementPort, Path administrator) {
    private static final Pattern FORM = Pattern.compile("(\\S+) is up: https://(\\S+) on port (\\d{1,5}), management"
            + " https://(\\S+):(\\d{1,5}), administrator's password in (.+), signatures by \\S.*");

    /** The ready line of a listening node. */
    static ReadyLine of(NodeConfig config, ProductVerticle role) {
        return new ReadyLine(
                config.name(),
                config.network().hosts().get(0),
                role.port(),
                hostOf(config.network().management()),
                role.managementPort(),
                AdministratorCredential.fileIn(config.data()));
    }

    /** A host by which a client on this machine reaches a listener, and which the TLS certificate covers. */
    private static String hostOf(@Nullable ListenerConfig listener) {
        return listener == null
                        || listener.acceptsEveryAddress()
                        || listener.address().equals(ListenerConfig.ANY.address())
                ? "localhost"
                : IpAddressSyntax.inUrl(listener.address());
    }

    /** Parses a line of a node's output; empty if it is not a ready line. */
    public static Optional<ReadyLine> in(String line) {
        Matcher form = FORM.matcher(line);
        return form.matches()
                ? Optional.of(new ReadyLine(
                        form.group(1),
                        form.group(2),
                        Integer.parseInt(form.group(3)),
                        form.group(4),
                        Integer.parseInt(form.group(5)),
                        Path.of(form.group(6))))
                : Optional.empty();
    }

    /** The text of the line. */
    String text() {
        return name + " is up: https://" + host + " on port " + port + ", management https://" + management + ":"
                + managementPort + ", administrator's password in " + administrator + ", signatures by "
                + RsaEngine.name();
    }
}
