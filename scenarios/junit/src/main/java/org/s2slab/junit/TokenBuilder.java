package org.s2slab.junit;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.identity.Audience;

/**
 * Builds a token for a test. The token is valid unless a method spoils it. Each method returns another builder and
 * leaves this one unchanged.
 */
public final class TokenBuilder {
    private static final String GRANT = "http://oauth.net/grant_type/jwt/1.0/bearer";

    private final Deployment topology;
    private final String issuer;
    private final JsonObject actor;
    private final JsonObject outer;
    private final boolean withUser;
    private final boolean issued;
    private final String resource;
    private final @Nullable String spoil;

    private TokenBuilder(
            Deployment topology,
            String issuer,
            JsonObject actor,
            JsonObject outer,
            boolean withUser,
            boolean issued,
            String resource,
            @Nullable String spoil) {
        this.topology = topology;
        this.issuer = issuer;
        this.actor = actor;
        this.outer = outer;
        this.withUser = withUser;
        this.issued = issued;
        this.resource = resource;
        this.spoil = spoil;
    }

    static TokenBuilder of(Deployment topology, String issuer) {
        JsonObject actor = new JsonObject().put("issuer", issuer);
        return new TokenBuilder(topology, issuer, actor, new JsonObject(), false, false, "", null);
    }

    /**
     * Sets the audience.
     *
     * @param resource the name of a node of the deployment, or a custom audience, {@code id/host@realm}
     */
    public TokenBuilder to(String resource) {
        return new TokenBuilder(topology, issuer, actor, outer, withUser, issued, resource, spoil);
    }

    /** Adds a user: an outer token that names the user, around the actor token. */
    public TokenBuilder forUser(String address) {
        return new TokenBuilder(
                topology, issuer, actor, outer.copy().put("user", address), true, issued, resource, spoil);
    }

    /** Requests the token from the deployment's authorization server; the server does not sign it itself. */
    public TokenBuilder issuedByTheAuthorizationServer() {
        return new TokenBuilder(topology, issuer, actor, outer, withUser, true, resource, spoil);
    }

    /** Sets the lifetime (default: eight hours from now). */
    public TokenBuilder valid(Instant from, Duration length) {
        return claim("nbf", Long.toString(from.getEpochSecond()))
                .claim("exp", Long.toString(from.plus(length).getEpochSecond()));
    }

    /** Signs with a key that nobody in the deployment has, under the thumbprint of the server's own key. */
    public TokenBuilder signedByAnOutsider() {
        return actor(actor.copy().put("key", "outsider"));
    }

    /** Removes the signature of the actor token. */
    public TokenBuilder withoutSignature() {
        return actor(actor.copy().put("signature", "empty"));
    }

    /**
     * Spoils the token, after all other changes, in a way of the catalogue (docs/generated/spoilings.md): {@code "G3"}.
     *
     * @param name of the way; {@link #text} throws IllegalArgumentException when it is unknown or does not fit
     */
    public TokenBuilder spoiled(String name) {
        return new TokenBuilder(topology, issuer, actor, outer, withUser, issued, resource, name);
    }

    /** Sets a claim in every layer; null removes the claim. */
    public TokenBuilder claim(String name, @Nullable Object value) {
        return new TokenBuilder(
                topology,
                issuer,
                changed(actor, name, value),
                changed(outer, name, value),
                withUser,
                issued,
                resource,
                spoil);
    }

    private TokenBuilder actor(JsonObject other) {
        return new TokenBuilder(topology, issuer, other, outer, withUser, issued, resource, spoil);
    }

    private static JsonObject changed(JsonObject layer, String name, @Nullable Object value) {
        JsonObject changed = layer.copy();
        changed.put("claims", changed.getJsonObject("claims", new JsonObject()).put(name, value));
        return changed;
    }

    /** The token's text; requests it from the authorization server where that server issues it. Blocks. */
    public String text() {
        if (resource.isEmpty()) {
            throw new IllegalStateException(
                    "a token is made for somebody: say to(\"exchange\") or to(\"id/host@realm\")");
        }
        TokenForge forge = new TokenForge(new DeploymentAttackerKnowledge(topology));
        String made = audience(resource, issued);
        JsonObject wanted = new JsonObject();
        if (issued) {
            String token = ask(forge, made);
            if (!withUser) {
                if (spoil != null) {
                    throw new IllegalArgumentException(
                            "spoil: an issued token is spoiled in its outer token only; name a user");
                }
                return token;
            }
            String application = topology.serving(issuer).plan().applicationId();
            JsonObject around = changed(
                    outer, "iss", application + "@" + Audience.parse(made).realm());
            wanted.put("actor", new JsonObject().put("issuer", issuer).put("token", token))
                    .put("outer", changed(around, "aud", made));
        } else {
            wanted.put("actor", changed(actor, "aud", made));
            if (withUser) {
                wanted.put("outer", changed(outer, "aud", made));
            }
        }
        if (spoil != null) {
            wanted.put("spoil", spoil);
        }
        return forge.token(issuer, wanted);
    }

    /** The token as the value of an Authorization field. */
    public String bearer() {
        return "Bearer " + text();
    }

    private String ask(TokenForge forge, String resource) {
        String tenant = topology.plan().ownTenant().id();
        NodePlan server = topology.plan().authorizationServer();
        RunningNode node = topology.node(server.name());
        String form = "grant_type=" + encoded(GRANT) + "&resource=" + encoded(resource) + "&assertion="
                + encoded(forge.assertion(new JsonObject().put("issuer", issuer)));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
        LabHttpClient.Answer answer = topology.client()
                .send(new LabHttpClient.Ask(
                        HttpMethod.POST,
                        server.host(),
                        node.port(),
                        ProductPaths.tokens(tenant),
                        headers,
                        Buffer.buffer(form)))
                .await();
        String token = answer.body().toJsonObject().getString("access_token");
        if (token == null) {
            throw new IllegalStateException(
                    "the authorization server gives " + issuer + " no token for " + resource + ": " + answer.body());
        }
        return token;
    }

    /** A node's audience in its own realm, or in the tenant if the authorization server issues; else unchanged. */
    private String audience(String resource, boolean inTenant) {
        if (resource.indexOf('/') > 0) {
            return resource;
        }
        NodePlan plan = topology.serving(resource).plan();
        String realm =
                inTenant ? topology.plan().ownTenant().id() : new DeploymentAttackerKnowledge(topology).realm(resource);
        return plan.applicationId() + "/" + plan.host() + "@" + realm;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
