package org.s2slab.engine.run;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TraceParent;

/**
 * Executes a step in which a program gets an access token of a person: it opens the sign-in page of the authorization
 * server in a browser, the person signs in, and the program redeems the code with PKCE (RFC 6749 section 4.1, RFC
 * 7636).
 *
 * @param server the authorization server
 */
record PersonTokenStep(LabHttpClient client, RunningNode server, TraceParent trace) {
    /** Azure PowerShell, a program that every tenant has. */
    private static final String PROGRAM = "1950a258-227b-4e31-a9cf-717495945fc2";

    private static final String ENDPOINTS = "/common/oauth2/";
    private static final String REDIRECT = "http://localhost";
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");
    private static final Pattern MESSAGE = Pattern.compile("<p[^>]*>([^<]+)</p>");

    /** Gets the token. The output is the token response, or the refusal of the page or of the endpoint. */
    Future<StepOutput> get(JsonObject fields, String password) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String verifier = TokenHash.ofBytes(random);
        JsonObject asked = new JsonObject()
                .put("response_type", "code")
                .put("client_id", fields.getString("client", PROGRAM))
                .put("redirect_uri", REDIRECT)
                .put("resource", fields.getString("resource"))
                .put("code_challenge", TokenHash.ofBytes(verifier.getBytes(StandardCharsets.UTF_8)))
                .put("code_challenge_method", "S256");
        String page = ENDPOINTS + "authorize?" + StepMessageCodec.form(asked);
        return send(HttpMethod.GET, page, "", null).compose(shown -> {
            Matcher proof = PROOF.matcher(shown.body().toString());
            if (!proof.find()) {
                return Future.succeededFuture(refusal(shown));
            }
            JsonObject form = new JsonObject()
                    .put("proof", proof.group(1))
                    .put("login", fields.getString("get-token"))
                    .put("passwd", password);
            return send(HttpMethod.POST, page, shown.headers().get("Set-Cookie"), form)
                    .compose(sent -> redeem(sent, asked, verifier));
        });
    }

    private Future<StepOutput> redeem(Answer sent, JsonObject asked, String verifier) {
        String code = parameters(sent).getString("code");
        if (code == null) {
            return Future.succeededFuture(refusal(sent));
        }
        JsonObject form = new JsonObject()
                .put("grant_type", "authorization_code")
                .put("client_id", asked.getString("client_id"))
                .put("redirect_uri", REDIRECT)
                .put("code", code)
                .put("code_verifier", verifier);
        return send(HttpMethod.POST, ENDPOINTS + "token", "", form)
                .map(StepMessageCodec::found)
                .map(found -> found.json() instanceof JsonObject members && members.containsKey("access_token")
                        ? found.withToken(members.getString("access_token"))
                        : found);
    }

    /** The parameters at the redirect address; empty without a redirect. */
    private static JsonObject parameters(Answer answer) {
        JsonObject parameters = new JsonObject();
        String address = answer.headers().get("Location");
        if (address != null) {
            new QueryStringDecoder(address).parameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        }
        return parameters;
    }

    /** The error at the redirect address, or the message of the page. */
    private static StepOutput refusal(Answer answer) {
        JsonObject told = parameters(answer);
        Matcher message = MESSAGE.matcher(answer.body().toString());
        if (told.isEmpty() && message.find()) {
            told.put("error", new JsonObject().put("message", message.group(1)));
        }
        return new StepOutput(answer.status(), answer.headers(), told.encode(), told, null);
    }

    private Future<Answer> send(HttpMethod method, String path, String cookie, @Nullable JsonObject form) {
        String host = server.plan().hosts().stream()
                .filter(name -> name.startsWith("login."))
                .findFirst()
                .orElse(server.plan().host());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set(TraceParent.HEADER, trace.header())
                .set("Origin", "https://" + host)
                .set("Cookie", cookie.split(";", 2)[0])
                .set("Content-Type", "application/x-www-form-urlencoded");
        Buffer body = form == null ? null : Buffer.buffer(StepMessageCodec.form(form));
        return client.send(new LabHttpClient.Ask(method, host, server.port(), path, headers, body));
    }
}
