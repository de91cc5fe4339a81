package org.s2slab.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A signed token whose signature must not be in any output, and a reader that finds the signature in any encoding. */
public final class Canary {
    /** The signature. */
    public static final String SIGNATURE = "Canary-signature_that-nobody-may_see-0123456789";

    /** The header and the claims, with the dot between them. */
    public static final String CONTENT =
            base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64("{\"iss\":\"lync@contoso.com\"}");

    /** The token. */
    public static final String TOKEN = CONTENT + "." + SIGNATURE;

    private static final Pattern ESCAPE = Pattern.compile(
            "%([0-9A-Fa-f]{2})|\\\\u([0-9A-Fa-f]{4})|&#[xX]([0-9A-Fa-f]{1,6});|&#([0-9]{1,7});|\\\\(\\\\)");

    private Canary() {}

    /** An unsigned token that contains a signed token in a claim with an unknown name. */
    public static String wrapped() {
        return base64("{\"alg\":\"none\"}") + "." + base64("{\"proof\":{\"of\":[\"" + TOKEN + "\"]}}") + ".";
    }

    /** Whether a text contains the signature, in plain text or in any encoding. */
    public static boolean isIn(String text) {
        if (text.contains(SIGNATURE)) {
            return true;
        }
        String plain = ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(meant(escape)));
        if (!plain.equals(text) && isIn(plain)) {
            return true;
        }
        return Stream.of(text.split("[^A-Za-z0-9_+/-]", -1))
                .filter(part -> part.length() > 20)
                .anyMatch(part -> IntStream.range(0, 4).anyMatch(start -> isIn(read(part.substring(start)))));
    }

    private static String meant(MatchResult escape) {
        if (escape.group(5) != null) {
            return "\\";
        }
        String hex = Stream.of(1, 2, 3)
                .map(escape::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        int character = hex.isEmpty() ? Integer.parseInt(escape.group(4)) : Integer.parseInt(hex, 16);
        return Character.isBmpCodePoint(character) ? Character.toString(character) : "?";
    }

    /** Decodes base64 or base64url to one character for each byte. Returns an empty text if decoding fails. */
    public static String read(String base64) {
        String even = base64.length() % 4 == 1 ? base64.substring(1) : base64;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(even.replace('+', '-').replace('/', '_'));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Encodes a text in base64url without padding. */
    public static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
