package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;

/**
 * Snapshots and a data folder that earlier versions made: of the topology {@code lync-alone} after one cmdlet, of
 * {@code cross-sharepoint-online} with archived conversations, and of {@code on-premises} with contacts, mail and a
 * calendar in Exchange. Databases of earlier versions are converted to the tables of today. These files are not made
 * again: docs/RELEASE.md promises that later versions open them.
 */
class KeptSnapshotTest {
    private static final Instant SAVED = Instant.parse("2026-12-01T00:00:12Z");
    private static final Instant LEFT = Instant.parse("2026-12-03T12:00:00Z");

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

    @ParameterizedTest
    @ValueSource(
            strings = {"cross-sharepoint-online-0.1.s2slab-snapshot", "cross-sharepoint-online-1.0.s2slab-snapshot"})
    void allRolesHaveTheirData(String snapshot) throws Exception {
        try (TemporaryDeployment opened = open(snapshot)) {
            play("kept.yaml", opened);
        }
    }

    @Test
    void aDataFolderHasItsMailboxesAndContacts(@TempDir Path keep) throws Exception {
        unpack("on-premises-1.0.zip", keep);
        DeploymentRequest request = DeploymentRequest.of(new ScenarioLibrary(), "on-premises", null)
                .keptIn(keep)
                .at(LEFT);
        try (TemporaryDeployment opened = request.start(Clock.systemUTC())) {
            play("kept-mailbox.yaml", opened);
        }
    }

    private static void play(String name, TemporaryDeployment opened) throws URISyntaxException {
        Scenario scenario =
                new ScenarioLibrary().find(List.of(file(name).toString())).get(0);
        ScenarioSession session = new ScenarioSession(opened.topology(), opened.launch());
        for (Step step : scenario.steps()) {
            assertThat(session.play(step).result().problems()).as(step.title()).isEmpty();
        }
    }

    private static void unpack(String name, Path folder) throws IOException, URISyntaxException {
        try (FileSystem zip = FileSystems.newFileSystem(file(name));
                Stream<Path> entries = Files.walk(zip.getPath("/on-premises"))) {
            for (Path entry : entries.toList()) {
                Files.copy(entry, folder.resolve(entry.toString().substring(1)));
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
