package org.s2slab.engine.reading;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.identity.ClaimNames;

/** The headers and claims of a hop's token, as far as the journal contains them. The token may be hostile. */
final class OpenedClaims {
    private static final String[] IDENTIFIERS = {ClaimNames.UPN, ClaimNames.SMTP, ClaimNames.SIP};

    private final JsonObject layers;

    OpenedClaims(ObservedHop hop) {
        JsonObject shown = hop.token().layers();
        layers = shown == null ? new JsonObject() : shown;
    }

    private @Nullable String text(String layer, String part, String name) {
        return layers.getValue(layer) instanceof JsonObject one
                        && one.getValue(part) instanceof JsonObject members
                        && members.getValue(name) != null
                ? String.valueOf(members.getValue(name))
                : null;
    }

    /** A claim of the signed layer, or null. */
    @Nullable
    String signed(String claim) {
        return text("actor", "claims", claim);
    }

    @Nullable
    String algorithm() {
        return text("actor", "header", ClaimNames.ALG);
    }

    boolean hasOuter() {
        return layers.containsKey("outer");
    }

    /** The thumbprint in the header of the signed layer, in the spelling of Windows; null if there is none. */
    @Nullable
    String key() {
        return key("actor");
    }

    /** The thumbprint in the header of the assertion with which a server requests a token, or null. */
    @Nullable
    String assertionKey() {
        return key("assertion");
    }

    private @Nullable String key(String layer) {
        String x5t = text(layer, "header", ClaimNames.X5T);
        try {
            return x5t == null
                    ? null
                    : HexFormat.of()
                            .withUpperCase()
                            .formatHex(Base64.getUrlDecoder().decode(x5t));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The user's identifiers in the unsigned layer, by the name of the claim. */
    Map<String, String> identifiers() {
        Map<String, String> found = new LinkedHashMap<>();
        for (String claim : IDENTIFIERS) {
            String value = text("outer", "claims", claim);
            if (value != null) {
                found.put(claim, value);
            }
        }
        return found;
    }

    /** A time claim of the signed layer; null if the claim is absent or is not a number of seconds. */
    @Nullable
    Instant time(String claim) {
        String seconds = signed(claim);
        return seconds != null && seconds.matches("[0-9]{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds))
                : null;
    }
}
