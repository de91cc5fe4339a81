package org.s2slab.engine.forge;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.Guid;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;

/**
 * Forges tokens for scenarios: makes a valid token as Lync does, then applies one spoiling. The forge shares no code
 * with the token issuer of the nodes, so that an error in one of them does not hide the same error in the other.
 */
public record TokenForge(AttackerKnowledge holdings) {
    /** Lifetime of the products' own tokens. */
    private static final Duration LIFE = Duration.ofHours(8);

    /** Lifetime of an assertion of the S2S library. */
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

    private static final String OUTSIDER = "outsider";

    /**
     * Forges a token.
     *
     * @param target the node to which the token is presented
     * @param forge the content of a scenario's {@code forge}
     */
    public String token(String target, JsonObject forge) {
        // Both layers use the same time, because the outer token must not expire later than the actor token.
        Instant now = holdings.clock().instant();
        JsonObject actor = forge.getJsonObject("actor");
        JsonObject outer = forge.getJsonObject("outer");
        String issued = actor == null ? null : actor.getString("token");
        ForgedLayer inside = actor == null || issued != null ? null : actorLayer(target, actor, outer != null, now);
        boolean bare = outer == null && actor == null;
        JsonObject around = bare ? new JsonObject() : outer;
        String issuer = actor == null ? "lync" : actor.getString("issuer", "lync");
        ForgedToken token = new ForgedToken(
                holdings, now, inside, issued, around == null ? null : outerLayer(target, around, issuer, now));
        if (around != null && around.getJsonObject("claims", new JsonObject()).containsKey("actortoken")) {
            token.embedNothing();
        }
        String spoil = forge.getString("spoil");
        if (spoil != null) {
            SpoilingCatalog.named(spoil).spoil(token);
        }
        return token.text();
    }

    /**
     * The assertion with which a server authenticates to the authorization server.
     *
     * @param requested the content of a scenario's {@code forge: {assertion: ...}}
     */
    public String assertion(JsonObject requested) {
        Instant now = holdings.clock().instant();
        String issuer = requested.getString("issuer");
        boolean isId = Guid.isLowerCase(issuer);
        String named = requested.getString("tenant");
        String tenant = named == null ? holdings.ownTenant() : holdings.tenant(named);
        SigningKey signer = key(requested.getString("key", isId ? OUTSIDER : issuer));
        JsonObject claims = new JsonObject()
                .put(
                        "aud",
                        WellKnownPrincipals.AUTHORIZATION_SERVER + "/" + holdings.authorizationServer() + "@" + tenant)
                .put("iss", (isId ? issuer : holdings.applicationId(issuer)) + "@" + tenant)
                .put("nbf", Long.toString(now.getEpochSecond()))
                .put("exp", Long.toString(now.plus(ASSERTION_LIFE).getEpochSecond()))
                .put("jti", UUID.randomUUID().toString());
        return layer(requested, signer, signer, claims).text();
    }

    private ForgedLayer actorLayer(String target, JsonObject requested, boolean forUser, Instant now) {
        String issuer = requested.getString("issuer", "lync");
        SigningKey signer = key(requested.getString("key", issuer));
        SigningKey named = key(requested.getString("certificate", issuer));
        String principal = holdings.applicationId(issuer) + "@" + holdings.realm(issuer);
        JsonObject claims = dated(target, now).put("iss", principal).put("nameid", principal);
        if (forUser) {
            claims.put("trustedfordelegation", "true");
        }
        return layer(requested, signer, named, inOrder(claims));
    }

    private static ForgedLayer layer(JsonObject requested, SigningKey signer, SigningKey named, JsonObject claims) {
        JsonObject header =
                new JsonObject().put("typ", "JWT").put("alg", "RS256").put("x5t", named.x5t());
        ForgedLayer layer = new ForgedLayer(
                change(header, requested.getJsonObject("header")),
                change(claims, requested.getJsonObject("claims")),
                signer);
        switch (requested.getString("signature", "valid")) {
            case "empty" -> layer.editSignature(made -> new byte[0]);
            case "mac" -> layer.macByPublicKey(named);
            case "garbage" -> layer.editSignature(made -> new byte[256]);
            default -> {}
        }
        return layer;
    }

    private ForgedLayer outerLayer(String target, JsonObject requested, String issuer, Instant now) {
        JsonObject claims =
                dated(target, now).put("iss", holdings.applicationId(issuer) + "@" + holdings.realm(issuer));
        String user = requested.getString("user");
        if (user != null) {
            name(claims, user);
        }
        JsonObject header = new JsonObject().put("typ", "JWT").put("alg", "none");
        return new ForgedLayer(
                change(header, requested.getJsonObject("header")),
                change(inOrder(claims), requested.getJsonObject("claims")),
                null);
    }

    private void name(JsonObject claims, String user) {
        UserAccount person = holdings.person(user).orElse(null);
        String upn = person == null ? user : person.upn();
        claims.put("nameid", upn).put("nii", "urn:office:idp:activedirectory");
        claims.put(
                "smtp",
                person == null || person.mailAddresses().isEmpty()
                        ? upn
                        : person.mailAddresses().get(0));
        if (person != null && person.sip() != null) {
            claims.put("sip", person.sip());
        }
        claims.put("upn", upn);
    }

    private JsonObject dated(String target, Instant now) {
        return new JsonObject()
                .put("aud", holdings.applicationId(target) + "/" + holdings.host(target) + "@" + holdings.realm(target))
                .put("nbf", Long.toString(now.getEpochSecond()))
                .put("exp", Long.toString(now.plus(LIFE).getEpochSecond()));
    }

    /** The claims in the order of the products: aud, iss, nbf, exp, then the rest. */
    private static JsonObject inOrder(JsonObject claims) {
        JsonObject ordered = new JsonObject();
        for (String first : new String[] {"aud", "iss", "nbf", "exp"}) {
            ordered.put(first, claims.getValue(first));
        }
        claims.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private static JsonObject change(JsonObject members, @Nullable JsonObject changes) {
        if (changes == null) {
            return members;
        }
        JsonObject changed = members.copy();
        for (Map.Entry<String, Object> change : changes) {
            if (change.getValue() == null) {
                changed.remove(change.getKey());
            } else {
                changed.put(change.getKey(), change.getValue());
            }
        }
        return changed;
    }

    private SigningKey key(String holder) {
        return holder.equals(OUTSIDER) ? holdings.own() : holdings.keyOf(holder);
    }
}
