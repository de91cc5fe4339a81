package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.trust.DedicatedApplication;

/**
 * Reads mailboxes of Exchange Online by Microsoft Graph, as the organisation's own application (<a
 * href="https://microsoft.github.io/CSS-Exchange/Hybrid/ConfigureExchangeHybridApplication/">script of Microsoft</a>). There
 * is no way back to EWS if Graph refuses.
 */
public record GraphMailboxClient(
        PartnerClient partners,
        AuthorizationServerDirectory servers,
        DedicatedApplicationLookup applications,
        GraphRouteLookup routes) {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** Microsoft Graph of one tenant. */
    record Route(String tenant, URI base) {}

    /** The way by Graph, if the server uses it. */
    Optional<Route> route() {
        return servers.all().stream()
                .map(AuthorizationServer::realm)
                .flatMap(tenant -> routes.in(tenant).map(base -> new Route(tenant, base)).stream())
                .findFirst();
    }

    /** The first entry of the response to an action about one user. */
    Future<JsonObject> first(Route route, String user, String action, JsonObject body, CallContext context) {
        return call(route, HttpMethod.POST, user, action, body, context).map(answer -> {
            JsonArray value = required(answer).toJsonObject().getJsonArray("value", new JsonArray());
            if (value.isEmpty()) {
                throw HybridFailureMapping.refused("Microsoft Graph answered " + action + " without a value");
            }
            return value.getJsonObject(0);
        });
    }

    /** The photo of a user; empty if the user has none. */
    Future<Optional<Buffer>> photo(Route route, String user, CallContext context) {
        return call(route, HttpMethod.GET, user, "photo/$value", null, context)
                .map(answer -> answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(required(answer)));
    }

    private static Buffer required(PartnerResponse answer) {
        if (answer.status() != OK) {
            throw HybridFailureMapping.refused("Microsoft Graph answered " + answer.status());
        }
        return answer.body();
    }

    private Future<PartnerResponse> call(
            Route route, HttpMethod method, String user, String path, @Nullable JsonObject body, CallContext context) {
        DedicatedApplication own = applications.atGraph(route.tenant()).orElseThrow(() -> noApplication(route));
        URI address = URI.create(
                route.base() + "/v1.0/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "/" + path);
        var request = new PartnerRequest(
                method,
                address,
                body == null ? Map.of() : Map.of("Content-Type", "application/json"),
                body == null ? null : body.toBuffer());
        return partners.callGraph(request, own, context);
    }

    private static Refusal noApplication(Route route) {
        return HybridFailureMapping.refused(
                "Exchange calls Microsoft Graph only as the organization's own application in the tenant "
                        + route.tenant() + ". Set-AuthServer -ApplicationIdentifier and the setting override"
                        + " ExchangeOnpremAsThirdPartyAppId name it");
    }
}
