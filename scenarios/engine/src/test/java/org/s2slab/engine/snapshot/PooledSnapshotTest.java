package org.s2slab.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.refusal.Refusal;

class PooledSnapshotTest {
    @TempDir
    Path folder;

    @Test
    void aDeploymentWithAPoolIsNotSavedAndTheMessageSaysHowToCopyIt() {
        Vertx vertx = Vertx.vertx();
        var launch = PooledLaunch.inProcess(vertx);
        var plan = TopologyParser.read("kept.yaml", """
                topology: kept
                shows: A pool.
                domain: contoso.com
                tenants: {contoso: {id: 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713, domains: contoso.com}}
                nodes:
                  sts: {role: authz, hosts: sts.contoso.com, servers: 2}
                """);
        SnapshotFolder snapshots = new SnapshotFolder(folder.resolve("snapshots"), Clock.systemUTC());
        try (Deployment deployment = Deployment.start(plan, launch, folder.resolve("kept"))) {
            assertThatThrownBy(() -> snapshots.save(deployment, "mine"))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(
                            "snapshot: nothing was saved, because the data of sts is in PostgreSQL and not in a file;"
                                    + " stop the deployment and copy its folder (--keep), and with --database also save its"
                                    + " databases with pg_dump");
            assertThat(snapshots.rows()).isEmpty();
        } finally {
            vertx.close().await();
        }
    }
}
