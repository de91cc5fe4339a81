package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** What {@code ./lab up} prints. */
class DeploymentAccessTextTest {
    /** A scenario played before, or data of an earlier start, may have configured what the topology describes. */
    @Test
    void describesTheTopologyAsItsFirstStart(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        var context = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        try (Deployment deployment = Deployment.start(new ScenarioLibrary().topology("lync-alone"), context, folder)) {
            assertThat(new DeploymentAccessText(deployment, PortPlan.ANY, "mine").lines())
                    .startsWith(
                            "lync-alone is up. At its first start: Lync Server without any partner.",
                            "Then the scenario 'mine' ran on it.")
                    .contains("  management      https://localhost:"
                            + deployment.node("lync").managementPort());
        } finally {
            vertx.close().await();
        }
    }

    /** Terminals, logs of builds and recordings keep what a command prints. */
    @Test
    void namesTheFileOfPasswordsThatAreNotPublished(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        var context = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        Topology plan = OwnPasswords.random(new ScenarioLibrary().topology("lync-alone"))
                .sendingTo("http://127.0.0.1:1/v1/traces/");
        try (Deployment deployment = Deployment.start(plan, context, folder)) {
            String text = String.join("\n", new DeploymentAccessText(deployment, PortPlan.ANY, null).lines());
            assertThat(text)
                    .contains("passwords in " + folder.resolve("passwords.txt"))
                    .contains("telemetry         spans are sent to http://127.0.0.1:1/v1/traces\n");
            assertThat(plan.everybody())
                    .isNotEmpty()
                    .allSatisfy(
                            person -> assertThat(text).contains(person.upn()).doesNotContain(person.password()));
        } finally {
            vertx.close().await();
        }
    }
}
