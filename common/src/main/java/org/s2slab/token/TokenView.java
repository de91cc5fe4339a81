package org.s2slab.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart for people to look at. Verifies nothing: what it shows is what the token says, whoever made it. The
 * signature is shortened, so that a view of a token is of no use as a token.
 *
 * @param outer the token itself
 * @param actor the token embedded in it, or null where there is none
 */
public record TokenView(Layer outer, @Nullable Layer actor) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Characters of a signature that are shown: enough to tell two apart. */
    private static final int SHOWN = 8;

    /** What stands in a claim's place when its value is shown elsewhere in the view. */
    private static final String SHOWN_APART = "(shown apart)";

    /**
     * One token.
     *
     * @param signature the first characters of the signature, or null when the token is unsigned
     */
    public record Layer(
            JsonNode header, JsonNode claims, @Nullable String signature) {}

    /**
     * Takes a compact token apart.
     *
     * @throws IllegalArgumentException when it is none; the message never repeats its text
     */
    public static TokenView of(String compact) {
        Layer outer = layer(compact.strip());
        Optional<String> embedded = takeOut(outer, ClaimNames.ACTORTOKEN).or(() -> takeOut(outer, ClaimNames.ACTORT));
        if (embedded.isEmpty()) {
            return new TokenView(outer, null);
        }
        Layer actor = layer(embedded.get());
        // Actor tokens do not nest: a third layer is named, not opened.
        takeOut(actor, ClaimNames.ACTORTOKEN);
        takeOut(actor, ClaimNames.ACTORT);
        return new TokenView(outer, actor);
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
            // What the parser says would repeat the token's text.
        }
        throw new IllegalArgumentException("not a token: its " + what + " is no base64url of a JSON object");
    }

    private static Optional<String> takeOut(Layer layer, String name) {
        JsonNode value = layer.claims().get(name);
        if (value == null || !value.isTextual() || !(layer.claims() instanceof ObjectNode claims)) {
            return Optional.empty();
        }
        claims.put(name, SHOWN_APART);
        return Optional.of(value.textValue());
    }

    private static String shortened(String signature) {
        return signature.length() <= SHOWN ? signature : signature.substring(0, SHOWN) + "...";
    }

    /** The view as text: a line that says what it is, then each part as indented JSON. */
    public String text() {
        StringBuilder text = new StringBuilder("Taken apart, not verified.\n");
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
