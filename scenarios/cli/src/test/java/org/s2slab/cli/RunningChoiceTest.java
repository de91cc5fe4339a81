package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.DeploymentRegistry;
import org.s2slab.engine.deployment.DeploymentRegistry.Announcement;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** Commands that touch a running deployment say which one, and never guess among several. */
class RunningChoiceTest {
    private static final String HOME = "s2slab.home";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static Deployment lync;
    private static Deployment both;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        System.setProperty(HOME, folder.resolve("home").toString());
        LaunchContext launch = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        lync = Deployment.start(new ScenarioLibrary().topology("lync-alone"), launch, folder.resolve("lync"));
        both = Deployment.start(new ScenarioLibrary().topology("on-premises"), launch, folder.resolve("both"));
        ControlEndpoint.open(lync, launch);
        ControlEndpoint.open(both, launch);
    }

    @AfterAll
    static void stop() {
        System.clearProperty(HOME);
        lync.close();
        both.close();
        VERTX.close().await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clock +1d",
                "link",
                "link cut lync exchange",
                "link heal",
                "node stop lync",
                "shell -c Get-CsOAuthConfiguration",
                "export",
                "doctor",
                "token --to exchange",
                "explain 0123456789abcdef0123456789abcdef"
            })
    void whereSeveralRunTheyAreListedAndNothingIsDone(String command) {
        try (Announcement first = announce(lync);
                Announcement second = announce(both)) {
            assertThat(first).isNotEqualTo(second);
            assertThat(lab(command.split(" ", -1))).isEqualTo(2);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("several deployments are running; choose one with --deployment NAME")
                .contains("lync-alone  " + lync.folder())
                .contains("on-premises  " + both.folder());
        assertThat(lync.node("lync").isUp() && both.node("lync").isUp()).isTrue();
        assertThat(both.managed().get(0).clock().await().getString("moved")).isEqualTo("PT0S");
    }

    @Test
    void theOnlyOneIsMeantAndItsNameIsPrinted() {
        try (Announcement only = announce(lync)) {
            assertThat(only).isNotNull();
            for (String command : new String[] {"clock", "link", "node start lync"}) {
                err.getBuffer().setLength(0);
                lab(command.split(" ", -1));
                assertThat(err.toString()).as(command).startsWith("deployment: lync-alone, " + lync.folder());
            }
        }
    }

    @Test
    void itIsChosenByNameFolderOrAddress() {
        String address = "https://localhost:" + both.managed().get(0).address().managementPort();
        try (Announcement first = announce(lync);
                Announcement second = announce(both)) {
            assertThat(first).isNotEqualTo(second);
            for (String word : new String[] {"on-premises", both.folder().toString(), address}) {
                for (String command : new String[] {
                    "clock", "health", "link heal", "link", "shell -c Get-CsOAuthConfiguration", "doctor"
                }) {
                    err.getBuffer().setLength(0);
                    assertThat(lab((command + " --deployment " + word).split(" ", -1)))
                            .as(command + " " + word + "\n" + err + out)
                            .isZero();
                    assertThat(err.toString())
                            .as(command + " " + word)
                            .startsWith("deployment: on-premises, " + both.folder());
                }
            }
            err.getBuffer().setLength(0);
            assertThat(lab("link", "--deployment", "lync-alone", "heal"))
                    .as(err + "\n" + out)
                    .isZero();
            assertThat(err.toString()).startsWith("deployment: lync-alone");
        }
    }

    /** The command line takes most of the time of a command, and this one may run every few seconds. */
    @Test
    void healthDoesNotLoadTheCommandLine() throws Exception {
        Path classes = folder.resolve("classes");
        ProcessBuilder command = LabProcess.of(
                folder, List.of("health", "--deployment", lync.folder().toString()));
        command.command().add(1, "-Xlog:class+load:file=" + classes);
        Process process = command.redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("lync         ready");
        assertThat(classes)
                .content()
                .contains("org.s2slab.engine.deployment.HealthProbe")
                .doesNotContain("picocli.CommandLine ", "io.vertx.core.Vertx ");
    }

    /** A process of its own, because the environment of this one cannot change. */
    @Test
    void theVariableNamesTheOneOfCommandsThatNameNone() throws Exception {
        try (Announcement first = announce(lync);
                Announcement second = announce(both)) {
            assertThat(first).isNotEqualTo(second);
            assertThat(child("on-premises", "clock")).startsWith("0 deployment: on-premises, " + both.folder());
            assertThat(child("on-premises", "clock", "--deployment", "lync-alone"))
                    .startsWith("0 deployment: lync-alone, " + lync.folder());
            assertThat(child("elsewhere", "clock")).startsWith("2 no running deployment is called 'elsewhere'");
        }
    }

    private static String child(String variable, String... arguments) throws Exception {
        ProcessBuilder command = LabProcess.of(folder, List.of(arguments));
        command.command().add(1, "-D" + HOME + "=" + System.getProperty(HOME));
        command.environment().put("S2SLAB_DEPLOYMENT", variable);
        Process process = command.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + told;
    }

    @Test
    void programsGetOneDocumentOnStandardOutput() {
        try (Announcement only = announce(both)) {
            assertThat(only).isNotNull();
            JsonObject clock = json("clock", "--json");
            assertThat(clock.fieldNames()).containsExactly("deployment", "nodes");
            assertThat(clock.getString("deployment")).isEqualTo("on-premises");
            assertThat(clock.getJsonArray("nodes").getJsonObject(0).fieldNames())
                    .containsExactly("name", "up", "now", "moved", "adjustable");
            assertThat(json("link", "--json").encode()).isEqualTo("{\"deployment\":\"on-premises\",\"links\":[]}");
            assertThat(json("link", "--json", "cut", "lync", "exchange")
                            .getJsonArray("links")
                            .encode())
                    .isEqualTo("[{\"from\":\"lync\",\"to\":\"exchange\",\"does\":\"is cut: resets connections\"}]");
            json("link", "--json", "heal");
            lab("node", "stop", "exchange");
            JsonObject stopped = json("clock", "--json").getJsonArray("nodes").getJsonObject(1);
            lab("node", "start", "exchange");
            assertThat(stopped.encode())
                    .isEqualTo("{\"name\":\"exchange\",\"up\":false,\"now\":null,\"moved\":null,\"adjustable\":null}");
        }
    }

    private JsonObject json(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertThat(lab(arguments)).as(err.toString()).isZero();
        assertThat(err.toString()).startsWith("deployment: on-premises, ");
        return new JsonObject(out.toString());
    }

    @Test
    void healthIsTheExitCode() {
        try (Announcement only = announce(both)) {
            assertThat(only).isNotNull();
            assertThat(lab("health")).as(err.toString()).isZero();
            assertThat(out.toString()).contains("lync         ready", "exchange     ready");
            lab("node", "stop", "exchange");
            assertThat(lab("health")).isEqualTo(1);
            lab("node", "start", "exchange");
            assertThat(out.toString()).contains("exchange     is down");
            assertThat(lab("health", "lync")).isZero();
            assertThat(lab("health", "nobody")).isEqualTo(2);
            assertThat(err.toString()).contains("there is no node 'nobody'; expected one of lync, exchange");
        }
    }

    @Test
    void aNameThatNoneHasIsToldWithThoseThatRun() {
        try (Announcement only = announce(lync)) {
            assertThat(only).isNotNull();
            assertThat(lab("node", "stop", "lync", "--deployment", "elsewhere")).isEqualTo(2);
        }
        assertThat(err.toString())
                .startsWith(
                        "no running deployment is called 'elsewhere', and there is no such folder; running: lync-alone");
        assertThat(lync.node("lync").isUp()).isTrue();
    }

    private static Announcement announce(Deployment topology) {
        return DeploymentRegistry.ofUser().announce(topology, NOON);
    }

    private int lab(String... arguments) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
