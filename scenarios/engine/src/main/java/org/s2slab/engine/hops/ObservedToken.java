package org.s2slab.engine.hops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TokenEvidence;

/**
 * The token of a hop, as far as the node's journal contains it. The token is redacted, so that nobody can use it.
 *
 * @param hash identifies the same actor token at all nodes, or null
 * @param layers {@code outer} and {@code actor}, each with {@code header} and {@code claims}; null if the journal did
 *     not decode the token, or decoded it in an earlier hop
 * @param checks the results of the rules in their order; empty if this hop did not validate the token
 * @param evidence the key and the registrations that decided about the token, or null if no signature was verified
 */
public record ObservedToken(
        @Nullable String hash,
        @Nullable JsonObject layers,
        List<ObservedRule> checks,
        @Nullable TokenEvidence evidence) {
    /** Stands for the token of a hop that has no token. */
    public static final ObservedToken NONE = new ObservedToken(null, null, List.of(), null);

    public ObservedToken {
        checks = List.copyOf(checks);
    }

    static ObservedToken of(JsonObject hop) {
        return new ObservedToken(
                hop.getString("tokenHash"),
                hop.getValue("token") instanceof JsonObject layers ? layers : null,
                hop.getValue("checks") instanceof JsonArray checks
                        ? checks.stream()
                                .map(check -> ObservedRule.of((JsonObject) check))
                                .toList()
                        : List.of(),
                TokenEvidence.read(hop.getValue("evidence")));
    }

    /** The thumbprint of the signing key in the header of the actor token or of the assertion, or null. */
    public @Nullable String actorKey() {
        JsonObject signed = layers == null ? null : layers.getJsonObject("actor");
        JsonObject header = signed == null ? null : signed.getJsonObject("header");
        return header != null && header.getValue("x5t") instanceof String x5t
                ? HexFormat.of()
                        .withUpperCase()
                        .formatHex(Base64.getUrlDecoder().decode(x5t))
                : null;
    }

    /** The result of the rule that failed, or null. */
    public @Nullable ObservedRule refusing() {
        return checks.stream().filter(check -> !check.held()).findFirst().orElse(null);
    }
}
