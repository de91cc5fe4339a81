package org.s2slab.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.engine.run.ContactListSeeder;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;

/**
 * Tests the trust picture of played scenarios: it must agree with every hop, and with the configuration at the end.
 */
class PlayedPictureTest {
    private static final ScenarioLibrary LIBRARY = new ScenarioLibrary();
    private static Vertx vertx;
    private static LaunchContext launch;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner-disabled", "key-not-uploaded", "lync-certificate-rollover"})
    void showsAnEdgeThatHoldsAtEachAcceptedCall(String name) {
        Scenario scenario = LIBRARY.scenarios().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (Deployment topology = Deployment.start(LIBRARY.topology(scenario.topology()), launch, folder)) {
            new ContactListSeeder(topology, launch.ids()).fill();
            ScenarioSession session = new ScenarioSession(topology, launch);
            TrustPicture before = TrustPicture.before(topology);
            List<ObservedHop> hops = new ArrayList<>();
            for (Step step : scenario.steps()) {
                hops.addAll(session.play(step).result().hops());
            }
            TrustPicture picture = before;
            int accepted = 0;
            for (int i = 0; i < hops.size(); i++) {
                ObservedHop hop = hops.get(i);
                picture = picture.after(hop, i + 1);
                if (hop.kind() == HopKind.ACCEPTED && hop.peers().actual() != null) {
                    accepted++;
                    PictureEdge edge = edge(picture, hop.peers().actual(), hop.node());
                    assertThat(edge.state()).as(hop.sentence() + ": " + edge).isEqualTo(State.HOLDS);
                }
            }
            assertThat(accepted).isPositive();
            assertThat(states(picture)).isEqualTo(states(TrustPicture.before(topology)));
            assertThat(picture.edges()).anyMatch(edge -> edge.since().cmdlet() != null);
        }
    }

    private static PictureEdge edge(TrustPicture picture, String caller, String resource) {
        return picture.edges().stream()
                .filter(edge -> edge.caller().equals(caller) && edge.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> states(TrustPicture picture) {
        return picture.edges().stream()
                .map(edge -> edge.caller() + " " + edge.resource() + " " + edge.state() + " " + edge.sentence())
                .toList();
    }
}
