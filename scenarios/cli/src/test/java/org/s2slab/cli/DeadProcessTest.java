package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** A node's process that ends without having been told to is noticed, and can be started again. */
class DeadProcessTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void isDownForOtherCommandsWhichStartItAgain() throws IOException {
        NodeArchive.use();
        Vertx vertx = Vertx.vertx();
        var launch = new LaunchContext(
                vertx, new ProcessLauncher(vertx), LaunchContext.sharedKeys(), IdGenerator.random(), Clock.systemUTC());
        try (Deployment topology = Deployment.start(new ScenarioLibrary().topology("lync-alone"), launch, folder);
                ControlEndpoint control = ControlEndpoint.open(topology, launch);
                RunningDeployment found = RunningDeployment.of(vertx, folder)) {
            assertThat(control).isNotNull();
            long process = topology.node("lync").process().orElseThrow();
            ProcessHandle.of(process).orElseThrow().destroyForcibly();

            await().until(() -> !found.node("lync").address().up());
            assertThat(topology.node("lync").isUp()).isFalse();
            assertThat(node("stop")).isEqualTo(2);
            assertThat(err.toString()).contains("node 'lync' is down already");

            assertThat(node("start")).as(err.toString()).isZero();
            assertThat(out.toString()).contains("lync is up: ");
            assertThat(found.node("lync").counters().await()).isNotNull();
            assertThat(topology.node("lync").process().orElseThrow()).isNotEqualTo(process);
        } finally {
            vertx.close().await();
        }
    }

    private int node(String deed) {
        return LabCommand.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "node",
                deed,
                "lync",
                "--deployment",
                folder.toString());
    }
}
