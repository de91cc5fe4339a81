package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.TokenRedactor;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.TokenExamination;
import org.s2slab.validation.TokenExaminer;

/**
 * Reports which rules of this node a token would pass: {@code POST /examine} with
 * {@code {"token": "...", "host": "..."}}. A client would present the token at this host (default: the node's first
 * host). The response contains nothing that would make the token usable.
 */
public record ExaminationEndpoint(NodeConfig config, TokenExaminer examiner) implements Endpoint {
    private static final Set<String> MEMBERS = Set.of("token", "host");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]{1,253})(?::([0-9]{1,5}))?");
    private static final int HTTPS = 443;

    @Override
    public void mount(EndpointRoutes routes) {
        routes.post("/examine").respond(this::examine);
    }

    private Future<JsonObject> examine(RoutingContext request) {
        JsonObject body = body(request);
        for (String name : body.fieldNames()) {
            if (!MEMBERS.contains(name)) {
                throw Refusal.invalid(name + ": this is not known here; the body has token and, if wanted, host");
            }
        }
        String token = text(body, "token");
        if (token == null || token.isBlank()) {
            throw Refusal.invalid("token: the text of the token to examine is needed, as it stands after 'Bearer '");
        }
        String host = text(body, "host");
        Matcher address = HOST.matcher(host == null ? firstHost() : host);
        if (!address.matches()) {
            throw Refusal.invalid("host: '" + host + "' is no host name; one of this node's is '" + firstHost() + "'");
        }
        int port = address.group(2) == null ? HTTPS : Integer.parseInt(address.group(2));
        return examiner.examine(token.strip(), address.group(1).toLowerCase(Locale.ROOT), port)
                .map(this::json)
                .map(TokenRedactor::redact);
    }

    private String firstHost() {
        List<String> hosts = config.network().hosts();
        return hosts.isEmpty() ? config.name() : hosts.get(0);
    }

    private static JsonObject body(RoutingContext request) {
        try {
            JsonObject body = RequestJson.object(request);
            if (body != null) {
                return body;
            }
        } catch (DecodeException e) {
            // The refusal below names the expected body, and never repeats the body that was sent.
        }
        throw Refusal.invalid("the body must be a JSON object, {\"token\": \"...\", \"host\": \"...\"}");
    }

    private static @Nullable String text(JsonObject body, String name) {
        Object value = body.getValue(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Refusal.invalid(name + ": a text is expected");
    }

    private JsonObject json(TokenExamination examination) {
        TokenView token = examination.token();
        return new JsonObject()
                .put("node", config.name())
                .put("host", examination.host())
                .put("at", examination.at())
                .put("accepted", examination.refusal().isEmpty())
                .put("refusedBy", examination.refusal().map(CheckedRule::rule).orElse(null))
                .put(
                        "checks",
                        new JsonArray(examination.checks().stream()
                                .map(CheckedRule::json)
                                .toList()))
                .put("token", token == null ? null : token.json());
    }
}
