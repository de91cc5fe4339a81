package org.s2slab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A run of characters that tokens and base64 use, in which a {@link TokenRedactor} finds signatures. */
final class TokenCharacters {
    /** Loaded with the first text that may be a header, because its 400 classes would delay the command line's help. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    /** The number of characters of the shortest base64 text that can contain a signed token. */
    private static final int SHORTEST_WRAPPING = 22;

    /** The number of places in a base64 group at which the text may begin. */
    private static final int GROUP = 4;

    private static final String GONE_IN_BYTES =
            new String(TokenRedactor.GONE.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private TokenCharacters() {}

    static String redact(String run, int deepest) {
        int beginning = 0;
        for (int dot = run.indexOf('.'); dot >= 0; dot = run.indexOf('.', dot + 1)) {
            int header = headerIn(run, beginning, dot);
            int second = run.indexOf('.', dot + 1);
            if (header >= 0 && second >= 0) {
                return redactWrapped(run.substring(0, header), deepest)
                        + redactWrapped(run.substring(header, dot), deepest)
                        + "." + redactWrapped(run.substring(dot + 1, second), deepest)
                        + "." + signature(run.substring(second + 1));
            }
            beginning = dot + 1;
        }
        return redactWrapped(run, deepest);
    }

    private static String signature(String rest) {
        return rest.chars().allMatch(c -> c == '.') ? rest : TokenRedactor.GONE;
    }

    /** The start of the token header that ends at {@code to}, or -1. Other base64 characters may stand before it. */
    private static int headerIn(String run, int from, int to) {
        if (isObject(run, from, to)) {
            return from;
        }
        for (int i = run.indexOf('e', from); i >= 0 && i < to; i = run.indexOf('e', i + 1)) {
            // A JSON object begins with a brace: in base64 e and one of the alphabet's last sixteen characters.
            if (i > from
                    && i + 1 < to
                    && "wxyz0123456789+/-_".indexOf(run.charAt(i + 1)) >= 0
                    && isObject(run, i, to)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isObject(String run, int from, int to) {
        String text = decoded(run.substring(from, to));
        String object = text.strip();
        if (!object.startsWith("{") || !object.endsWith("}")) {
            return false;
        }
        try {
            byte[] bytes = object.getBytes(StandardCharsets.ISO_8859_1);
            return Json.MAPPER
                    .readTree(new String(bytes, StandardCharsets.UTF_8))
                    .isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Removes signatures of tokens from the base64 parts of a text. */
    private static String redactWrapped(String text, int deepest) {
        StringBuilder redacted = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '=') {
                end++;
            }
            String piece = text.substring(at, end);
            redacted.append(piece.length() < SHORTEST_WRAPPING ? piece : redactPiece(piece, deepest));
            if (end < text.length()) {
                redacted.append(text.charAt(end));
            }
            at = end + 1;
        }
        return redacted.toString();
    }

    private static String redactPiece(String piece, int deepest) {
        for (int start = 0; start < GROUP; start++) {
            String content = decoded(piece.substring(start));
            if (deepest == 0) {
                return TokenRedactor.GONE;
            }
            String redacted = TokenRedactor.redact(content, deepest - 1);
            if (!redacted.equals(content)) {
                byte[] bytes =
                        redacted.replace(TokenRedactor.GONE, GONE_IN_BYTES).getBytes(StandardCharsets.ISO_8859_1);
                return piece.substring(0, start)
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            }
        }
        return piece;
    }

    /** Decodes either alphabet of base64, as ISO-8859-1; empty if the text is not base64. */
    private static String decoded(String base64) {
        String even = base64.replace("=", "");
        // A last single character is less than a byte.
        String whole = even.length() % GROUP == 1 ? even.substring(0, even.length() - 1) : even;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(whole.replace('+', '-').replace('/', '_'));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
