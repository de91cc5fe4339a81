package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.trace.IdGenerator;

/**
 * How many transcripts Lync makes durable in a second, one at a time and with a hundred people at a time, beside the commits
 * of the bare database; and how many come all the way into a mailbox of Exchange, on the same two cores.
 *
 * <p>The bare database is one SQLite file behind JDBC with one kept statement, on one thread, as durable as ours, on the
 * same disk. A row of it holds the same text as a transcript of ours, a kilobyte.
 */
final class ArchiveBench {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int GROUP = 100;
    private static final int ONE_BY_ONE = 2_000;
    private static final int TOGETHER = 10_000;
    private static final int WARM_UP = 2;
    private static final int TURNS = 5;

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private ArchivingNode lync;
    private boolean archivingOnly;
    private int rows;

    private ArchiveBench(Path folder) {
        this.folder = folder;
    }

    static void runInFolder() throws Exception {
        Path folder = Files.createTempDirectory("s2slab-archive");
        try {
            new ArchiveBench(folder).run();
        } finally {
            StartBench.delete(folder);
        }
    }

    private void run() throws Exception {
        var launch = new LaunchContext(vertx, launcher(), LaunchContext.sharedKeys(), IdGenerator.seeded(1), CLOCK);
        try (BenchDeployment deployment = BenchDeployment.start(launch, folder);
                Bare bare = new Bare(folder.resolve("bare.db"))) {
            deployment.configure();
            deployment.topology().stopNode("lync");
            archivingOnly = true;
            deployment.topology().startNode("lync");
            System.out.println("Transcripts of 1 KB beside rows of 1 KB, in turns of one process");
            measure(bare, "one at a time", ONE_BY_ONE, 1, 0.8);
            measure(bare, "a hundred people at a time", TOGETHER, GROUP, 0.7);
        }
        vertx.close().await();
    }

    private void measure(Bare bare, String how, int count, int group, double target) throws Exception {
        Measured ceiling = new Measured("bare database, commits of " + (group == 1 ? "one row" : group + " rows"));
        Measured alone = new Measured("stored " + how + ", Exchange waiting");
        Measured beside = new Measured("stored " + how + ", while others are delivered");
        Measured whole = new Measured("stored " + how + " and in the mailbox");
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            double commits = rate(count, () -> bare.commit(count, group));
            lync.delivers(false);
            double stored = rate(count, () -> lync.store(count, group));
            lync.delivers(true);
            lync.delivered();
            long begin = System.nanoTime();
            lync.store(count, group);
            double storedBeside = count * 1e9 / (System.nanoTime() - begin);
            lync.delivered();
            double delivered = count * 1e9 / (System.nanoTime() - begin);
            if (turn >= 0) {
                ceiling.add(commits);
                alone.add(stored);
                beside.add(storedBeside);
                whole.add(delivered);
            }
        }
        for (Measured one : new Measured[] {ceiling, alone, beside, whole}) {
            System.out.println(one.line("/s"));
        }
        ratio("durable at Lync / bare, " + how, alone, ceiling, target);
        ratio("the same while others are delivered", beside, ceiling, target);
        ratio("all the way into the mailbox / bare, " + how, whole, ceiling, target);
    }

    private static void ratio(String what, Measured ours, Measured bare, double target) {
        double ratio = ours.median() / bare.median();
        System.out.println(Measured.ratio(what, ratio, "at least " + target, ratio >= target));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(int count, Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return count * 1e9 / (System.nanoTime() - begin);
    }

    /** Starts every node as it is, but Lync, once it is configured, as the part of it that archives. */
    private NodeLauncher launcher() {
        var usual = new InProcessLauncher(vertx);
        return (role, config, environment) -> role.equals("lync") && archivingOnly
                ? archivingNode(config, environment)
                : usual.launch(role, config, environment);
    }

    private Future<NodeLauncher.Launched> archivingNode(Path config, NodeEnvironment environment) {
        lync = new ArchivingNode(vertx, config, environment);
        return vertx.deployVerticle(lync).map(id -> new NodeLauncher.Launched() {
            @Override
            public int port() {
                return lync.port();
            }

            @Override
            public int managementPort() {
                return lync.managementPort();
            }

            @Override
            public Future<Void> stop() {
                return vertx.undeploy(id);
            }
        });
    }

    /** The yardstick. */
    private final class Bare implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement insert;
        private final String text = ArchivingNode.transcript(1_000, CLOCK).text();

        Bare(Path file) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL");
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE transcripts (id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL)");
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT INTO transcripts VALUES (?, ?)");
        }

        void commit(int count, int group) throws SQLException {
            for (int row = 1; row <= count; row++) {
                insert.setString(1, "3f2504e0-4f89-41d3-9a0c-" + ++rows);
                insert.setString(2, text);
                insert.executeUpdate();
                if (row % group == 0) {
                    connection.commit();
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
