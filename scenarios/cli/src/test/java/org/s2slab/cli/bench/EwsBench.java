package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.pki.TlsOptions;

/**
 * Operations of Exchange Web Services beside a Vert.x server that answers from the same rows without EWS: requests for
 * each second of processor time of all threads but those of the load, and the 99th percentile of the response times.
 */
final class EwsBench {
    private static final int ITEMS = Integer.getInteger("s2slab.bench.items", 100_000);
    private static final int SERIES = 1_000;
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP = 8;
    private static final int WINDOWS = 5;
    private static final double LEAST = 0.4;
    private static final double VIEW_LIMIT = 100;
    private static final Pattern ID = Pattern.compile("<t:ItemId Id=\"([^\"]+)\" ChangeKey=\"([^\"]+)\"");

    private final Vertx load = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final RunningNode exchange;
    private final BareRows bare;
    private final HttpClient client;
    private final long loadThread;

    private EwsBench(BenchDeployment deployment, BareRows bare) throws Exception {
        this.exchange = deployment.node("exchange");
        this.bare = bare;
        this.client = load.createHttpClient(
                TlsOptions.client(deployment.topology().keys().rootFile()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        CompletableFuture<Long> id = new CompletableFuture<>();
        load.runOnContext(now -> id.complete(Thread.currentThread().getId()));
        this.loadThread = id.get();
    }

    static void runInFolder() throws Exception {
        Path folder = Files.createTempDirectory("s2slab-bench");
        Vertx vertx = Vertx.vertx();
        try (BenchDeployment deployment = BenchDeployment.start(BenchDeployment.launch(vertx), folder);
                BareRows bare = new BareRows(vertx, deployment)) {
            new EwsBench(deployment, bare).run();
        } finally {
            vertx.close().await();
            StartBench.delete(folder);
        }
    }

    private void run() throws Exception {
        ews(EwsBodies.create()).await();
        bare.copies(ITEMS);
        System.out.printf(Locale.ROOT, "EWS over HTTPS, %,d items in the inbox, %d connections%n", ITEMS, CONNECTIONS);
        List<String> known = ids(ews(EwsBodies.find()).await());
        AtomicInteger next = new AtomicInteger();
        measure("GetItem", 4_000, i -> ews(EwsBodies.get(known.get(i % known.size()))), i -> bare("/item/" + i), LEAST);
        measure("FindItem of 100, newest first", 200, i -> ews(EwsBodies.find()), i -> bare("/items"), LEAST);
        measure("CreateItem", 1_000, i -> ews(EwsBodies.create()), i -> bare("/new"), 0);
        measure(
                "UpdateItem",
                1_000,
                i -> ews(EwsBodies.update(known.get(i % known.size()), next.incrementAndGet())),
                i -> bare("/changed/" + i),
                0);
        calendar();
        load.close().await();
    }

    /** The time of one calendar view of a month over many series, one request at a time. */
    private void calendar() {
        for (int i = 0; i < SERIES; i += 100) {
            ews(EwsBodies.series(i, 100)).await();
        }
        Measured view = new Measured("calendar view of a month, " + SERIES + " series, 1,000 entries, ms");
        for (int turn = -WARM_UP; turn < 20; turn++) {
            long begin = System.nanoTime();
            ews(EwsBodies.view()).await();
            if (turn >= 0) {
                view.add((System.nanoTime() - begin) / 1e6);
            }
        }
        System.out.println(view.line("ms"));
        System.out.println(
                Measured.ratio("calendar view, milliseconds", view.median(), "<= 100", view.median() <= VIEW_LIMIT));
    }

    /** A window of requests: for each second of processor time, and the 99th percentile in milliseconds. */
    private record Window(double rate, double p99) {}

    private void measure(
            String operation, int count, IntFunction<Future<?>> ours, IntFunction<Future<?>> yardstick, double least) {
        Measured ews = new Measured(operation + ", per CPU second");
        Measured rows = new Measured(operation + ", the bare server, per CPU second");
        Measured late = new Measured(operation + ", p99");
        for (int turn = -WARM_UP; turn < WINDOWS; turn++) {
            Window bareWindow = window(count, yardstick);
            Window window = window(count, ours);
            if (turn >= 0) {
                rows.add(bareWindow.rate());
                ews.add(window.rate());
                late.add(window.p99());
            }
        }
        System.out.println(rows.line("/s"));
        System.out.println(ews.line("/s"));
        System.out.println(late.line("ms"));
        double ratio = ews.median() / rows.median();
        System.out.println(Measured.ratio(
                operation + " / the bare server", ratio, least == 0 ? "none" : "at least " + least, ratio >= least));
    }

    private Window window(int count, IntFunction<Future<?>> call) {
        List<Double> taken = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        long before = cpu();
        List<Future<?>> lines = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            lines.add(line(count, next, call, taken));
        }
        Future.all(lines).await();
        double rate = count * 1e9 / (cpu() - before);
        List<Double> sorted = taken.stream().sorted().toList();
        return new Window(rate, sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
    }

    private static Future<?> line(int count, AtomicInteger next, IntFunction<Future<?>> call, List<Double> taken) {
        int number = next.getAndIncrement();
        if (number >= count) {
            return Future.succeededFuture();
        }
        long begin = System.nanoTime();
        return call.apply(number).compose(answer -> {
            synchronized (taken) {
                taken.add((System.nanoTime() - begin) / 1e6);
            }
            return line(count, next, call, taken);
        });
    }

    private long cpu() {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            sum += id == loadThread ? 0 : Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum;
    }

    private static List<String> ids(String answer) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(answer);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        if (ids.isEmpty()) {
            throw new IllegalStateException("no items in " + answer);
        }
        return ids;
    }

    private Future<String> bare(String path) {
        return send(bare.port(), HttpMethod.GET, path, null);
    }

    private Future<String> ews(String operation) {
        return send(exchange.port(), HttpMethod.POST, "/EWS/Exchange.asmx", EwsBodies.envelope(operation))
                .map(answer -> {
                    if (answer.contains("ResponseClass=\"Error\"")) {
                        throw new IllegalStateException(answer);
                    }
                    return answer;
                });
    }

    private Future<String> send(int port, HttpMethod method, String path, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(exchange.plan().host())
                .setPort(443)
                .setSsl(true)
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setURI(path)
                .putHeader("Content-Type", "text/xml")
                .putHeader("Authorization", LabHttpClient.basic("anna@contoso.com", "Passw0rd!"));
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(body == null ? "" : body))
                        .compose(response -> response.body()
                                .compose(text -> response.statusCode() == 200
                                        ? Future.succeededFuture(text.toString())
                                        : Future.failedFuture(response.statusCode() + " " + text))));
    }
}
