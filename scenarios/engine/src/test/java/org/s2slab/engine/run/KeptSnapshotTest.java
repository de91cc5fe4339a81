package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.Deployment;

/**
 * A snapshot that an earlier build saved, from the bundled topology {@code lync-alone} after one cmdlet. From 1.0.0 on,
 * docs/RELEASE.md promises that it opens. If a table changed before, save it again in the same way.
 */
class KeptSnapshotTest {
    private static final Instant SAVED = Instant.parse("2026-12-01T00:00:12Z");

    @Test
    void opensWithItsSettingsAndItsTime() throws Exception {
        Path file = Path.of(
                Objects.requireNonNull(KeptSnapshotTest.class.getResource("/snapshots/lync-alone-0.1.s2slab-snapshot"))
                        .toURI());
        try (TemporaryDeployment opened = DeploymentRequest.of(new ScenarioLibrary(), file.toString(), null)
                .start(Clock.systemUTC())) {
            Deployment lab = opened.topology();
            AdministratorClient lync = new AdministratorClient(lab.managed(lab.node("lync")));

            assertThat(lync.one("Get-CsArchivingConfiguration").getString("EnableArchiving"))
                    .isEqualTo("ImOnly");
            assertThat(lync.now()).isBetween(SAVED, SAVED.plus(Duration.ofMinutes(10)));
        }
    }
}
