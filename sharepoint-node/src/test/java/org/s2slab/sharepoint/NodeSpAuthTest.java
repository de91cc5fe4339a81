package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.pki.PemFiles;
import org.s2slab.testing.NodeSpAuth;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** node-sp-auth's high-trust flow: it signs with a broker's key itself, by the machine's clock, which is the lab's here. */
@Tag("node")
class NodeSpAuthTest {
    @TempDir
    Path folder;

    @Test
    void signsATokenThatSharePointTakes() throws Exception {
        try (SharePointLab lab = new SharePointLab(folder)) {
            lab.clock.set(Instant.now());
            RecordedRestClientsTest.trusting(lab);
            Path key = folder.resolve("broker.pem");
            PemFiles.writeKey(key, TestKeys.lync().privateKey());

            String authorization = new NodeSpAuth(folder)
                    .authorization(
                            SharePointLab.ROOT,
                            new JsonObject()
                                    .put("clientId", RecordedRestClientsTest.ADD_IN)
                                    .put("issuerId", TestTokens.LYNC.id())
                                    .put("realm", lab.realm())
                                    .put("rsaPrivateKeyPath", key.toString())
                                    .put("shaThumbprint", TestKeys.lync().x5t()),
                            Map.of());

            String token = authorization.substring("Bearer ".length());
            assertThat(lab.call().bearer(token).get("/_api/web").status())
                    .as("known, but without permission as yet")
                    .isEqualTo(403);
            lab.cmdlet(
                    "Set-SPAppPrincipalPermission",
                    "AppPrincipal",
                    RecordedRestClientsTest.ADD_IN + "@" + lab.realm(),
                    "Site",
                    SharePointLab.ROOT,
                    "Scope",
                    "SiteCollection",
                    "Right",
                    "Read",
                    "EnableAppOnlyPolicy",
                    true);
            assertThat(lab.call().bearer(token).get("/_api/web").status()).isEqualTo(200);
        }
    }
}
