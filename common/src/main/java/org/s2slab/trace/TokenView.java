package org.s2slab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;

/**
 * A parsed token for people to read. Nothing is verified: the view shows the content of any token, also of a forged
 * token. The signature is shortened, so a view is not usable as a token.
 *
 * @param outer the token itself
 * @param actor the token embedded in it, or null without an embedded token
 */
public record TokenView(Layer outer, @Nullable Layer actor) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The number of characters of a signature that are shown: enough to distinguish two signatures. */
    private static final int SHOWN = 8;

    /** The claims that hold an embedded token: the name that is sent and the name in [MS-XOAUTH]. */
    private static final List<String> EMBEDDING = List.of(ClaimNames.ACTORTOKEN, ClaimNames.ACTORT);

    /**
     * One layer of a token.
     *
     * @param signature the first characters of the signature, or null if the token is unsigned
     */
    public record Layer(
            JsonNode header, JsonNode claims, @Nullable String signature) {}

    /**
     * Parses a compact token.
     *
     * @throws IllegalArgumentException if it is not a token; the message never repeats its text
     */
    public static TokenView of(String compact) {
        Layer outer = layer(compact.strip());
        Optional<String> embedded = shorten(outer);
        if (embedded.isEmpty()) {
            return new TokenView(redacted(outer), null);
        }
        Layer actor = layer(embedded.get());
        // Actor tokens do not nest: the view names a third layer, but does not parse it.
        shorten(actor);
        return new TokenView(redacted(outer), redacted(actor));
    }

    /** Parses a token before it is signed: header and claims with the dot between them. */
    public static TokenView ofUnsigned(String content) {
        return of(content + ".");
    }

    private static Layer layer(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "not a token: " + parts.length + " parts between dots, expected header.claims.signature");
        }
        return new Layer(
                json("header", parts[0]), json("claims", parts[1]), parts[2].isEmpty() ? null : shortened(parts[2]));
    }

    private static JsonNode json(String what, String part) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(part);
            JsonNode node = JSON.readTree(new String(text, StandardCharsets.UTF_8));
            if (node.isObject()) {
                return node;
            }
        } catch (IllegalArgumentException | JsonProcessingException e) {
            // The exception of the parser is not the cause, because it would repeat the token's text.
        }
        throw new IllegalArgumentException("not a token: its " + what + " is not base64url of a JSON object");
    }

    /** Shortens embedded tokens, because the view shows them separately; returns the first complete one, or empty. */
    private static Optional<String> shorten(Layer layer) {
        Optional<String> first = Optional.empty();
        for (String name : EMBEDDING) {
            JsonNode value = layer.claims().get(name);
            if (value != null && value.isTextual() && layer.claims() instanceof ObjectNode claims) {
                claims.put(name, shortened(value.textValue()));
                first = first.or(() -> Optional.of(value.textValue()));
            }
        }
        return first;
    }

    /** The first characters of a secret text, and an ellipsis. */
    public static String shortened(String secret) {
        return secret.length() <= SHOWN ? secret : secret.substring(0, SHOWN) + "…";
    }

    /**
     * The JSON form with header and claims of each layer, without signatures: {@code outer} and {@code actor}, or
     * {@code actor} alone for a token without an embedded token.
     */
    public JsonObject json() {
        return actor == null
                ? new JsonObject().put("actor", json(outer))
                : new JsonObject().put("outer", json(outer)).put("actor", json(actor));
    }

    private static JsonObject json(Layer layer) {
        return new JsonObject()
                .put("header", new JsonObject(layer.header().toString()))
                .put("claims", new JsonObject(layer.claims().toString()));
    }

    /** Removes the signature of every token in a layer, in claims of any name. */
    private static Layer redacted(Layer layer) {
        return new Layer(redacted(layer.header()), redacted(layer.claims()), layer.signature());
    }

    private static JsonNode redacted(JsonNode json) {
        String text = json.toString();
        String redacted = TokenRedactor.redact(text);
        try {
            return redacted.equals(text) ? json : JSON.readTree(redacted);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a token: its embedded token cannot be read");
        }
    }

    /** The view as text: a title line, then each part as indented JSON. */
    public String text() {
        StringBuilder text = new StringBuilder("Parsed, not verified.\n");
        append(text, actor == null ? "Token" : "Outer token", outer);
        if (actor != null) {
            append(text, "Actor token", actor);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String title, Layer layer) {
        text.append('\n').append(title).append('\n');
        text.append("header ").append(layer.header().toPrettyString()).append('\n');
        text.append("claims ").append(layer.claims().toPrettyString()).append('\n');
        text.append("signature ")
                .append(layer.signature() == null ? "none" : layer.signature())
                .append('\n');
    }
}
