package org.s2slab.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parses the challenges of one {@code WWW-Authenticate} field (RFC 9110, 11.6.1) with the tolerance of the products'
 * clients. It accepts values with or without quotes, spaces around the equals sign and extra commas. It also accepts a
 * scheme after a quoted value without a comma, as in Lync's MsRtcOAuth.
 */
final class ChallengeParser {
    /**
     * One challenge.
     *
     * @param scheme the scheme in lower case
     * @param parameters by name in lower case; a token68 has the empty name
     */
    record Scheme(String scheme, Map<String, String> parameters) {}

    private final String text;
    private final List<Scheme> schemes = new ArrayList<>();
    private int at;
    private boolean open;

    private ChallengeParser(String text) {
        this.text = text;
    }

    /**
     * Parses a field's value.
     *
     * @throws IllegalArgumentException when a quote is not closed, a parameter occurs twice or belongs to no scheme
     */
    static List<Scheme> read(String value) {
        ChallengeParser field = new ChallengeParser(value);
        field.readAll();
        return field.schemes;
    }

    private void readAll() {
        while (skip(" \t\r\n,")) {
            String name = token();
            int end = at;
            skip(" \t\r\n");
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                parameter(name);
                continue;
            }
            schemes.add(new Scheme(name.toLowerCase(Locale.ROOT), new LinkedHashMap<>()));
            // "Basic , realm=x" is one challenge, "Basic, realm=x" is a challenge and a separate parameter.
            open = at > end;
            token68();
        }
    }

    private void parameter(String name) {
        if (!open) {
            throw new IllegalArgumentException("the parameter '" + name + "' belongs to no scheme");
        }
        skip(" \t\r\n");
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
        put(name.toLowerCase(Locale.ROOT), value);
    }

    private void put(String name, String value) {
        if (schemes.get(schemes.size() - 1).parameters().putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the parameter '" + name + "' occurs twice");
        }
    }

    /** Parses base64 data after a scheme, which ends at a comma or the end of the field. */
    private void token68() {
        int end = at;
        while (end < text.length() && isToken68(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        int next = end;
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (end > at && (next == text.length() || text.charAt(next) == ',')) {
            put("", text.substring(at, end));
            at = end;
            open = false;
        }
    }

    private static boolean isToken68(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }

    private String token() {
        int start = at;
        while (at < text.length() && " \t\r\n,=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a name or value is missing at character " + start);
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            value.append(c);
        }
        throw new IllegalArgumentException("a quoted value is not closed");
    }

    /** Skips these characters; returns whether more text follows. */
    private boolean skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length();
    }
}
