package org.s2slab.engine.run;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.ProductPaths;

/**
 * A request that presents a token to a node and changes no data. For Lync, it reads the link for users; for Exchange, a
 * person's contact list; for SharePoint, the root site. For an authorization server, the token is an assertion, and the
 * request asks for another token.
 */
public record TokenPresentation(
        HttpMethod method,
        String path,
        MultiMap headers,
        @Nullable Buffer body) {
    private static final String GRANT = "http://oauth.net/grant_type/jwt/1.0/bearer";

    /**
     * A request to the resource of the node's product.
     *
     * @param caller the node that the token names as its issuer, or null if unknown. To an authorization server, the
     *     request asks for a token for Exchange; if the caller is Exchange, for Lync or the other Exchange
     * @throws IllegalArgumentException if the node is an authorization server that issues tokens for no application
     */
    public static TokenPresentation at(NodePlan node, String token, Topology plan, @Nullable String caller) {
        return atResource(node.role(), token).orElseGet(() -> asAssertion(token, plan, caller));
    }

    /** A request to the resource of a product; empty for an authorization server, because it has no resource. */
    public static Optional<TokenPresentation> atResource(String role, String token) {
        return ProductPaths.of(role)
                .map(ProductPaths::resource)
                .map(path -> at(role, token, path, role.equals("exchange") ? HttpMethod.POST : HttpMethod.GET));
    }

    /** A request to this path. A POST to Exchange reads a contact list. Other requests have no body. */
    static TokenPresentation at(String role, String token, String path, HttpMethod method) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Authorization", "Bearer " + token);
        if (!method.equals(HttpMethod.POST) || !role.equals("exchange")) {
            return new TokenPresentation(method, path, headers, null);
        }
        headers.set("Content-Type", "text/xml; charset=utf-8");
        return new TokenPresentation(
                method, path, headers, Buffer.buffer(StepMessageCodec.envelope("<m:GetImItemList/>")));
    }

    private static TokenPresentation asAssertion(String token, Topology plan, @Nullable String caller) {
        String tenant = plan.ownTenant().id();
        NodePlan resource = requested(plan, caller);
        QueryStringEncoder form = new QueryStringEncoder("");
        form.addParam("grant_type", GRANT);
        form.addParam("assertion", token);
        form.addParam("resource", resource.applicationId() + "/" + resource.host() + "@" + tenant);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
        String body = form.toString().substring(1);
        return new TokenPresentation(HttpMethod.POST, ProductPaths.tokens(tenant), headers, Buffer.buffer(body));
    }

    private static NodePlan requested(Topology plan, @Nullable String caller) {
        boolean fromExchange = plan.nodes().values().stream()
                .anyMatch(node -> node.name().equals(caller) && node.role().equals("exchange"));
        String role = fromExchange ? "lync" : "exchange";
        Predicate<NodePlan> other = node ->
                fromExchange && node.role().equals("exchange") && !node.name().equals(caller);
        return plan.nodes().values().stream()
                .filter(node -> node.role().equals(role))
                .findFirst()
                .or(() -> plan.nodes().values().stream().filter(other).findFirst())
                .orElseThrow(() -> new IllegalArgumentException("topology '" + plan.name() + "' has no " + role
                        + ", for which a token could be asked for; send the form with 'call'"));
    }
}
