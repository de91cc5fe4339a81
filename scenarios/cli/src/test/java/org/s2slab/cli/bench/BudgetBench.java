package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.s2slab.config.RequestLimit;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.pki.TlsOptions;

/**
 * Anna's calls of Exchange, one after the other at even distances, while Bert, or somebody without a credential, stays at a limit: her
 * 99th percentile beside the one she has alone, turn by turn. Nodes, Anna and the attacker share this process and its processors.
 */
final class BudgetBench {
    private static final int TURNS = Integer.getInteger("s2slab.bench.turns", 5);
    private static final double SECONDS = 10;
    private static final double RATE = 10;
    private static final int WARM_UP = 2;
    private static final int CONNECTIONS = 27;
    private static final double LIMIT = 2;
    private static final String ATTACKER = "127.0.0.2";
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";

    private final Vertx vertx = Vertx.vertx();
    private final RunningNode exchange;
    private final HttpClient anna;
    private final HttpClient attacker;

    private BudgetBench(BenchDeployment deployment, Path root) {
        exchange = deployment.node("exchange");
        anna = vertx.createHttpClient(TlsOptions.client(root), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        attacker = vertx.createHttpClient(
                TlsOptions.client(root).setLocalAddress(ATTACKER), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    static void run() throws IOException {
        Path folder = Files.createTempDirectory("s2slab-budget");
        Vertx vertx = Vertx.vertx();
        try (BenchDeployment deployment = BenchDeployment.start(BenchDeployment.workshop(vertx), folder)) {
            new BudgetBench(deployment, deployment.topology().keys().rootFile()).measure();
        }
        vertx.close().await();
    }

    private void measure() {
        for (String person : List.of("anna", "bert")) {
            for (int i = 0; i < 5; i++) {
                call(anna, person, items(100)).await();
            }
        }
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("queries of as many terms as are taken", over -> repeated(over, "bert", query()));
        attacks.put("lists of as many ids as are taken", over -> repeated(over, "bert", folders()));
        attacks.put("as many small requests as may wait", over -> repeated(over, "bert", find()));
        attacks.put("bodies of 900 KB without a credential", this::bodies);
        attacks.put("as many silent connections as are taken, 100 more a second", this::connections);
        for (int i = 0; i < WARM_UP; i++) {
            alone();
        }
        Measured before = new Measured("Anna alone, p99");
        Map<String, Measured> beside = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            before.add(alone());
            attacks.forEach((what, attack) ->
                    beside.computeIfAbsent(what, Measured::new).add(under(attack)));
        }
        System.out.println("FindItem of 50 items, " + RATE + " a second, " + SECONDS + " s each, " + TURNS + " turns");
        System.out.println(before.line("ms"));
        beside.values().forEach(measured -> {
            System.out.println(measured.line("ms"));
            double ratio = measured.median() / before.median();
            System.out.println(Measured.ratio("beside / alone", ratio, "<= 2.00", ratio <= LIMIT));
        });
        vertx.close().await();
    }

    /** Keeps going until it is told that it is over. */
    private interface Attack {
        Future<Void> run(AtomicBoolean over);
    }

    private double under(Attack attack) {
        AtomicBoolean over = new AtomicBoolean();
        Future<Void> running = attack.run(over);
        double p99 = alone();
        over.set(true);
        running.await();
        return p99;
    }

    /** The 99th percentile in milliseconds, each call counted from the moment it was due. */
    private double alone() {
        List<Double> taken = new ArrayList<>();
        List<Future<?>> asked = new ArrayList<>();
        long begin = System.nanoTime();
        int count = (int) (RATE * SECONDS);
        Promise<Void> done = Promise.promise();
        vertx.setPeriodic(1, timer -> {
            while (asked.size() < count && System.nanoTime() - begin >= asked.size() / RATE * 1e9) {
                long due = begin + (long) (asked.size() / RATE * 1e9);
                asked.add(call(anna, "anna", find()).onSuccess(answered -> taken.add((System.nanoTime() - due) / 1e6)));
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

    private Future<Void> repeated(AtomicBoolean over, String person, String operation) {
        List<Future<Void>> lines = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            lines.add(line(over, () -> call(attacker, person, operation)));
        }
        return Future.all(lines).mapEmpty();
    }

    private Future<Void> bodies(AtomicBoolean over) {
        Buffer body = Buffer.buffer(" ".repeat(900_000));
        List<Future<Void>> lines = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            lines.add(line(over, () -> send(attacker, null, body)));
        }
        return Future.all(lines).mapEmpty();
    }

    /** More than may be open from one address, and a hundred more a second. */
    private Future<Void> connections(AtomicBoolean over) {
        Deque<Socket> open = new ArrayDeque<>();
        Promise<Void> done = Promise.promise();
        vertx.setPeriodic(10, timer -> {
            try {
                do {
                    open.add(silent());
                } while (open.size() <= RequestLimit.CONNECTIONS_PER_ADDRESS.usual());
                if (over.get()) {
                    vertx.cancelTimer(timer);
                    for (Socket socket : open) {
                        socket.close();
                    }
                    done.complete();
                } else {
                    open.remove().close();
                }
            } catch (IOException e) {
                vertx.cancelTimer(timer);
                done.fail(e);
            }
        });
        return done.future();
    }

    private Socket silent() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(ATTACKER, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), exchange.port()));
        return socket;
    }

    private interface Call {
        Future<?> again();
    }

    private Future<Void> line(AtomicBoolean over, Call call) {
        return over.get() ? Future.succeededFuture() : call.again().transform(answered -> line(over, call));
    }

    private Future<Void> call(HttpClient client, String person, String operation) {
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\""
                + " xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Body>" + operation
                + "</s:Body></s:Envelope>";
        return send(client, person, Buffer.buffer(envelope));
    }

    private Future<Void> send(HttpClient client, String person, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(exchange.plan().host())
                .setPort(443)
                .setSsl(true)
                .setServer(SocketAddress.inetSocketAddress(exchange.port(), "127.0.0.1"))
                .setURI("/EWS/Exchange.asmx")
                .putHeader("Content-Type", "text/xml");
        if (person != null) {
            options.putHeader("Authorization", LabHttpClient.basic(person + "@contoso.com", "Passw0rd!"));
        }
        return client.request(options)
                .compose((HttpClientRequest request) -> request.send(body)
                        .compose(response -> response.body()
                                .compose(text -> person == null || response.statusCode() == 200
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(response.statusCode() + " " + text))));
    }

    private static String items(int count) {
        StringBuilder items = new StringBuilder("<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId>"
                + INBOX + "</SavedItemFolderId><Items>");
        for (int i = 0; i < count; i++) {
            items.append(String.format(
                    Locale.ROOT,
                    "<t:Message><t:Subject>orchard %d</t:Subject><t:Body BodyType=\"Text\">word%d and a few others"
                            + "</t:Body></t:Message>",
                    i,
                    i));
        }
        return items.append("</Items></CreateItem>").toString();
    }

    private static String find() {
        return find("");
    }

    private static String find(String query) {
        return "<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>"
                + "<IndexedPageItemView MaxEntriesReturned=\"50\" Offset=\"0\" BasePoint=\"Beginning\"/>"
                + "<ParentFolderIds>" + INBOX + "</ParentFolderIds>" + query + "</FindItem>";
    }

    private static String query() {
        StringBuilder query = new StringBuilder("word0");
        for (int i = 1; i < RequestLimit.QUERY_TERMS.usual(); i++) {
            query.append(" OR word").append(i);
        }
        return find("<QueryString>" + query + "</QueryString>");
    }

    private static String folders() {
        return "<GetFolder><FolderShape><t:BaseShape>Default</t:BaseShape></FolderShape><FolderIds>"
                + INBOX.repeat((int) RequestLimit.LIST_ENTRIES.usual()) + "</FolderIds></GetFolder>";
    }
}
