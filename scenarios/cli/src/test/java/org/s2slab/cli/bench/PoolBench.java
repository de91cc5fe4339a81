package org.s2slab.cli.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.AuthzNode;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.lync.LyncConfig;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.TlsOptions;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestPostgres;
import org.s2slab.testing.TestTokens;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.OperationCounters;

/**
 * {@code ./lab bench pools}: what 1, 2 and 4 servers on one PostgreSQL database do in a second, beside one server with a
 * SQLite file. Each server has the same quota of processor time, so two cores suffice for all of them.
 */
final class PoolBench {
    private static final List<Integer> SIZES = List.of(1, 2, 4);
    private static final int MOST = 4;

    /** Hundredths of a core for each server. Four servers, the database and the load then fit on two cores. */
    private static final int QUOTA = 20;

    private static final int CONNECTIONS = 8;
    private static final double SECONDS = 2;
    private static final int WARM_UP = 10;
    private static final int WINDOWS = 7;
    private static final int FORMS = 2_000;

    private final Path folder;
    private final TestDeployment deployment;
    private final TokenForms forms;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Map<String, ProcessQuota> quotas = new HashMap<>();
    private final Map<String, ProcessHandle> processes = new HashMap<>();
    private TokenLoad load;

    private PoolBench(Path folder) throws Exception {
        this.folder = folder;
        this.deployment = new TestDeployment(folder);
        this.forms = new TokenForms(folder, deployment);
    }

    static void runInFolder() throws Exception {
        Path folder = Files.createTempDirectory("s2slab-bench");
        try {
            new PoolBench(folder).run();
        } finally {
            StartBench.delete(folder);
        }
    }

    private void run() throws Exception {
        load = new TokenLoad(TlsOptions.client(deployment.authority().rootFile()), CONNECTIONS);
        System.out.println("Servers of one pool, each with " + QUOTA + " % of a core, " + CONNECTIONS
                + " connections to each, on " + Runtime.getRuntime().availableProcessors() + " cores");
        try {
            measure("tokens", this::tokenServer, forms);
            Buffer nothing = Buffer.buffer();
            measure(
                    "accepted calls",
                    (name, database) -> callServer(PooledCallServer.CALL, name, database),
                    () -> nothing);
            measure(
                    "stored transcripts",
                    (name, database) -> callServer(PooledCallServer.TRANSCRIPT, name, database),
                    () -> nothing);
        } finally {
            for (int i = opened.size() - 1; i >= 0; i--) {
                opened.get(i).close();
            }
            load.close();
        }
    }

    /** Starts a server with a name, on a database or, with null, on a file. */
    private interface Start {
        TokenLoad.Endpoint start(String name, @Nullable PostgresConfig database) throws Exception;
    }

    private void measure(String what, Start start, Supplier<Buffer> bodies) throws Exception {
        PostgresConfig database = TestPostgres.freshDatabase();
        List<TokenLoad.Endpoint> alone = List.of(start.start(what.replace(' ', '-') + "-file", null));
        List<TokenLoad.Endpoint> pool = new ArrayList<>();
        for (int i = 1; i <= MOST; i++) {
            pool.add(start.start(what.replace(' ', '-') + "-" + i, database));
        }
        List<Turn> turns = new ArrayList<>();
        turns.add(turn(what + ", one server with a SQLite file", alone));
        SIZES.forEach(size -> turns.add(turn(what + ", " + size + " on PostgreSQL", pool.subList(0, size))));
        warmUp(Stream.concat(alone.stream(), pool.stream()).toList(), bodies);
        for (int window = 0; window < WINDOWS; window++) {
            for (Turn turn : turns) {
                forms.prepare(bodies == forms ? FORMS : 0);
                turn.use()
                        .during(() -> turn.rates()
                                .add(load.asFastAsAnswered(turn.servers(), CONNECTIONS, SECONDS)
                                        .rate()));
            }
        }
        turns.forEach(turn ->
                System.out.println(turn.rates().line("/s") + "\n" + turn.use().line()));
        double one = turns.get(1).rates().median();
        print("one on PostgreSQL / one with a file", one / turns.get(0).rates().median(), 0);
        print("two / one, on PostgreSQL", turns.get(2).rates().median() / one, 1.6);
        print("four / one, on PostgreSQL", turns.get(3).rates().median() / one, 0);
    }

    /** Some of the servers, and what was measured of them. */
    private record Turn(List<TokenLoad.Endpoint> servers, Measured rates, ProcessorUse use) {}

    private Turn turn(String what, List<TokenLoad.Endpoint> servers) {
        List<ProcessHandle> running =
                servers.stream().map(server -> processes.get(server.name())).toList();
        return new Turn(servers, new Measured(what), new ProcessorUse(running, QUOTA / 100.0));
    }

    /**
     * Lets each server work alone, as fast as it can, several times, so that all of them are compiled alike. Then the quotas
     * begin.
     */
    private void warmUp(List<TokenLoad.Endpoint> servers, Supplier<Buffer> bodies) throws IOException {
        for (int window = 0; window < WARM_UP; window++) {
            for (TokenLoad.Endpoint server : servers) {
                forms.prepare(bodies == forms ? FORMS : 0);
                load.asFastAsAnswered(List.of(server), CONNECTIONS, SECONDS);
            }
        }
        for (TokenLoad.Endpoint server : servers) {
            quotas.get(server.name()).limit(QUOTA);
        }
    }

    private static void print(String what, double ratio, double least) {
        System.out.println(Measured.ratio(what, ratio, least == 0 ? "none" : ">= " + least, ratio >= least));
    }

    private TokenLoad.Endpoint tokenServer(String name, @Nullable PostgresConfig database) throws Exception {
        Path config = forms.writeConfiguration(name, database);
        int port =
                start(name, AuthzNode.class, List.of(config), ".* is up: https://\\S+ on port (\\d+), management .*");
        return new TokenLoad.Endpoint(name, TokenForms.HOST, port, true, TokenForms.PATH, null, forms);
    }

    private TokenLoad.Endpoint callServer(String path, String name, @Nullable PostgresConfig database)
            throws Exception {
        NodeConfig config =
                deployment.config(name, List.of(TestTokens.EXCHANGE_HOST), List.of(TestDeployment.person("anna")));
        Path file = TokenForms.written(
                folder.resolve(name + ".yaml"),
                new LyncConfig(database == null ? config : TestDeployment.on(database, config)),
                database);
        int port = start(name, PooledCallServer.class, List.of(file, forms.writeCertificate()), "READY (\\d+)");
        Buffer nothing = Buffer.buffer();
        return new TokenLoad.Endpoint(
                name, TestTokens.EXCHANGE_HOST, port, true, path, "Bearer " + token(), () -> nothing);
    }

    private int start(String name, Class<?> program, List<Path> files, String ready) throws IOException {
        PinnedProcess server = PinnedProcess.java(
                false,
                System.getProperty("java.class.path"),
                program,
                files.stream().map(Path::toString).toList(),
                ready);
        ProcessQuota quota = ProcessQuota.named(name);
        quota.add(server.pid());
        quotas.put(name, quota);
        processes.put(name, ProcessHandle.of(server.pid()).orElseThrow());
        opened.add(quota);
        opened.add(server);
        return server.port(1);
    }

    private static String token() {
        UserIdentifiers anna = new UserIdentifiers(null, TestTokens.ANNA, TestTokens.ANNA, null);
        TokenIssuer issuer = new TokenIssuer(new RsaEngine(new OperationCounters()), Clock.systemUTC());
        Audience audience = new Audience(TestTokens.EXCHANGE.id(), TestTokens.EXCHANGE_HOST, TestTokens.REALM);
        var actor = issuer.actorToken(audience, TestTokens.LYNC, TestKeys.lync(), true, Duration.ofHours(8));
        return issuer.outerToken(actor, audience, TestTokens.LYNC, anna, ClaimNames.NII_ACTIVE_DIRECTORY);
    }
}
