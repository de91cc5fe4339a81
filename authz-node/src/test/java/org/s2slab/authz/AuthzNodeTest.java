package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;

class AuthzNodeTest {
    private static final String HOST = "accounts.accesscontrol.windows.net";
    private static final String TENANT = "5f3b7d4e-1b9c-4e55-a0d6-0d4b0f0b2c11";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestDeployment deployment;
    private NodeConfig config;
    private AuthzNode node;

    @BeforeEach
    void start() {
        deployment = new TestDeployment(folder);
        config = deployment.config("authz", List.of(HOST), List.of());
        node = new AuthzNode(new AuthzConfig(config, TENANT), deployment.environment(new TestClock()));
        vertx.deployVerticle(node).await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void publishesTheDocumentOfATenantByIdByDomainAndByRealm() {
        JsonObject document = call().get("/" + TENANT + "/metadata/json/1").json();

        assertThat(document.getString("issuer")).isEqualTo("00000001-0000-0000-c000-000000000000@" + TENANT);
        assertThat(document.getString("realm")).isEqualTo(TENANT);
        assertThat(document.getJsonArray("allowedAudiences").getString(0))
                .isEqualTo("00000001-0000-0000-c000-000000000000/" + HOST + "@" + TENANT);
        assertThat(document.getJsonArray("keys")
                        .getJsonObject(0)
                        .getJsonObject("keyvalue")
                        .getString("value"))
                .startsWith("MII");
        assertThat(document.getJsonArray("endpoints").getJsonObject(0).getString("location"))
                .isEqualTo("https://" + HOST + "/" + TENANT + "/tokens/OAuth/2");
        assertThat(call().get("/Contoso.com/Metadata/json/1").json()).isEqualTo(document);
        assertThat(call().get("/metadata/json/1?realm=" + TENANT).json()).isEqualTo(document);
    }

    @Test
    void knowsNoOtherTenant() {
        assertThat(call().get("/fabrikam.com/metadata/json/1").status()).isEqualTo(404);
        assertThat(call().get("/metadata/json/1").status()).isEqualTo(404);
    }

    @Test
    void saysThatTokensComeLater() {
        TestCall.Answer answer = call().send(HttpMethod.POST, "/" + TENANT + "/tokens/OAuth/2", "grant_type=x");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().getString("error_description")).contains("actor tokens come with a later version");
    }

    @Test
    void takesOnlyAGuidForATenant() {
        assertThat(new AuthzConfig(config, null).tenantId()).hasSize(36);
        assertThatThrownBy(() -> new AuthzConfig(config, "contoso.com")).hasMessageContaining("is not a GUID");
    }

    private TestCall call() {
        return new TestCall(deployment.client(vertx), HOST, node.port());
    }
}
