package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.Deployment;

/** Tests that a forged token is signed with the current signing key of the server, also after a rollover. */
class AttackerKeysTest {
    private static TemporaryDeployment running;
    private static Deployment deployment;

    @BeforeAll
    static void start() {
        running = DeploymentRequest.of(new ScenarioLibrary(), null, "on-premises-three-trust")
                .start(Clock.systemUTC());
        deployment = running.topology();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void ofLync() {
        String next = prepared("lync", "renewed");
        String old = signing("lync");
        JsonObject staged = new JsonObject()
                .put("Identity", "global")
                .put("Type", "OAuthTokenIssuer")
                .put("Thumbprint", next);
        run(
                "lync",
                "Set-CsCertificate",
                staged.copy()
                        .put("Roll", true)
                        .put(
                                "EffectiveDate",
                                Clock.systemUTC().instant().plusSeconds(90_000).toString()));
        assertThat(signing("lync"))
                .as("the next key is only published")
                .isEqualTo(old)
                .isNotEqualTo(next);
        run("lync", "Set-CsCertificate", staged);
        assertThat(signing("lync")).isEqualTo(next);
    }

    @Test
    void ofExchange() {
        String old = signing("exchange");
        String next = run(
                        "exchange",
                        "New-SelfSignedCertificate",
                        new JsonObject().put("Subject", "Microsoft Exchange Server Auth Certificate"))
                .getString("Thumbprint");
        run(
                "exchange",
                "Set-AuthConfig",
                new JsonObject()
                        .put("NewCertificateThumbprint", next)
                        .put(
                                "NewCertificateEffectiveDate",
                                Clock.systemUTC().instant().plusSeconds(180_000).toString()));
        assertThat(signing("exchange")).isEqualTo(old);
        run("exchange", "Set-AuthConfig", new JsonObject().put("CertificateThumbprint", next));
        assertThat(signing("exchange")).isEqualTo(next).isNotEqualTo(old);
    }

    @Test
    void ofSharePoint() {
        String next = prepared("sharepoint", "renewed");
        String old = signing("sharepoint");
        run(
                "sharepoint",
                "Set-SPSecurityTokenServiceConfig",
                new JsonObject().put("QueueSigningCertificateThumbprint", next));
        assertThat(signing("sharepoint")).isEqualTo(old).isNotEqualTo(next);
        run(
                "sharepoint",
                "Set-SPSecurityTokenServiceConfig",
                new JsonObject().put("SigningCertificateThumbprint", next));
        assertThat(signing("sharepoint")).isEqualTo(next);
    }

    @Test
    void ofANamedCertificate() {
        DeploymentAttackerKnowledge knowledge = new DeploymentAttackerKnowledge(deployment);

        assertThat(knowledge.keyOf("lync.certificates.oauth").thumbprint()).isEqualTo(prepared("lync", "oauth"));
        assertThatThrownBy(() -> knowledge.keyOf("lync.certificates.none"))
                .hasMessageContaining("node 'lync' has no certificate 'none'");
    }

    /**
     * The thumbprint of the key with which scenarios and the console sign. The command {@code lab token} must sign with
     * the same key.
     */
    private static String signing(String node) {
        String inProcess =
                new DeploymentAttackerKnowledge(deployment).keyOf(node).thumbprint();
        assertThat(new NodeHoldings(deployment.managed(), node, Clock.systemUTC())
                        .keyOf(node)
                        .thumbprint())
                .isEqualTo(inProcess);
        return inProcess;
    }

    private static String prepared(String node, String name) {
        return deployment.keys().certificate(node, name).thumbprint();
    }

    private static JsonObject run(String node, String cmdlet, JsonObject parameters) {
        StepOutput done = deployment
                .managed(deployment.node(node))
                .run(cmdlet, parameters, null)
                .map(StepMessageCodec::found)
                .await();
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        return done.output().isEmpty() ? new JsonObject() : done.output().getJsonObject(0);
    }
}
