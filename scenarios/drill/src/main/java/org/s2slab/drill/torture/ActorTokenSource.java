package org.s2slab.drill.torture;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
    private Answer present(String assertion) {
        return client.send("authz", HttpMethod.POST, path(), headers(), form(assertion));
    }

    /**
     * Presents an assertion to all authorization servers at the same time, and returns their responses. One of them may
     * accept the assertion. Blocks the calling thread.
     */
    List<Answer> presentToAll(String assertion) {
        return client.sendToAll("authz", HttpMethod.POST, path(), headers(), form(assertion));
    }

    private String path() {
        return ProductPaths.tokens(holdings.ownTenant());
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
    }

    private Buffer form(String assertion) {
        NodePlan exchange = exchange();
        QueryStringEncoder form = new QueryStringEncoder("");
        form.addParam("grant_type", GRANT);
        form.addParam("assertion", assertion);
        form.addParam("resource", exchange.applicationId() + "/" + exchange.host() + "@" + holdings.ownTenant());
        return Buffer.buffer(form.toString().substring(1));
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
