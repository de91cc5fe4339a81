package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The key and the registrations by which a server decided about a token or an assertion with a verified signature.
 *
 * @param key the thumbprint of the certificate that signed, as Windows shows it, or the id of a secret
 * @param owner the issuer or client that has the key
 * @param issuer the administrator's name of the registration of the issuer, or null
 * @param application the administrator's name of the registration of the calling application, or null if it is not
 *     registered
 * @param level the trust level of the application, or null
 * @param permissions whether the application has a linked account, or its own permissions
 */
public record TokenEvidence(
        String key,
        String owner,
        @Nullable String issuer,
        @Nullable String application,
        @Nullable String level,
        boolean permissions) {
    /** The JSON form, with the names of the components. */
    public JsonObject json() {
        JsonObject json = new JsonObject().put("key", key).put("owner", owner);
        put(json, "issuer", issuer);
        put(json, "application", application);
        put(json, "level", level);
        return json.put("permissions", permissions);
    }

    /** Reads the JSON form; null if key or owner is not a text. */
    public static @Nullable TokenEvidence read(@Nullable Object json) {
        return json instanceof JsonObject members
                        && members.getValue("key") instanceof String key
                        && members.getValue("owner") instanceof String owner
                ? new TokenEvidence(
                        key,
                        owner,
                        text(members, "issuer"),
                        text(members, "application"),
                        text(members, "level"),
                        Boolean.TRUE.equals(members.getValue("permissions")))
                : null;
    }

    private static @Nullable String text(JsonObject members, String name) {
        return members.getValue(name) instanceof String text ? text : null;
    }

    private static void put(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
