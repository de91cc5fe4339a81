package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.cli.bench.BudgetAttacker.Attack;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.pki.TlsOptions;

/**
 * Anna's calls of Exchange, one after the other at even distances, while somebody in another process stays at a limit: her
 * 99th percentile beside the one she has alone, turn by turn, some seconds after the attack began. The yardstick is a bare
 * TLS server that throws the same bodies away, and answers Anna at once. Nodes, yardstick and Anna share this process, and all processes the processors.
 */
final class BudgetBench {
    private static final int TURNS = Integer.getInteger("s2slab.bench.turns", 5);
    private static final double SECONDS = 10;

    /** Seconds of an attack before it is measured: its process starts, and both compile what it needs. */
    private static final double BEGINNING = 6;

    private static final double RATE = 10;
    private static final int WARM_UP = 2;
    private static final double LIMIT = 2;

    private final Vertx vertx = Vertx.vertx();
    private final String host;
    private final int node;
    private final int bare;
    private final Path root;
    private final HttpClient client;
    private final Map<String, Measured> measured = new LinkedHashMap<>();

    private BudgetBench(BenchDeployment deployment) {
        RunningNode exchange = deployment.node("exchange");
        host = exchange.plan().host();
        node = exchange.port();
        root = deployment.topology().keys().rootFile();
        bare = bareServer(deployment.topology().folder().resolve("exchange")).actualPort();
        client = vertx.createHttpClient(TlsOptions.client(root), new PoolOptions().setHttp1MaxSize(27));
    }

    static void run() throws IOException {
        Path folder = Files.createTempDirectory("s2slab-budget");
        Vertx vertx = Vertx.vertx();
        try (BenchDeployment deployment = BenchDeployment.start(BenchDeployment.launch(vertx), folder)) {
            new BudgetBench(deployment).measure();
        }
        vertx.close().await();
    }

    /** Reads and throws away whatever comes, and then answers: 401 to nobody, 200 to a person. */
    private HttpServer bareServer(Path keys) {
        return vertx.createHttpServer(TlsOptions.server(keys.resolve("tls-key.pem"), keys.resolve("tls.pem")))
                .requestHandler(request -> {
                    boolean person = request.headers().contains("Authorization");
                    request.handler(bytes -> {});
                    request.endHandler(read ->
                            request.response().setStatusCode(person ? 200 : 401).end());
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    private void measure() throws IOException {
        for (String person : List.of("anna", "bert")) {
            for (int i = 0; i < 5; i++) {
                BudgetCalls.send(client, host, node, person, BudgetCalls.envelope(BudgetCalls.items(100)))
                        .await();
            }
        }
        for (int i = 0; i < WARM_UP; i++) {
            percentile(node, SECONDS);
            percentile(bare, SECONDS);
        }
        for (int turn = 0; turn < TURNS; turn++) {
            add("node, Anna alone", node, null);
            for (Attack attack : Attack.values()) {
                add("node, " + attack.what, node, attack);
            }
            add("bare, Anna alone", bare, null);
            add("bare, " + Attack.BODIES.what, bare, Attack.BODIES);
        }
        System.out.println(
                "FindItem of 50 items, " + RATE + " a second, " + SECONDS + " s each, " + TURNS + " turns; Anna's p99");
        measured.forEach((what, figures) -> {
            System.out.println(figures.line("ms"));
            Measured alone = measured.get(what.substring(0, 4) + ", Anna alone");
            if (alone != null && !what.endsWith(", Anna alone")) {
                double ratio = figures.median() / alone.median();
                System.out.println(Measured.ratio("beside / alone", ratio, "<= 2.00", ratio <= LIMIT));
            }
        });
        vertx.close().await();
    }

    private void add(String what, int port, @Nullable Attack attack) throws IOException {
        double p99;
        if (attack == null) {
            p99 = percentile(port, SECONDS);
        } else {
            PinnedProcess attacker = PinnedProcess.java(
                    false,
                    System.getProperty("java.class.path"),
                    BudgetAttacker.class,
                    List.of(attack.name(), host, Integer.toString(port), root.toString()),
                    "READY");
            try {
                percentile(port, BEGINNING);
                p99 = percentile(port, SECONDS);
            } finally {
                attacker.close();
            }
        }
        measured.computeIfAbsent(what, Measured::new).add(p99);
    }

    /** The 99th percentile of Anna's calls in milliseconds, each call counted from the moment it was due. */
    private double percentile(int port, double seconds) {
        List<Double> taken = new ArrayList<>();
        List<Future<?>> asked = new ArrayList<>();
        Buffer find = BudgetCalls.envelope(BudgetCalls.find(""));
        long begin = System.nanoTime();
        int count = (int) (RATE * seconds);
        Promise<Void> done = Promise.promise();
        vertx.setPeriodic(1, timer -> {
            while (asked.size() < count && System.nanoTime() - begin >= asked.size() / RATE * 1e9) {
                long due = begin + (long) (asked.size() / RATE * 1e9);
                asked.add(BudgetCalls.send(client, host, port, "anna", find)
                        .onSuccess(answered -> taken.add((System.nanoTime() - due) / 1e6)));
            }
            if (asked.size() == count) {
                vertx.cancelTimer(timer);
                Future.all(asked).<Void>mapEmpty().onComplete(done);
            }
        });
        done.future().await();
        List<Double> sorted = taken.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
}
