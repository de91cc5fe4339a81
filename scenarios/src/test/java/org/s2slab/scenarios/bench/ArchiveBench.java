package org.s2slab.scenarios.bench;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.s2slab.lync.archiving.Transcript;
import org.s2slab.lync.archiving.TranscriptStore;
import org.s2slab.scenarios.topology.LabClient;
import org.s2slab.scenarios.topology.RunningNode;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;

/**
 * How many transcripts Lync makes durable in a second, one at a time and a hundred at a time, beside the commits of the
 * bare database; and how many go all the way into mailboxes, with Lync, Exchange and the people on the same cores.
 */
final class ArchiveBench {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int GROUP = 100;
    private static final int CONVERSATIONS = 2_000;

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private int made;

    private ArchiveBench(Path folder) {
        this.folder = folder;
    }

    static void runInFolder() throws Exception {
        new ArchiveBench(Files.createTempDirectory("s2slab-archive")).run();
    }

    private void run() throws Exception {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/common", "db/lync");
        database.open().await();
        var store = new TranscriptStore(database, new GroupCommit(database));
        try (Connection bare = bare(folder.resolve("bare.db"))) {
            Measured[] one = new Loop()
                    .inTurns(
                            new String[] {"bare database, a commit of one row", "transcript stored, one at a time"},
                            () -> commit(bare, 1),
                            () -> store(store, 1));
            print(one, 1, "stored one at a time / bare commits", 0.8);
            Measured[] many = new Loop()
                    .inTurns(
                            new String[] {"bare database, a commit of 100 rows", "100 transcripts stored at once"},
                            () -> commit(bare, GROUP),
                            () -> store(store, GROUP));
            print(many, GROUP, "stored with group commit / bare rows", 0.7);
        }
        database.close().await();
        endToEnd();
        vertx.close().await();
    }

    private static void print(Measured[] measured, int each, String what, double target) {
        for (Measured one : measured) {
            System.out.println(one.line("/s"));
        }
        double ratio = measured[1].median() / measured[0].median();
        if (each > 1) {
            System.out.printf("  that is %,.0f transcripts a second%n", measured[1].median() * each);
        }
        System.out.println(Measured.ratio(what, ratio, "at least " + target, ratio >= target));
    }

    private static Connection bare(Path file) throws Exception {
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL");
        connection
                .createStatement()
                .execute("CREATE TABLE transcripts (id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL)");
        connection.setAutoCommit(false);
        return connection;
    }

    private Object commit(Connection bare, int rows) throws Exception {
        try (PreparedStatement insert = bare.prepareStatement("INSERT INTO transcripts VALUES (?, ?)")) {
            for (int row = 0; row < rows; row++) {
                Transcript transcript = transcript();
                insert.setString(1, transcript.id());
                insert.setString(2, transcript.entries().get(0).text());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        bare.commit();
        return bare;
    }

    private Object store(TranscriptStore store, int transcripts) {
        return Future.all(IntStream.range(0, transcripts)
                        .mapToObj(number -> store.store(
                                transcript(), List.of("anna@contoso.com"), List.of(), CLOCK.instant(), List.of()))
                        .toList())
                .await();
    }

    private Transcript transcript() {
        made++;
        return new Transcript(
                "conversation-" + made,
                1,
                false,
                "Conversation",
                List.of(
                        new Transcript.Participant("anna@contoso.com", "Anna", "anna@contoso.com", "anna@contoso.com"),
                        new Transcript.Participant("bert@contoso.com", "Bert", "bert@contoso.com", "bert@contoso.com")),
                List.of(new Transcript.Entry(
                        1, CLOCK.instant(), Transcript.Kind.MESSAGE, "anna@contoso.com", "Hello ".repeat(50))));
    }

    /** People, Lync and Exchange share the cores: a figure for this machine, without a yardstick. */
    private void endToEnd() {
        try (BenchDeployment deployment = BenchDeployment.start(BenchDeployment.workshop(vertx), folder)) {
            deployment.configure();
            deployment.cmdlet(
                    "lync",
                    "Set-CsArchivingConfiguration",
                    new JsonObject().put("EnableArchiving", "ImOnly").put("EnableExchangeArchiving", true));
            deployment.cmdlet(
                    "lync",
                    "Set-CsUser",
                    new JsonObject()
                            .put("Identity", "anna@contoso.com")
                            .put("ExchangeArchivingPolicy", "ArchivingToExchange"));
            long begin = System.nanoTime();
            talk(deployment);
            double talked = (System.nanoTime() - begin) / 1e9;
            while (left(deployment) > 0) {
                // asks again: each time waits for the deliveries
            }
            double delivered = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "  %d conversations begun and ended over HTTPS: %,.0f/s%n", CONVERSATIONS, CONVERSATIONS / talked);
            System.out.printf("  and all of them in the mailbox:              %,.0f/s%n", CONVERSATIONS / delivered);
        }
    }

    private static int left(BenchDeployment deployment) {
        return deployment
                .cmdlet(
                        "lync",
                        "Invoke-CsStorageServiceFlush",
                        new JsonObject().put("PoolFqdn", "lync.contoso.com").put("FlushType", "FullFlush"))
                .getJsonArray("output")
                .getJsonObject(0)
                .getInteger("QueueLength");
    }

    private static void talk(BenchDeployment deployment) {
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < 40; lane++) {
            lanes.add(talk(deployment, CONVERSATIONS / 40));
        }
        Future.all(lanes).await();
    }

    private static Future<Void> talk(BenchDeployment deployment, int times) {
        JsonObject wanted = new JsonObject()
                .put("to", new JsonArray().add("bert@contoso.com"))
                .put("message", "Hello");
        return times == 0
                ? Future.succeededFuture()
                : post(deployment, "/users/me/conversations", wanted)
                        .compose(begun -> post(
                                deployment,
                                "/users/me/conversations/" + begun.getString("id") + "/end",
                                new JsonObject()))
                        .compose(ended -> talk(deployment, times - 1));
    }

    private static Future<JsonObject> post(BenchDeployment deployment, String path, JsonObject body) {
        RunningNode lync = deployment.node("lync");
        String anna = Base64.getEncoder().encodeToString("anna@contoso.com:Passw0rd!".getBytes(StandardCharsets.UTF_8));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Basic " + anna)
                .set("Content-Type", "application/json");
        return deployment
                .topology()
                .client()
                .send(new LabClient.Ask(
                        HttpMethod.POST, lync.plan().host(), lync.port(), path, headers, body.toBuffer()))
                .map(answer -> answer.body().toJsonObject());
    }
}
