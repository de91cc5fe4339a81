package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.s2slab.engine.snapshot.SnapshotFolder;
import org.s2slab.junit.embedded.EmbeddedLab;

/** The deployment of these tests starts with a snapshot of another deployment. */
@ExtendWith(SnapshotLabTest.SavedBefore.class)
@S2SLab(snapshot = "target/snapshots/moved.s2slab-snapshot")
class SnapshotLabTest {
    /** Saves a deployment whose trust is configured, and whose clocks were moved by ten days. */
    static final class SavedBefore implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) throws Exception {
            SnapshotFolder folder = new SnapshotFolder(Path.of("target/snapshots"), Clock.systemUTC());
            Files.deleteIfExists(folder.file("moved"));
            try (EmbeddedLab lab = EmbeddedLab.start("", "on-premises-trust")) {
                lab.clock().advance(Duration.ofDays(10));
                folder.save(lab.topology(), "moved");
            }
        }
    }

    @Test
    void hasTheTrustAndTheClocksOfTheSnapshot(RunningLab lab, @OnNode("lync") CmdletRunner lync) {
        assertThat(lync.run("Get-CsPartnerApplication").objects()).hasSize(1);
        assertThat(Duration.between(Instant.now(), lab.clock().now()))
                .isBetween(Duration.ofDays(9), Duration.ofDays(10));
        assertThat(lab.internalFailures()).isEqualTo(List.of());
    }
}
