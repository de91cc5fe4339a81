package org.s2slab.node;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.config.NodeConfig;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.RsaEngine;

/**
 * The line a node writes when both its ports take requests: for people, and for whoever started the process.
 *
 * @param name the node's name
 * @param host its principal host name
 * @param port where partners and people reach it
 * @param managementPort where administrators reach it
 * @param administrator the file with the administrator's password
 */
public record ReadyLine(String name, String host, int port, int managementPort, Path administrator) {
    private static final Pattern FORM = Pattern.compile("(\\S+) is up: https://(\\S+) on port (\\d{1,5}), management"
            + " https://localhost:(\\d{1,5}), administrator's password in (.+), signatures by \\S.*");

    /** What a node that listens says. */
    static ReadyLine of(NodeConfig config, ProductVerticle role) {
        return new ReadyLine(
                config.name(),
                config.hosts().get(0),
                role.port(),
                role.managementPort(),
                AdministratorCredential.fileIn(config.data()));
    }

    /** The start line in a line of a node's output, or empty when it says something else. */
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

    /** The line as it is written. */
    String text() {
        return name + " is up: https://" + host + " on port " + port + ", management https://localhost:"
                + managementPort + ", administrator's password in " + administrator + ", signatures by "
                + RsaEngine.name();
    }
}
