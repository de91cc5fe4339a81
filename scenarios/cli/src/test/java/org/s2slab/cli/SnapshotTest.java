package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.engine.snapshot.SnapshotFolder;

/**
 * A deployment with a broken link, a stopped node, a moved clock and a queue is saved, restored and opened. The commands
 * run on it, and the doctor finds the same.
 */
class SnapshotTest {
    private static final String WAITING = """
            scenario: waiting
            topology: on-premises
            shows: Conversations wait for Exchange, which is down, and Exchange cannot reach Lync.
            after: on-premises-trust
            steps:
              - do: Archiving is turned on, with Exchange as the place
                on: lync
                run: Set-CsArchivingConfiguration
                with: {EnableArchiving: ImOnly, EnableExchangeArchiving: true}
              - do: Anna's transcripts go to her mailbox
                on: lync
                run: Set-CsUser
                with: {Identity: anna@contoso.com, ExchangeArchivingPolicy: ArchivingToExchange}
              - do: The clock of Lync is wrong
                clock: {advance: PT90S, node: lync}
              - do: Exchange cannot reach Lync
                cut: {from: exchange, to: lync}
              - do: Exchange goes down
                stop: exchange
              - do: Anna has conversations
                talk: {from: anna@contoso.com, to: bert@contoso.com, say: Still talking, times: 5}
            """;

    private static final String DELIVERED = """
            scenario: delivered
            topology: on-premises
            shows: The conversations of the snapshot reach the mailbox once.
            snapshot: waiting.s2slab-snapshot
            steps:
              - do: The conversations wait
                on: lync
                run: Get-CsStorageServiceQueue
                expect: {output: {QueueLength: 5}}
              - do: Exchange comes back
                start: exchange
              - do: The queue is delivered
                on: lync
                run: Invoke-CsStorageServiceFlush
                with: {PoolFqdn: lync.contoso.com, FlushType: FullFlush}
                within: PT1M
                expect: {output: {QueueLength: 0, LastError: null}}
              - do: Each is in the mailbox once
                as-user: anna@contoso.com
                call: exchange POST /EWS/Exchange.asmx
                soap: >-
                  <m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>
                  <m:IndexedPageItemView MaxEntriesReturned="1" Offset="0" BasePoint="Beginning"/>
                  <m:ParentFolderIds><t:DistinguishedFolderId Id="recoverableitemspurges"/></m:ParentFolderIds></m:FindItem>
                expect:
                  xml: {RootFolder/@TotalItemsInView: "5"}
            """;

    @TempDir
    static Path folder;

    private static TemporaryDeployment deployment;
    private static ControlEndpoint control;
    private static Path saved;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        Path scenario = Files.writeString(folder.resolve("waiting.yaml"), WAITING);
        deployment = DeploymentRequest.of(new ScenarioLibrary(), null, scenario.toString())
                .start(Clock.systemUTC());
        control = ControlEndpoint.open(
                deployment.topology(),
                deployment.launch(),
                new SnapshotFolder(folder.resolve("snapshots"), Clock.systemUTC()));
        saved = folder.resolve("waiting.s2slab-snapshot");
        SnapshotTest test = new SnapshotTest();
        assertThat(test.lab("snapshot", "save", saved.toString(), "--deployment", data()))
                .as(test.err.toString())
                .isZero();
        assertThat(test.out.toString())
                .contains("saved " + saved, "contains private keys and passwords", "./lab up " + saved);
    }

    @AfterAll
    static void stop() {
        control.close();
        deployment.close();
    }

    private static String data() {
        return deployment.topology().folder().toString();
    }

    private int lab(String... words) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private static int queue(Deployment topology) {
        return new AdministratorClient(topology.managed(topology.node("lync")))
                .one("Get-CsStorageServiceQueue")
                .getInteger("QueueLength");
    }

    /** What the doctor finds, without the moment and the observations of this run. */
    private static List<String> findings(Deployment topology) {
        return Doctor.examine(topology.managed()).edges().stream()
                .map(edge -> edge.caller() + " " + edge.resource() + " " + edge.kind() + " "
                        + edge.verdict().word() + " " + edge.faults())
                .toList();
    }

    @Test
    void restoresTheRunningDeploymentAndOpensASecondOneThatTheDoctorCannotTellApart() throws IOException {
        Deployment running = deployment.topology();
        running.startNode("exchange");
        running.links().heal(null, null);
        running.advance("lync", Duration.ofDays(3));
        new AdministratorClient(running.managed(running.node("lync")))
                .run("Set-CsArchivingConfiguration", new JsonObject().put("EnableArchiving", "None"));

        assertThat(lab("snapshot", "restore", saved.toString(), "--deployment", data()))
                .as(err.toString())
                .isZero();
        assertThat(running.node("exchange").isUp()).isFalse();
        assertThat(queue(running)).isEqualTo(5);
        assertThat(running.links().shown()).hasSize(1);

        try (TemporaryDeployment opened = DeploymentRequest.of(new ScenarioLibrary(), saved.toString(), null)
                .start(Clock.systemUTC())) {
            Deployment copy = opened.topology();
            assertThat(queue(copy)).isEqualTo(5);
            assertThat(copy.node("exchange").isUp()).isFalse();
            assertThat(copy.state().down()).isEqualTo(running.state().down());
            assertThat(Duration.between(
                            copy.node("exchange").clock().instant(),
                            copy.node("lync").clock().instant()))
                    .isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
            assertThat(paths(copy.folder())).noneMatch(text -> text.contains(data()));

            running.startNode("exchange");
            copy.startNode("exchange");
            assertThat(findings(copy))
                    .isEqualTo(findings(running))
                    .anyMatch(edge -> edge.startsWith("exchange lync") && edge.contains("BROKEN"));
        }
        running.stopNode("exchange");
    }

    private static List<String> paths(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(SnapshotTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aScenarioBeginsWithIt() throws IOException {
        Path scenario = Files.writeString(folder.resolve("delivered.yaml"), DELIVERED);

        assertThat(lab("run", scenario.toString())).as(out + "\n" + err).isZero();
    }

    @Test
    void aRunningDeploymentPlaysNoScenarioThatBeginsWithIt() throws IOException {
        Path scenario = Files.writeString(folder.resolve("refused.yaml"), DELIVERED);
        deployment.topology().startNode("exchange");

        assertThat(lab("run", scenario.toString(), "--on", data())).isEqualTo(2);
        assertThat(err.toString())
                .containsOnlyOnce(
                        "snapshot: the scenario begins with the data of a snapshot, and a running deployment has"
                                + " its own; play the scenario without --on");
        deployment.topology().stopNode("exchange");
    }

    @Test
    void aScenarioCannotBeginWithADateAsWell() throws IOException {
        Path scenario = Files.writeString(
                folder.resolve("dated.yaml"), DELIVERED.replace("snapshot:", "at: 2026-03-01\nsnapshot:"));

        assertThat(lab("run", scenario.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'at' and 'snapshot': a snapshot already has its clocks");
    }

    @Test
    void namesTheFault() throws IOException {
        assertThat(lab("snapshot", "save", saved.toString(), "--deployment", data()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("exists already");
        Path other = Files.writeString(folder.resolve("other"), "PK");
        assertThat(lab("snapshot", "restore", other.toString(), "--deployment", data()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is no snapshot of the lab");
        assertThat(lab("snapshot", "restore", "absent", "--deployment", data())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no snapshot 'absent'");
        assertThat(lab("up", saved.toString(), "--at", "2026-03-01")).isEqualTo(2);
        assertThat(err.toString()).contains("a snapshot already has its clocks");
    }
}
