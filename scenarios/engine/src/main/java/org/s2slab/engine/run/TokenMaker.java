package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.identity.Audience;

/**
 * Makes valid and spoiled tokens for the calls of one server of a deployment to one resource.
 *
 * @param caller the node that calls
 * @param issuer the node that signs: the caller itself, or an authorization server
 * @param audience the audience of the tokens
 * @param user the address of the user, or null for tokens without a user
 */
public record TokenMaker(
        NodeHoldings holdings,
        String caller,
        String issuer,
        Audience audience,
        @Nullable String user) {
    /** Whether the tokens name a user. */
    public boolean hasUser() {
        return user != null;
    }

    /** The caller, the resource and the user, as text. */
    public String words() {
        return "from " + caller + " to " + audience + (user == null ? ", for itself" : " for " + user)
                + (issuer.equals(caller) ? "" : ", issued by " + issuer);
    }

    /**
     * Makes a token. Blocks the calling thread.
     *
     * @param spoil a name of the catalogue, or null for a valid token
     * @throws IllegalArgumentException if the name is unknown, or does not fit this token
     */
    public String token(@Nullable String spoil) {
        JsonObject inside = new JsonObject().put("aud", audience.toString());
        JsonObject around = inside.copy();
        if (!issuer.equals(caller)) {
            // The nameid claim in an issued token names the caller's application in the issuer's realm.
            String application = holdings.applicationId(caller) + "@" + holdings.realm(issuer);
            inside.put("nameid", application);
            around.put("iss", application);
        }
        JsonObject requested = new JsonObject()
                .put("actor", new JsonObject().put("issuer", issuer).put("claims", inside));
        if (user != null) {
            requested.put("outer", new JsonObject().put("user", user).put("claims", around));
        }
        if (spoil != null) {
            requested.put("spoil", spoil);
        }
        return new TokenForge(holdings).token(caller, requested);
    }
}
