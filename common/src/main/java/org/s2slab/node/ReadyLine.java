package org.s2slab.node;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.config.NodeConfig;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.RsaEngine;

/**
 * The line that a node prints when both its ports accept requests, for people and for the parent process.
 *
 * @param name the node's name
 * @param host its principal host name
 * @param port the port for partners and people
 * @param managementPort the port for administrators
 * @param administrator the file with the administrator's password
 */
public record ReadyLine(String name, String host, int port, int managementPort, Path administrator) {
    private static final Pattern FORM = Pattern.compile("(\\S+) is up: https://(\\S+) on port (\\d{1,5}), management"
            + " https://localhost:(\\d{1,5}), administrator's password in (.+), signatures by \\S.*");

    /** The ready line of a listening node. */
    static ReadyLine of(NodeConfig config, ProductVerticle role) {
        return new ReadyLine(
                config.name(),
                config.network().hosts().get(0),
                role.port(),
                role.managementPort(),
                AdministratorCredential.fileIn(config.data()));
    }

    /** Parses a line of a node's output; empty if it is not a ready line. */
    public static Optional<ReadyLine> in(String line) {
        Matcher form = FORM.matcher(line);
        return form.matches()
                ? Optional.of(new ReadyLine(
                        form.group(1),
                        form.group(2),
                        Integer.parseInt(form.group(3)),
                        Integer.parseInt(form.group(4)),
                        Path.of(form.group(5))))
                : Optional.empty();
    }

    /** The text of the line. */
    String text() {
        return name + " is up: https://" + host + " on port " + port + ", management https://localhost:"
                + managementPort + ", administrator's password in " + administrator + ", signatures by "
                + RsaEngine.name();
    }
}
