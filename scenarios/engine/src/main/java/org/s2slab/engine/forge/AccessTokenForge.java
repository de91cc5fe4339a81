package org.s2slab.engine.forge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.SigningKey;

/**
 * Forges access tokens of evoSTS in the form of v1.0, with the key of the authorization server. Like {@link TokenForge},
 * it shares no code with the nodes.
 *
 * @param server the node of the authorization server
 */
public record AccessTokenForge(AttackerKnowledge holdings, String server) {
    /** Between the shortest and the longest lifetime of Entra ID, 60 and 90 minutes. */
    private static final int LIFE = 4_500;

    /**
     * The access token of an application, or of a person whose client the application is.
     *
     * @param audience the address or the id of the resource
     * @param user the address of the person, or null
     */
    public String token(String application, String audience, @Nullable String user) {
        String tenant = holdings.realm(server);
        String issuer = "https://sts.windows.net/" + tenant + "/";
        long now = holdings.clock().instant().getEpochSecond();
        String object = UUID.nameUUIDFromBytes((application + tenant).getBytes(StandardCharsets.UTF_8))
                .toString();
        JsonObject claims = new JsonObject()
                .put("aud", audience)
                .put("iss", issuer)
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + LIFE)
                .put("appid", application)
                .put("appidacr", user == null ? "2" : "0")
                .put("idp", issuer)
                .put("oid", object)
                .put("sub", object)
                .put("tid", tenant)
                .put("uti", UUID.randomUUID().toString().replace("-", "").substring(0, 22))
                .put("ver", "1.0");
        if (user == null) {
            claims.put("idtyp", "app").put("roles", new JsonArray().add("full_access_as_app"));
        } else {
            String upn = holdings.person(user).map(UserAccount::upn).orElse(user);
            claims.put("scp", "EWS.AccessAsUser.All").put("unique_name", upn).put("upn", upn);
        }
        SigningKey key = holdings.keyOf(server);
        JsonObject header = new JsonObject()
                .put("typ", "JWT")
                .put("alg", "RS256")
                .put("x5t", key.x5t())
                .put("kid", key.x5t());
        return new ForgedLayer(header, claims, key).text();
    }
}
