package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;

/**
 * Snapshots that version 0.1 saved: one of the bundled topology {@code lync-alone} after one cmdlet, and one of
 * {@code cross-sharepoint-online} with archived conversations. The databases of all roles are converted to the tables
 * of today. These files are not saved again: docs/RELEASE.md promises that later versions open them.
 */
class KeptSnapshotTest {
    private static final Instant SAVED = Instant.parse("2026-12-01T00:00:12Z");

    @Test
    void opensWithItsSettingsAndItsTime() throws Exception {
        try (TemporaryDeployment opened = open("lync-alone-0.1.s2slab-snapshot")) {
            Deployment lab = opened.topology();
            AdministratorClient lync = new AdministratorClient(lab.managed(lab.node("lync")));

            assertThat(lync.one("Get-CsArchivingConfiguration").getString("EnableArchiving"))
                    .isEqualTo("ImOnly");
            assertThat(lync.now()).isBetween(SAVED, SAVED.plus(Duration.ofMinutes(10)));
        }
    }

    @Test
    void allRolesHaveTheirData() throws Exception {
        Scenario scenario = new ScenarioLibrary()
                .find(List.of(file("kept.yaml").toString()))
                .get(0);
        try (TemporaryDeployment opened = open("cross-sharepoint-online-0.1.s2slab-snapshot")) {
            ScenarioSession session = new ScenarioSession(opened.topology(), opened.launch());
            for (Step step : scenario.steps()) {
                assertThat(session.play(step).result().problems())
                        .as(step.title())
                        .isEmpty();
            }
        }
    }

    private static TemporaryDeployment open(String snapshot) throws URISyntaxException {
        return DeploymentRequest.of(new ScenarioLibrary(), file(snapshot).toString(), null)
                .start(Clock.systemUTC());
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(KeptSnapshotTest.class.getResource("/snapshots/" + name))
                .toURI());
    }
}
