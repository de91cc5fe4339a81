package org.s2slab.junit.embedded;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.identity.Audience;
import org.s2slab.junit.TokenBuilder;

/**
 * Builds a token with the forge of the scenarios.
 *
 * @param actor the actor token in the form of a scenario's forge
 * @param outer the outer token, which is used if {@code withUser} is true
 * @param choices the choices that are made
 * @param resource a node's name or an audience; empty before it is set
 * @param spoil the name of a spoiling, or null
 */
record EmbeddedTokenBuilder(
        Deployment topology,
        String issuer,
        JsonObject actor,
        JsonObject outer,
        Switches<BuilderChoice> choices,
        String resource,
        @Nullable String spoil)
        implements TokenBuilder {
    /** A choice of the caller of the builder. */
    enum BuilderChoice {
        WITH_USER,

        /** The authorization server issues the actor token. */
        ISSUED
    }

    private static final String GRANT = "http://oauth.net/grant_type/jwt/1.0/bearer";

    static TokenBuilder of(Deployment topology, String issuer) {
        JsonObject actor = new JsonObject().put("issuer", issuer);
        return new EmbeddedTokenBuilder(topology, issuer, actor, new JsonObject(), Switches.of(), "", null);
    }

    @Override
    public TokenBuilder to(String resource) {
        return new EmbeddedTokenBuilder(topology, issuer, actor, outer, choices, resource, spoil);
    }

    @Override
    public TokenBuilder forUser(String address) {
        return new EmbeddedTokenBuilder(
                topology,
                issuer,
                actor,
                outer.copy().put("user", address),
                choices.with(BuilderChoice.WITH_USER, true),
                resource,
                spoil);
    }

    @Override
    public TokenBuilder issuedByTheAuthorizationServer() {
        return new EmbeddedTokenBuilder(
                topology, issuer, actor, outer, choices.with(BuilderChoice.ISSUED, true), resource, spoil);
    }

    @Override
    public TokenBuilder signedByAnOutsider() {
        return actor(actor.copy().put("key", "outsider"));
    }

    @Override
    public TokenBuilder withoutSignature() {
        return actor(actor.copy().put("signature", "empty"));
    }

    @Override
    public TokenBuilder spoiled(String name) {
        return new EmbeddedTokenBuilder(topology, issuer, actor, outer, choices, resource, name);
    }

    @Override
    public TokenBuilder claim(String name, @Nullable Object value) {
        return new EmbeddedTokenBuilder(
                topology, issuer, changed(actor, name, value), changed(outer, name, value), choices, resource, spoil);
    }

    private TokenBuilder actor(JsonObject other) {
        return new EmbeddedTokenBuilder(topology, issuer, other, outer, choices, resource, spoil);
    }

    private static JsonObject changed(JsonObject layer, String name, @Nullable Object value) {
        JsonObject changed = layer.copy();
        changed.put("claims", changed.getJsonObject("claims", new JsonObject()).put(name, value));
        return changed;
    }

    @Override
    public String text() {
        if (resource.isEmpty()) {
            throw new IllegalStateException(
                    "a token is made for somebody: say to(\"exchange\") or to(\"id/host@realm\")");
        }
        TokenForge forge = new TokenForge(new DeploymentAttackerKnowledge(topology));
        String made = audience(resource, issued());
        JsonObject requested = new JsonObject();
        if (issued()) {
            String token = ask(forge, made);
            if (!withUser()) {
                if (spoil != null) {
                    throw new IllegalArgumentException(
                            "spoil: an issued token is spoiled in its outer token only; name a user");
                }
                return token;
            }
            String application = topology.serving(issuer).plan().applicationId();
            JsonObject around = changed(
                    outer, "iss", application + "@" + Audience.parse(made).realm());
            requested
                    .put("actor", new JsonObject().put("issuer", issuer).put("token", token))
                    .put("outer", changed(around, "aud", made));
        } else {
            requested.put("actor", changed(actor, "aud", made));
            if (withUser()) {
                requested.put("outer", changed(outer, "aud", made));
            }
        }
        if (spoil != null) {
            requested.put("spoil", spoil);
        }
        return forge.token(issuer, requested);
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

    /**
     * The audience for a node, in its own realm or in the tenant if the authorization server issues the token. Any
     * other text is returned unchanged.
     */
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

    boolean withUser() {
        return choices.has(BuilderChoice.WITH_USER);
    }

    boolean issued() {
        return choices.has(BuilderChoice.ISSUED);
    }
}
