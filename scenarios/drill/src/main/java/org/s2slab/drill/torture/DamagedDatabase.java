package org.s2slab.drill.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.run.ScenarioSession;

/**
 * Overwrites the beginning of a stopped node's database file. Also overwrites its log, because SQLite could repair the
 * file with the log. The node must exit with one sentence that names the file. After the earlier copy of the file is
 * put back, the node must work again.
 */
record DamagedDatabase(Deployment topology, AcknowledgedLedger ledger) implements Disturbance {
    private static final String DATABASE = "node.db";
    private static final String LOG = DATABASE + "-wal";
    private static final String COPY = "database.copy";
    private static final List<String> FILES = List.of(DATABASE, LOG, DATABASE + "-shm");

    /** Number of overwritten bytes: the header of the SQLite database file, and the header of the log. */
    private static final int HEADER = 100;

    @Override
    public String begin(PlannedDisturbance planned) {
        String node = planned.node();
        Path folder = topology.node(node).folder();
        topology.killNode(node);
        try {
            copy(folder);
            try {
                overwrite(folder.resolve(DATABASE), planned.draw());
                if (Files.exists(folder.resolve(LOG))) {
                    overwrite(folder.resolve(LOG), planned.draw());
                }
            } catch (IOException e) {
                restore(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node + " is killed, its database is damaged: " + refusedStart(node);
    }

    /** Copies the files. The copy gets its final name only when it is complete. */
    static void copy(Path folder) throws IOException {
        Path part = Files.createDirectories(folder.resolve(COPY + ".part"));
        for (String file : FILES) {
            Files.deleteIfExists(part.resolve(file));
            if (Files.exists(folder.resolve(file))) {
                Files.copy(folder.resolve(file), part.resolve(file));
            }
        }
        Files.move(part, folder.resolve(COPY));
    }

    /** Replaces the database by the copy. If there is no complete copy, nothing is deleted. */
    static void restore(Path folder) throws IOException {
        Path copy = folder.resolve(COPY);
        if (!Files.exists(copy)) {
            throw new NoSuchFileException(copy.toString(), null, "there is no whole copy of the database");
        }
        for (String file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
            if (Files.exists(copy.resolve(file))) {
                Files.copy(copy.resolve(file), folder.resolve(file));
            }
        }
        for (String file : FILES) {
            Files.deleteIfExists(copy.resolve(file));
        }
        Files.delete(copy);
    }

    private static void overwrite(Path file, int draw) throws IOException {
        byte[] garbage = new byte[HEADER];
        new Random(draw).nextBytes(garbage);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(garbage), 0);
        }
    }

    private String refusedStart(String node) {
        try {
            topology.startNode(node);
        } catch (Exception e) {
            String told = ScenarioSession.reason(e);
            if (!told.contains(DATABASE) || !told.contains("ended with")) {
                ledger.find(
                        LedgerFinding.Kind.WEDGED,
                        node,
                        "with a damaged database it does not end with a sentence that names the file: " + told);
            }
            return "it ends";
        }
        ledger.find(LedgerFinding.Kind.WEDGED, node, "it starts with a damaged database");
        return "it starts";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        String node = planned.node();
        Path folder = topology.node(node).folder();
        if (topology.node(node).isUp()) {
            topology.killNode(node);
        }
        try {
            restore(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        topology.startNode(node);
        return node + " is started with the copy of its database";
    }
}
