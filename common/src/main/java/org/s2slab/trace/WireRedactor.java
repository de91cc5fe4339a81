package org.s2slab.trace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Redacts requests and responses: a note replaces each signature, password, secret and cookie. A credential that is not
 * a token in the form of RFC 7515 is replaced as a whole.
 */
public final class WireRedactor {
    /** Maximum number of bytes of a recorded body: enough for a token request or the SOAP envelope of a small call. */
    public static final int MOST_BYTES = 4 * 1024;

    private static final String SIGNATURE = "(signature, not shown)";
    private static final String PASSWORD = "(password, not shown)";
    private static final String SECRET = "(secret, not shown)";
    private static final String COOKIE = "(cookie, not shown)";
    private static final String CREDENTIAL = "(credential, not shown)";

    /** The place in a token from which {@link TokenRedactor} removed the signature. */
    private static final Pattern UNSIGNED = Pattern.compile("(?<=[A-Za-z0-9_.-]\\.)" + TokenRedactor.GONE);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_.-]*");

    private static final Pattern SCHEME = Pattern.compile("(?i)(Bearer|Basic|Digest|Negotiate|NTLM)(?: +(.*))?");

    /** Members of forms, JSON and XML that carry a credential (RFC 6749, RFC 7521, WS-Security). */
    private static final String NAMES = "(password|passwd|client_secret|access_token|refresh_token|id_token|assertion"
            + "|client_assertion|code_verifier|device_code|guest|BinarySecurityToken)";

    /**
     * The value of such a member in a form or query, in JSON or in XML, and an authorization code. The end of a value may
     * be cut off.
     */
    private static final Pattern MEMBER = Pattern.compile(
            "(?:^|[?&\\s])" + NAMES + "=([^&\\s]+)|\"" + NAMES + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)+)|<(?:[\\w.-]+:)?"
                    + NAMES
                    + "(?:\\s[^>]*)?>([^<]+)|(?:^|[?&\\s])(code)=([\\w-]{32,}+)|name=\"(code)\" value=\"([^\"]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BASIC = Pattern.compile("(?i)\\bBasic +([A-Za-z0-9+/_=-]{2,})");

    private WireRedactor() {}

    /** A message without credentials. */
    static WireMessage message(WireJournal.Message sent) {
        List<String> headers = new ArrayList<>();
        sent.fields().forEach(field -> headers.add(field(field.getKey(), field.getValue())));
        String text = decoded(sent.body().getBytes());
        return new WireMessage(text(sent.line()), headers, text == null ? "" : text(text), note(text, sent));
    }

    private static @Nullable String note(@Nullable String text, WireJournal.Message sent) {
        if (text == null) {
            return sent.bytes() + " bytes that are not text.";
        }
        if (sent.bytes() > sent.body().length()) {
            return "The first " + sent.body().length() + " of " + sent.bytes() + " bytes"
                    + (sent.whole() ? "." : " that came.");
        }
        return sent.whole() ? null : "The response came before the end of the body.";
    }

    /** The bytes as text; null if they are not UTF-8 text. The last character may be incomplete. */
    private static @Nullable String decoded(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        boolean failed = utf8.decode(ByteBuffer.wrap(bytes), text, bytes.length < MOST_BYTES)
                .isError();
        boolean control = text.flip().chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        return failed || control ? null : text.toString();
    }

    private static String field(String name, String value) {
        return text(name) + ": "
                + switch (name.toLowerCase(Locale.ROOT)) {
                    case "authorization", "proxy-authorization", "x-ms-webticket" -> authorization(value);
                    case "cookie", "set-cookie" -> COOKIE;
                    default -> text(value);
                };
    }

    private static String authorization(String value) {
        Matcher scheme = SCHEME.matcher(value);
        if (!scheme.matches()) {
            return CREDENTIAL;
        }
        String credential = scheme.group(2);
        if (credential == null || credential.isEmpty()) {
            return value;
        }
        String kept = value.substring(0, scheme.start(2));
        if (scheme.group(1).equalsIgnoreCase("Basic")) {
            return kept + PASSWORD;
        }
        return kept + (isToken(credential) ? text(credential) : CREDENTIAL);
    }

    /** Whether a text is a token and nothing else, with or without a signature. */
    private static boolean isToken(String text) {
        String signed = text + "x";
        return TOKEN.matcher(text).matches() && !TokenRedactor.redact(signed).equals(signed);
    }

    /** A text without credentials in it. */
    private static String text(String text) {
        String named = replaced(text, MEMBER, WireRedactor::member);
        String plain = replaced(named, BASIC, found -> isPair(found.group(1)) ? PASSWORD : found.group(1));
        String redacted = TokenRedactor.redact(plain);
        return redacted.equals(plain)
                ? plain
                : UNSIGNED.matcher(redacted).replaceAll(Matcher.quoteReplacement(SIGNATURE));
    }

    private interface Replacement {
        String of(MatchResult found);
    }

    /** Replaces the last matching group of each match. */
    private static String replaced(String text, Pattern pattern, Replacement instead) {
        Matcher found = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (found.find()) {
            int value = found.groupCount();
            while (found.group(value) == null) {
                value--;
            }
            result.append(text, at, found.start(value)).append(instead.of(found));
            at = found.end(value);
        }
        return at == 0 ? text : result.append(text, at, text.length()).toString();
    }

    private static String member(MatchResult found) {
        int name = 1;
        while (found.group(name) == null) {
            name += 2;
        }
        String value = found.group(name + 1);
        if (isToken(value)) {
            return value;
        }
        String lower = found.group(name).toLowerCase(Locale.ROOT);
        return lower.startsWith("passw") ? PASSWORD : lower.equals("client_secret") ? SECRET : CREDENTIAL;
    }

    private static boolean isPair(String base64) {
        try {
            byte[] pair = Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_'));
            return new String(pair, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
