package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;

class SharePointNodeTest {
    private static final String HOST = "sharepoint.contoso.com";
    private static final String METADATA = "/_layouts/15/metadata/json/1";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestDeployment deployment;
    private SharePointConfig config;
    private SharePointNode node;
    private String deploymentId;

    @BeforeEach
    void start() {
        deployment = new TestDeployment(folder);
        config = new SharePointConfig(
                deployment.config("sharepoint", List.of(HOST), List.of(TestDeployment.person("anna"))));
        deploy();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void publishesWhoItIsAndWhatItSignsWithSlashesEscaped() {
        TestCall.Answer answer = call().get(METADATA);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).containsExactly("issuer", "keys", "name", "serviceName");
        assertThat(answer.json().getString("issuer"))
                .matches("00000003-0000-0ff1-ce00-000000000000@[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(answer.body().replace("\\/", "")).doesNotContain("/");
        JsonObject key = answer.json().getJsonArray("keys").getJsonObject(0);
        assertThat(key.getString("usage")).isEqualTo("Signing");
        assertThat(key.getJsonObject("keyValue").getString("type")).isEqualTo("x509certificate");
        assertThat(call().get("/_Layouts/15/METADATA/json/1").status()).isEqualTo(200);
    }

    @Test
    void keepsItsRealmAndItsCertificate() {
        String first = call().get(METADATA).body();

        vertx.undeploy(deploymentId).await();
        deploy();

        assertThat(call().get(METADATA).body()).isEqualTo(first);
    }

    @Test
    void challengesWithTheRealmWhereTokenHelperLooksForIt() {
        String realm = call().get(METADATA).json().getString("issuer").split("@", -1)[1];

        TestCall.Answer answer = call().header("Authorization", "Bearer ").get("/_vti_bin/client.svc");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().getAll("WWW-Authenticate"))
                .first()
                .isEqualTo("Bearer realm=\"" + realm + "\",client_id=\"00000003-0000-0ff1-ce00-000000000000\""
                        + ",trusted_issuers=\"00000003-0000-0ff1-ce00-000000000000@" + realm + "\"");
        assertThat(answer.headers().contains("x-ms-diagnostics")).isFalse();
        assertThat(call().get("/sites/sales/_api/web").status()).isEqualTo(401);
    }

    @Test
    void refusesATokenInItsOwnWords() {
        TestCall.Answer answer = call().bearer("e30.e30.").get("/_api/web");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("x-ms-diagnostics"))
                .startsWith("3")
                .endsWith(";reason=\"The token is invalid.\";category=\"invalid_client\"");
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("error", "invalid_client")
                        .put("error_description", "The token is invalid."));
    }

    @Test
    void saysWhatItDoesNotOffer() {
        assertThat(call().get("/sites/sales").status()).isEqualTo(501);
    }

    private void deploy() {
        node = new SharePointNode(config, deployment.environment(new TestClock()));
        deploymentId = vertx.deployVerticle(node).await();
    }

    private TestCall call() {
        return new TestCall(deployment.client(vertx), HOST, node.port());
    }
}
