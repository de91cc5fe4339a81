package org.s2slab.drill.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.s2slab.engine.deployment.Deployment;

/** Overwrites the hosts file of a running node. The node must continue to use its previous entries. */
final class DamagedHostsFile implements Disturbance {
    private final Deployment topology;
    private final Map<String, String> before = new HashMap<>();

    DamagedHostsFile(Deployment topology) {
        this.topology = topology;
    }

    @Override
    public String begin(PlannedDisturbance planned) {
        Path file = file(planned);
        try {
            before.put(planned.node(), Files.readString(file));
            Files.writeString(file, garbage(planned));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return planned.node() + " has garbage in its hosts file";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        Path file = file(planned);
        try {
            // If another node was started meanwhile, the lab has written the file again.
            if (Files.readString(file).equals(garbage(planned))) {
                Files.writeString(file, before.getOrDefault(planned.node(), ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return planned.node() + " has its hosts file again";
    }

    private Path file(PlannedDisturbance planned) {
        return topology.node(planned.node()).folder().resolve("hosts");
    }

    private static String garbage(PlannedDisturbance planned) {
        return "this is no address " + planned.draw() + "\n";
    }
}
