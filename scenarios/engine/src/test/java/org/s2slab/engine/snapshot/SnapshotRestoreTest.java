package org.s2slab.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.DataExchange;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;

/** Saving under load, and what remains of a running deployment after a failure. */
class SnapshotRestoreTest {
    private static final Vertx VERTX = Vertx.vertx();

    private static final String PLAN = """
            topology: lync-alone
            shows: One Lync.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com]}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """;

    @TempDir
    Path folder;

    private Deployment topology;
    private SnapshotFolder snapshots;

    @BeforeEach
    void start() {
        snapshots = new SnapshotFolder(folder.resolve("snapshots"), Clock.systemUTC());
        topology = Deployment.start(TopologyParser.read("lync-alone.yaml", PLAN), launch(), folder.resolve("data"));
    }

    private static LaunchContext launch() {
        return new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().await();
    }

    private static Future<LabHttpClient.Answer> ask(
            Deployment topology, String node, HttpMethod method, String path, JsonObject body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic("anna@contoso.com", "Passw0rd!"))
                .set("Content-Type", "application/json");
        return topology.client()
                .send(new LabHttpClient.Ask(
                        method,
                        node + ".contoso.com",
                        topology.node(node).port(),
                        path,
                        headers,
                        body.isEmpty() ? null : body.toBuffer()));
    }

    private static String contacts(Deployment lync) {
        return contacts(lync, "lync");
    }

    private static String contacts(Deployment topology, String node) {
        return ask(topology, node, HttpMethod.GET, "/users/me/contacts", new JsonObject())
                .await()
                .body()
                .toString();
    }

    private static int add(Deployment lync, String sip) {
        return add(lync, "lync", sip);
    }

    private static int add(Deployment topology, String node, String sip) {
        return ask(topology, node, HttpMethod.POST, "/users/me/contacts", new JsonObject().put("sip", sip))
                .await()
                .status();
    }

    /** What one server acknowledged before a request to another is in the snapshot, if that request is. */
    @Test
    void savesAllNodesAtOneMoment() throws InterruptedException {
        String plan = PLAN.replace("lync-alone", "two")
                .replace("people:", "  later: {role: lync, hosts: [later.contoso.com]}\npeople:");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Snapshot saved;
        try (Deployment two =
                Deployment.start(TopologyParser.read("two.yaml", plan), launch(), folder.resolve("two"))) {
            Thread people = new Thread(() -> {
                while (!done.get()) {
                    String sip = "person" + written.get() + "x@contoso.com";
                    if (add(two, "lync", sip) == 201 && add(two, "later", sip) == 201) {
                        written.incrementAndGet();
                    }
                }
            });
            people.start();
            while (written.get() < 20) {
                Thread.onSpinWait();
            }
            saved = snapshots.save(two, "moment");
            done.set(true);
            people.join();
        }
        try (Deployment opened = new SnapshotOpening(saved)
                .start(saved.plan(), launch().at(saved.manifest().time()), folder.resolve("opened"))) {
            String first = contacts(opened, "lync");
            String later = contacts(opened, "later");
            assertThat(later).contains("person19x@");
            for (int i = 0; i < written.get(); i++) {
                String sip = "person" + i + "x@";
                assertThat(first.contains(sip) || !later.contains(sip)).as(sip).isTrue();
            }
        }
    }

    /** A contact that was acknowledged before the save is in the snapshot, and saving fails no request. */
    @Test
    void losesNothingThatWasAcknowledged() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger failed = new AtomicInteger();
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        Thread people = new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                String sip = "person" + i + "@contoso.com";
                if (add(topology, sip) == 201) {
                    acknowledged.add(sip);
                } else {
                    failed.incrementAndGet();
                }
            }
        });
        people.start();
        while (acknowledged.size() < 20) {
            Thread.onSpinWait();
        }
        Set<String> before = Set.copyOf(acknowledged);
        Snapshot saved = snapshots.save(topology, "busy");
        done.set(true);
        people.join();

        assertThat(failed).hasValue(0);
        try (Deployment opened = new SnapshotOpening(saved)
                .start(saved.plan(), launch().at(saved.manifest().time()), folder.resolve("opened"))) {
            assertThat(contacts(opened)).contains(before);
        }
    }

    @Test
    void aDeploymentWhoseNewDataDoesNotStartContinuesAsBefore() {
        assertThat(add(topology, "bert@contoso.com")).isEqualTo(201);
        Path tls = topology.node("lync").folder().resolve("tls.pem");
        Path away = folder.resolve("tls.pem");

        assertThatThrownBy(() -> topology.resume(topology.state(), () -> move(tls, away), () -> move(away, tls)))
                .hasMessageContaining("tls.pem");

        assertThat(contacts(topology)).contains("bert@contoso.com");
    }

    @Test
    void aDeploymentWithAPartThatCannotBeExchangedContinuesAsBefore() throws IOException {
        assertThat(add(topology, "bert@contoso.com")).isEqualTo(201);
        DataExchange data = new DataExchange(topology.folder());
        Files.createDirectories(data.fresh().resolve("lync"));

        assertThatThrownBy(() -> topology.resume(
                        topology.state(), () -> data.exchange(List.of("lync", "absent/part")), data::undo))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(data.isOpen()).isFalse();
        assertThat(contacts(topology)).contains("bert@contoso.com");
    }

    @Test
    void dataThatCouldNotBePutBackStaysAndIsNamed() throws IOException {
        snapshots.save(topology, "right");
        Path earlier = Files.createDirectories(
                new DataExchange(topology.folder()).earlier().resolve("lync"));

        assertThatThrownBy(() -> snapshots.restore(topology, "right"))
                .hasMessageContaining("could not be undone")
                .hasMessageContaining("'" + earlier.getParent() + "'");

        assertThat(earlier).exists();
        Files.delete(earlier);
        Files.delete(earlier.getParent());
    }

    /** The process was killed when the data was exchanged in part, and while it saved. */
    @Test
    void aStartPutsTheDataBackThatAKilledRestoreMovedAway() throws IOException {
        assertThat(add(topology, "bert@contoso.com")).isEqualTo(201);
        topology.close();
        DataExchange data = new DataExchange(topology.folder());
        Files.createDirectories(data.fresh().resolve("lync/certificates"));
        data.exchange(List.of("lync"));
        Files.createDirectories(data.fresh().resolve("lync"));
        Files.createFile(data.folder().resolve("lync/snapshot.db"));

        topology = Deployment.start(topology.plan(), launch(), data.folder());

        assertThat(contacts(topology)).contains("bert@contoso.com");
        assertThat(leftOvers()).isEmpty();
    }

    /** The console and another terminal save at the same time. */
    @Test
    void twoSavesDoNotDisturbEachOther() {
        Stream.of("one", "two", "three")
                .map(name -> CompletableFuture.supplyAsync(() -> snapshots.save(topology, name)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(snapshots.rows()).hasSize(3).noneMatch(row -> row.containsKey("problem"));
    }

    @Test
    void aSnapshotThatCouldNotBeOpenedIsNotSaved() throws IOException {
        topology.advance("lync", Duration.ofDays(180 * 365));

        assertThatThrownBy(() -> snapshots.save(topology, "late")).hasMessageContaining("2000 to 2199");

        assertThat(snapshots.file("late")).doesNotExist();
        assertThat(leftOvers()).isEmpty();
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDeploymentStaysAsItIsIfTheSnapshotIsNotItsOwnOrIsHostile() throws IOException {
        Path right = snapshots.save(topology, "right").file();
        assertThat(add(topology, "bert@contoso.com")).isEqualTo(201);
        int starts = topology.node("lync").starts();
        SpoiledSnapshot other = new SpoiledSnapshot(right);
        other.manifest.put("topology-file", PLAN.replace("One Lync.", "Another Lync."));
        other.write(snapshots.file("other"));
        SpoiledSnapshot hostile = new SpoiledSnapshot(right);
        hostile.sql("lync", "CREATE VIEW evil AS SELECT 1");
        hostile.write(snapshots.file("hostile"));

        assertThatThrownBy(() -> snapshots.restore(topology, "other"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is of another deployment than the running one: its topology 'lync-alone'")
                .hasMessageContaining("./lab up ");
        assertThatThrownBy(() -> snapshots.restore(topology, "hostile")).hasMessageContaining("view evil");

        assertThat(topology.node("lync").starts()).isEqualTo(starts);
        assertThat(contacts(topology)).contains("bert@contoso.com");
        assertThat(leftOvers()).isEmpty();
        snapshots.restore(topology, "right");
        assertThat(contacts(topology)).doesNotContain("bert@contoso.com");
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void aDeploymentWithAnotherRootIsAnother() {
        LaunchContext others = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.keysFrom(20),
                IdGenerator.random(),
                Clock.systemUTC());
        try (Deployment other = Deployment.start(topology.plan(), others, folder.resolve("other"))) {
            snapshots.save(other, "other");
        }
        assertThatThrownBy(() -> snapshots.restore(topology, "other")).hasMessageContaining("its root certificate");
        assertThat(contacts(topology)).isNotEmpty();
    }

    @Test
    void nothingRemainsOfASnapshotThatCannotBeWritten() throws IOException {
        Path target = folder.resolve("absent/x.s2slab-snapshot");

        assertThatThrownBy(() -> new SnapshotWriter(topology, Clock.systemUTC()).save(target))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'" + target + "' cannot be written (there is no ")
                .hasMessageContaining("Nothing was saved, and the deployment runs on");

        assertThat(leftOvers()).isEmpty();
        assertThat(add(topology, "bert@contoso.com")).isEqualTo(201);
    }

    private Stream<Path> leftOvers() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("\\..*|snapshot\\.db|.*\\.draft"))
                    .toList()
                    .stream();
        }
    }
}
