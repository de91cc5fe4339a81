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

/** A product as a fake plays it: with a challenge that the test writes. */
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
        String error = refusal == null ? "" : ", error=\"" + refusal.code().error() + '"';
        headers.add("WWW-Authenticate", challenge.get() + error).add("WWW-Authenticate", "Basic realm=\"\"");
    }

    @Override
    public @Nullable JsonObject body(Refusal refusal, String traceId) {
        return null;
    }
}
