package org.s2slab.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Dialect;
import org.s2slab.http.HeaderText;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;

/**
 * A product with the simplest texts. It copies the detail of a refusal with the word evil into its response without
 * escaping (check M1).
 */
public final class TestDialect implements Dialect {
    @Override
    public List<String> metadataPaths() {
        return List.of("/metadata/json/1");
    }

    @Override
    public JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host) {
        return new JsonObject()
                .put("issuer", self.toString())
                .put("x5t", keys.get(0).x5t())
                .put("host", host);
    }

    @Override
    public void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host) {
        String error = refusal == null ? "" : ", error=\"" + refusal.code().error() + "\"";
        if (refusal != null && refusal.detail().contains("evil")) {
            headers.add("WWW-Authenticate", "Bearer realm=" + refusal.detail());
            return;
        }
        headers.add("WWW-Authenticate", "Bearer client_id=" + HeaderText.quote(self.id()) + error);
    }

    @Override
    public @Nullable JsonObject body(Refusal refusal, String traceId) {
        return null;
    }
}
