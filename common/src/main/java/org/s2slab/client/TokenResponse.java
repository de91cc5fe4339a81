package org.s2slab.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.ActorToken;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.TokenView;
import org.s2slab.trust.DeploymentHttpClient;

/**
 * An authorization server's response to a token request (protocol section 5.2, 5.3). The parser is strict: it refuses a
 * malformed response, and a token that differs from the request.
 */
final class TokenResponse {
    /**
     * The maximum time from now to the start of a token. It is the largest clock difference at which the server accepts
     * an assertion: its lifetime of five minutes and the skew of five minutes.
     */
    private static final Duration EARLIEST_USE = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Maximum number of characters of a server's error text: enough for its longest description with ids and time. */
    private static final int LONGEST = 1000;

    private final URI endpoint;
    private final DeploymentHttpClient.Answer answer;

    TokenResponse(URI endpoint, DeploymentHttpClient.Answer answer) {
        this.endpoint = endpoint;
        this.answer = answer;
    }

    /** The claims that an actor token of an authorization server must have. */
    static Map<String, String> actorToken(PrincipalId server, Audience audience, PrincipalId application) {
        return Map.of(
                ClaimNames.ISS, server.toString(),
                ClaimNames.AUD, audience.toString(),
                ClaimNames.NAMEID, application.toString());
    }

    /** The claims that an access token for the application alone must have. */
    static Map<String, String> accessToken(String resource, PrincipalId application) {
        return Map.of(
                ClaimNames.ISS, EvoStsIssuer.of(application.realm()),
                ClaimNames.AUD, resource,
                ClaimNames.APPID, application.id());
    }

    /**
     * Returns the token of the response.
     *
     * @param expected the claims that the token must have
     * @throws Refusal TOKEN_UNOBTAINABLE with the server's reason, or with the fault of its response
     */
    ActorToken token(Map<String, String> expected, Instant now) {
        JsonNode body = body();
        if (answer.status() != 200) {
            throw refused(body);
        }
        if (!"bearer".equalsIgnoreCase(text(body, "token_type"))) {
            throw useless("token_type is '" + text(body, "token_type") + "', expected Bearer");
        }
        String compact = text(body, "access_token");
        JsonNode claims = claims(compact == null ? "" : compact);
        new TreeMap<>(expected).forEach((name, value) -> demand(claims, name, value));
        Instant begins = time(claims, ClaimNames.NBF);
        Instant expires = time(claims, ClaimNames.EXP);
        if (!expires.isAfter(begins) || !expires.isAfter(now) || begins.isAfter(now.plus(EARLIEST_USE))) {
            throw useless("the token lives from " + begins + " to " + expires + ", it is " + now + " here");
        }
        return new ActorToken(String.valueOf(compact), begins, expires, ActorToken.Origin.ISSUED);
    }

    private JsonNode body() {
        String type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
        boolean json = type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
        if (!json || (answer.status() >= 300 && answer.status() < 400)) {
            throw useless("status " + answer.status() + " and content of type '" + type + "', expected JSON");
        }
        try {
            JsonNode body = JSON.readTree(answer.body().toString(StandardCharsets.UTF_8));
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // The parser's message may contain a token's text, so the refusal leaves it out.
        }
        throw useless("status " + answer.status() + " and no JSON object");
    }

    /** The refusal in the words of Exchange (free/busy article: Unable to get token from Auth Server). */
    private Refusal refused(JsonNode body) {
        String error = text(body, "error");
        return error == null
                ? useless("status " + answer.status() + " without an error code")
                : unobtainable(
                        "Error code: '" + plain(error) + "'. Description: '"
                                + plain(String.valueOf(text(body, "error_description"))) + "'.",
                        null);
    }

    private JsonNode claims(String compact) {
        try {
            TokenView view = TokenView.of(compact);
            if (view.actor() == null && view.outer().signature() != null) {
                return view.outer().claims();
            }
        } catch (IllegalArgumentException e) {
            throw useless("access_token is " + e.getMessage());
        }
        throw useless("access_token is no signed token without another in it");
    }

    private void demand(JsonNode claims, String name, String expected) {
        String found = text(claims, name);
        if (!expected.equals(found)) {
            throw useless(name + " of the token is '" + (found == null ? "" : plain(found)) + "', expected '" + expected
                    + "'");
        }
    }

    private Instant time(JsonNode claims, String name) {
        JsonNode value = claims.get(name);
        String digits = value == null || value.isContainerNode() ? "" : value.asText();
        if (!digits.matches("[0-9]{10}")) {
            throw useless(name + " of the token is '" + plain(digits) + "', expected ten digits");
        }
        return Instant.ofEpochSecond(Long.parseLong(digits));
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    /** Converts a server's text to one line of printable characters with a maximum length. */
    private static String plain(String words) {
        String line = words.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private Refusal useless(String what) {
        return unobtainable("'" + endpoint + "' answered " + what + ".", endpoint);
    }

    /**
     * The refusal if no token was obtained. It begins with the products' words.
     *
     * @param address the address that gave no token, or null if the authorization server gave a reason
     */
    static Refusal unobtainable(String why, @Nullable URI address) {
        return new Refusal(
                RefusalCode.TOKEN_UNOBTAINABLE,
                new Failure(FailureCause.NO_TOKEN_ISSUED, "Unable to get token from Auth Server. " + why, address));
    }
}
