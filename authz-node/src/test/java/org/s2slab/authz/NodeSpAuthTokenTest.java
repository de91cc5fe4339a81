package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.HOST;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.NodeSpAuth;

/** node-sp-auth's add-in flow: it finds the token endpoint in the metadata, and a resource takes the token it gets there. */
@Tag("node")
class NodeSpAuthTokenTest extends AuthzFixture {
    private static final String SITE = "contoso.sharepoint.com";

    @Test
    void getsATokenThatSharePointTakes() throws Exception {
        authz.clock.set(Instant.now());
        authz.registerWithSecret(APP, SECRET);
        OnlineResource sharepoint = new OnlineResource(authz, APP, WellKnownPrincipals.SHAREPOINT, SITE);

        String authorization = new NodeSpAuth(folder)
                .authorization(
                        "https://" + SITE + "/sites/sales",
                        new JsonObject()
                                .put("clientId", APP)
                                .put("clientSecret", SECRET)
                                .put("realm", CONTOSO),
                        Map.of(HOST, authz.port()));

        assertThat(sharepoint.ask(authorization.substring("Bearer ".length())).status())
                .isEqualTo(200);
    }
}
