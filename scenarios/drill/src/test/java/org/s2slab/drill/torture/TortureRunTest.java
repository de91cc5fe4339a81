package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** Short torture runs, on servers that trust each other and on a hybrid with an authorization server. */
class TortureRunTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    /**
     * The seeds are chosen so that the kinds that matter most come, and Exchange and the authorization server are
     * killed.
     */
    @Test
    void losesAndDoublesNothingOnAnyKindOfTrust() throws Exception {
        TortureReport report = tortured("on-premises-three", 19).plus(tortured("cross-lync-on-premises", 20));

        assertThat(report.findings()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.disturbances())
                .containsKeys(
                        DisturbanceKind.KILL, DisturbanceKind.DAMAGED_DATABASE, DisturbanceKind.ALL_CLOCKS_FORWARD);
        if (FullDisk.isPossible()) {
            assertThat(report.disturbances()).containsKey(DisturbanceKind.FULL_DISK);
        }
        for (TortureFeature feature : TortureFeature.values()) {
            assertThat(report.acknowledged().get(feature)).as(feature.words()).isPositive();
        }
    }

    @Test
    void saysWhatATopologyLacks() {
        assertThatThrownBy(() -> TorturedDeployment.peopled(new ScenarioLibrary().topology("lync-alone")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("'lync-alone' has only lync");
    }

    private TortureReport tortured(String topology, long seed) throws Exception {
        NodeArchive.use();
        ScenarioLibrary library = new ScenarioLibrary();
        LaunchContext launch = new LaunchContext(
                VERTX, new ProcessLauncher(VERTX), LaunchContext.sharedKeys(), IdGenerator.random(), Clock.systemUTC());
        return new TortureRun(seed, Duration.ofSeconds(8), 30)
                .run(
                        library.topology(topology),
                        library.one(topology + "-trust"),
                        launch,
                        folder.resolve(topology),
                        line -> {});
    }
}
