package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.HOST;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.NodeSpAuth;

/** node-sp-auth's add-in flow: it finds the token endpoint in the metadata, and a resource takes the token it gets there. */
@Tag("node")
class NodeSpAuthTest {
    private static final String ADD_IN = "6b1f5a0e-4d5e-4f10-9f3e-0d6f2f2f9c11";
    private static final String SECRET = "c2VjcmV0IG9mIHRoZSBhZGQtaW4sIGxvbmc+ZW5vdWdo";
    private static final String SITE = "contoso.sharepoint.com";

    @TempDir
    Path folder;

    private RunningAuthz authz;

    @BeforeEach
    void start() {
        authz = new RunningAuthz(folder);
    }

    @AfterEach
    void stop() {
        authz.close();
    }

    @Test
    void getsATokenThatSharePointTakes() throws Exception {
        authz.clock.set(Instant.now());
        authz.run(
                "New-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", ADD_IN)
                        .put("DisplayName", "Add-in")
                        .put("Type", "Password")
                        .put("Value", SECRET));
        OnlineResource sharepoint = new OnlineResource(authz, ADD_IN, WellKnownPrincipals.SHAREPOINT, SITE);

        String authorization = new NodeSpAuth(folder)
                .authorization(
                        "https://" + SITE + "/sites/sales",
                        new JsonObject()
                                .put("clientId", ADD_IN)
                                .put("clientSecret", SECRET)
                                .put("realm", CONTOSO),
                        Map.of(HOST, authz.port()));

        assertThat(sharepoint.ask(authorization.substring("Bearer ".length())).status())
                .isEqualTo(200);
    }
}
