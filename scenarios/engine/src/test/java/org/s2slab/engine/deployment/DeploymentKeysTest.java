package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.RequestLimits;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;

class DeploymentKeysTest {
    private static final PlannedCertificate PLAN = new PlannedCertificate("contoso.com", List.of("fabrikam.com"));

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    @Test
    void keepsTheCertificatesOfAnEarlierRun() throws IOException {
        Map<String, SigningKey> first = run("lync.contoso.com");
        byte[] tls = Files.readAllBytes(folder.resolve("lync/tls.pem"));
        clock.advance(Duration.ofDays(30));
        assertThat(run("lync.contoso.com")).isEqualTo(first);
        assertThat(folder.resolve("lync/tls.pem")).hasBinaryContent(tls);
    }

    @Test
    void renewsACertificateThatHasExpired() throws IOException {
        Map<String, SigningKey> first = run("lync.contoso.com");
        clock.advance(Duration.ofDays(800));
        assertThat(run("lync.contoso.com").values()).doesNotContainAnyElementsOf(first.values());
    }

    @Test
    void issuesAnotherTlsCertificateForOtherHosts() throws IOException {
        run("lync.contoso.com");
        byte[] tls = Files.readAllBytes(folder.resolve("lync/tls.pem"));
        run("lync.fabrikam.com");
        assertThat(Files.readAllBytes(folder.resolve("lync/tls.pem"))).isNotEqualTo(tls);
    }

    /** Deployments of one process share their authority, and may begin at different dates. */
    @Test
    void issuesCertificatesByTheClockOfTheirDeployment() throws IOException {
        ReusableKeys shared = LaunchContext.sharedKeys();
        run("lync.contoso.com", folder.resolve("late"), shared, clock);
        TestClock early = new TestClock();
        early.advance(Duration.ofDays(-400));

        SigningKey key = Objects.requireNonNull(
                run("lync.contoso.com", folder.resolve("early"), shared, early).get("oauth"));

        assertThat(key.certificate().getNotBefore().toInstant()).isBefore(early.instant());
        assertThat(key.certificate().getNotAfter().toInstant()).isAfter(early.instant());
    }

    /** Simulates the start of a new process, which shares only the folder with an earlier start. */
    private Map<String, SigningKey> run(String host) throws IOException {
        return run(host, folder, LaunchContext.sharedKeys(), clock);
    }

    private static Map<String, SigningKey> run(String host, Path folder, ReusableKeys shared, Clock clock)
            throws IOException {
        NodePlan node = new NodePlan(
                "lync",
                "lync",
                false,
                List.of(host),
                new NodePlan.Groups("own", null),
                Map.of("oauth", PLAN, "next", PLAN),
                List.of(),
                RequestLimits.USUAL,
                new JsonObject(),
                null);
        DeploymentKeys keys = new DeploymentKeys(folder.resolve("root"), shared, clock);
        Path home = Files.createDirectories(folder.resolve("lync"));
        keys.equip(node, home, home.resolve("certificates"));
        return keys.ofNode("lync");
    }
}
