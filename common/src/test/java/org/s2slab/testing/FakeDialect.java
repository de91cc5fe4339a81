package org.s2slab.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Dialect;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The dialect of a fake product, with a challenge that the test supplies. */
record FakeDialect(Supplier<String> challenge) implements Dialect {
    @Override
    public List<String> metadataPaths() {
        return List.of();
    }

    @Override
    public JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host) {
        throw new UnsupportedOperationException("a fake publishes what its test writes");
    }

    @Override
    public void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host) {
        String code = refusal == null ? null : refusal.code().error();
        String error = code == null ? "" : ", error=\"" + code + '"';
        headers.add("WWW-Authenticate", challenge.get() + error).add("WWW-Authenticate", "Basic realm=\"\"");
        if (refusal != null && code != null) {
            // The error category in the response lets clients distinguish a refused user from a refused token, as in
            // every product.
            boolean user = refusal.code().family() == RefusalCode.Family.USER;
            headers.set(
                    "x-ms-diagnostics",
                    (user ? "2000005" : "2000001") + ";reason=\""
                            + refusal.code().sentence() + "\";error_category=\""
                            + (user ? "invalid_user" : "invalid_token") + '"');
        }
    }

    @Override
    public @Nullable JsonObject body(Refusal refusal, String traceId) {
        return null;
    }
}
