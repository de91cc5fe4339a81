package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.DatabaseSource;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.PooledTopology;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.testing.TestPostgres;
import org.s2slab.trace.IdGenerator;

/** Short torture runs, on servers that trust each other and on a hybrid with an authorization server. */
class TortureRunTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SPAN = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    /** The nodes of the second topology are pools. */
    @Test
    void losesAndDoublesNothingOnAnyKindOfTrust() throws Exception {
        Set<DisturbanceKind> first = EnumSet.of(DisturbanceKind.DAMAGED_DATABASE, DisturbanceKind.ALL_CLOCKS_FORWARD);
        if (FullDisk.isPossible()) {
            first.add(DisturbanceKind.FULL_DISK);
        }
        Set<DisturbanceKind> second =
                EnumSet.of(DisturbanceKind.KILL, DisturbanceKind.PAUSE, DisturbanceKind.DATABASE_CRASH);
        TortureReport report =
                tortured("on-premises-three", 1, first).plus(tortured("cross-lync-on-premises", 2, second));

        assertThat(report.findings()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.disturbances().keySet()).containsAll(first).containsAll(second);
        for (TortureFeature feature : TortureFeature.values()) {
            assertThat(report.acknowledged().get(feature)).as(feature.words()).isPositive();
        }
    }

    /** The first seed with disturbances of all these kinds. */
    private static long seed(Topology plan, Set<DisturbanceKind> kinds) {
        DisturbanceTargets targets = DisturbanceTargets.of(plan, true);
        return LongStream.iterate(1, seed -> seed + 1)
                .filter(seed -> DisturbancePlan.draw(seed, SPAN, targets).stream()
                        .flatMap(round -> round.groups().stream())
                        .flatMap(List::stream)
                        .map(PlannedDisturbance::kind)
                        .collect(Collectors.toSet())
                        .containsAll(kinds))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhatATopologyLacks() {
        assertThatThrownBy(() -> TorturedDeployment.peopled(new ScenarioLibrary().topology("lync-alone")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("'lync-alone' has only lync");
    }

    private TortureReport tortured(String name, int servers, Set<DisturbanceKind> kinds) throws Exception {
        NodeArchive.use();
        ScenarioLibrary library = new ScenarioLibrary();
        Topology plan = library.topology(name);
        LaunchContext launch = new LaunchContext(
                        VERTX,
                        new ProcessLauncher(VERTX),
                        LaunchContext.sharedKeys(),
                        IdGenerator.random(),
                        Clock.systemUTC())
                .on(new DatabaseSource(null, false, TestPostgres.programs()));
        long seed = seed(servers == 1 ? plan : PooledTopology.of(plan, servers), kinds);
        return new TortureRun(seed, SPAN, 30, servers)
                .run(plan, library.one(name + "-trust"), launch, folder.resolve(name), line -> {});
    }
}
