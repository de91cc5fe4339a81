package org.s2slab.drill.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.s2slab.engine.deployment.Deployment;

/**
 * Writes garbage into the log files of a killed node, as a power failure may do: after the end of the log, or into the
 * log's index. Neither place contains committed data, so the node must start without loss of data.
 */
record DamagedLog(Deployment topology) implements Disturbance {
    /** Maximum number of bytes. A frame of the log has about four thousand bytes. */
    private static final int MOST = 10_000;

    @Override
    public String begin(PlannedDisturbance planned) {
        topology.killNode(planned.node());
        Path folder = topology.node(planned.node()).folder();
        byte[] garbage = new byte[1 + planned.draw() % MOST];
        new Random(planned.draw()).nextBytes(garbage);
        boolean torn = planned.kind() == DisturbanceKind.TORN_LOG;
        Path file = folder.resolve(torn ? "node.db-wal" : "node.db-shm");
        try {
            if (Files.exists(file)) {
                Files.write(file, garbage, torn ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return planned.node() + " is killed, " + garbage.length + " bytes of garbage stand in " + file.getFileName();
    }

    @Override
    public String end(PlannedDisturbance planned) {
        topology.startNode(planned.node());
        return planned.node() + " is started again";
    }
}
