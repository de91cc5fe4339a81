package org.s2slab.drill.torture;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.engine.product.ProductPaths;

/** Creates actor tokens with Lync's key outside of the nodes: self-issued, or from an authorization server. */
final class ActorTokenSource {
    private static final String GRANT = "http://oauth.net/grant_type/jwt/1.0/bearer";

    private final TrafficClient client;
    private final TrafficHoldings holdings;
    private final TokenForge forge;

    ActorTokenSource(TrafficClient client, TrafficHoldings holdings) {
        this.client = client;
        this.holdings = holdings;
        this.forge = new TokenForge(holdings);
    }

    /** An assertion with which the application authenticates to the authorization server; usable once. */
    String assertion() {
        return forge.assertion(new JsonObject().put("issuer", lync().name()));
    }

    /** Requests a token for Exchange from the authorization server. Blocks the calling thread. */
    Answer present(String assertion) {
        NodePlan exchange = exchange();
        String tenant = holdings.ownTenant();
        QueryStringEncoder form = new QueryStringEncoder("");
        form.addParam("grant_type", GRANT);
        form.addParam("assertion", assertion);
        form.addParam("resource", exchange.applicationId() + "/" + exchange.host() + "@" + tenant);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
        return client.send(
                "authz",
                HttpMethod.POST,
                ProductPaths.tokens(tenant),
                headers,
                Buffer.buffer(form.toString().substring(1)));
    }

    /**
     * A token with which the application calls Exchange for a user. Blocks the calling thread.
     *
     * @throws IllegalStateException with the response if the authorization server issues no token
     */
    String tokenFor(UserAccount user) {
        JsonObject actor = new JsonObject().put("issuer", lync().name());
        JsonObject outer = new JsonObject().put("user", user.upn());
        if (exchange().online()) {
            Answer answer = present(assertion());
            if (answer.status() != 200) {
                throw new IllegalStateException("no token: " + TrafficClient.words(answer));
            }
            actor.put("token", TrafficClient.json(answer).getString("access_token"));
            // The token is issued for the tenant. The realm of Lync on the premises does not matter.
            String principal = lync().applicationId() + "@" + holdings.ownTenant();
            outer.put("claims", new JsonObject().put("iss", principal));
        }
        return forge.token(
                exchange().name(), new JsonObject().put("outer", outer).put("actor", actor));
    }

    private NodePlan lync() {
        return client.node("lync").plan();
    }

    private NodePlan exchange() {
        return client.node("exchange").plan();
    }
}
