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
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static Future<LabHttpClient.Answer> ask(Deployment lync, HttpMethod method, String path, JsonObject body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic("anna@contoso.com", "Passw0rd!"))
                .set("Content-Type", "application/json");
        return lync.client()
                .send(new LabHttpClient.Ask(
                        method,
                        "lync.contoso.com",
                        lync.node("lync").port(),
                        path,
                        headers,
                        body.isEmpty() ? null : body.toBuffer()));
    }

    private static String contacts(Deployment lync) {
        return ask(lync, HttpMethod.GET, "/users/me/contacts", new JsonObject())
                .await()
                .body()
                .toString();
    }

    private static int add(Deployment lync, String sip) {
        return ask(lync, HttpMethod.POST, "/users/me/contacts", new JsonObject().put("sip", sip))
                .await()
                .status();
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

        assertThatThrownBy(() -> topology.resume(
                        topology.state(), () -> move(Files.exists(tls) ? tls : away, Files.exists(tls) ? away : tls)))
                .hasMessageContaining("tls.pem");

        assertThat(contacts(topology)).contains("bert@contoso.com");
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
