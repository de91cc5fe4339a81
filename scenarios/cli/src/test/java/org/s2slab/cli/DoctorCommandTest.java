package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** Which running deployment the doctor is sent to: one that nobody announced, as of another person. */
class DoctorCommandTest {
    private final Vertx vertx = Vertx.vertx();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Deployment topology;

    @BeforeEach
    void start() {
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        topology = Deployment.start(new ScenarioLibrary().topology("on-premises"), launch, folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        topology.close();
        vertx.close().await();
    }

    private int doctor(String target) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), "doctor", target);
    }

    @Test
    void itsFolderHasTheAdministratorsPasswords() {
        assertThat(doctor(topology.folder().toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("lync → exchange", "exchange → lync", "not configured");
    }

    @Test
    void anAddressAloneOpensNothingAndTheWayOutIsNamed() {
        String address =
                "https://localhost:" + topology.managed().get(0).address().managementPort();
        assertThat(doctor(address)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "no deployment of yours has a node with the management address " + address,
                        "which is in the data folder of the deployment",
                        "./lab doctor FOLDER");
    }

    @Test
    void aFolderWhereNothingRunsIsSaidSo() {
        assertThat(doctor(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no deployment runs in " + folder);
    }
}
