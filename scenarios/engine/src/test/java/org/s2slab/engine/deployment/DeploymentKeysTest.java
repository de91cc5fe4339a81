package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.RequestLimits;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;

class DeploymentKeysTest {
    private static final CertificatePlan PLAN = new CertificatePlan("contoso.com", List.of("fabrikam.com"));

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

    /** Simulates the start of a new process, which shares only the folder with an earlier start. */
    private Map<String, SigningKey> run(String host) throws IOException {
        NodePlan node = new NodePlan(
                "lync",
                "lync",
                false,
                List.of(host),
                "own",
                Map.of("oauth", PLAN, "next", PLAN),
                List.of(),
                RequestLimits.USUAL,
                new JsonObject());
        DeploymentKeys keys = new DeploymentKeys(folder.resolve("root"), LaunchContext.sharedKeys(), clock);
        Path home = Files.createDirectories(folder.resolve("lync"));
        keys.equip(node, home, home.resolve("certificates"));
        return keys.ofNode("lync");
    }
}
