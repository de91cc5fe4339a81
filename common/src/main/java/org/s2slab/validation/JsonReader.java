package org.s2slab.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.validation.JsonMembers.Kind;

/**
 * Parses one JSON text (RFC 8259) strictly: a text that two parsers could read differently is a fault. Faults of
 * characters (check B2) and of structure (check B3) are separate, and are reported, not thrown.
 */
final class JsonReader {
    private static final int DEEPEST = 8;
    private static final int MOST_MEMBERS = 64;

    private final byte[] in;
    private final String unread;
    private final JsonMembers top = new JsonMembers();
    private final JsonStringParser strings;
    private int at;
    private String text = "";
    private int members;
    private @Nullable String structureFault;

    private JsonReader(byte[] in, String unread) {
        this.in = in;
        this.unread = unread;
        strings = new JsonStringParser(in);
    }

    /**
     * The result of parsing.
     *
     * @param object the members of the JSON object, null if the text is not an object or not JSON
     * @param textFault the first fault of the characters, or null
     * @param structureFault the first fault of the structure, or null
     */
    record Reading(
            @Nullable JsonMembers object,
            @Nullable String textFault,
            @Nullable String structureFault) {}

    static Reading read(byte[] in) {
        return read(in, "");
    }

    /** @param unread a member that nobody reads; faults of the characters in its value are ignored */
    static Reading read(byte[] in, String unread) {
        JsonReader reader = new JsonReader(in, unread);
        try {
            boolean object = reader.wholeText();
            return new Reading(object ? reader.top : null, reader.strings.fault(), reader.structureFault);
        } catch (Malformed e) {
            return new Reading(null, reader.strings.fault(), e.reason);
        }
    }

    private boolean wholeText() {
        at = strings.skipByteOrderMark();
        space();
        boolean object = at < in.length && in[at] == '{';
        value(1);
        space();
        if (at < in.length) {
            throw new Malformed("something follows the JSON value", at);
        }
        if (!object) {
            structure("is JSON but no object");
        }
        return object;
    }

    /** Parses a value and returns its kind. Its text is in {@link #text}. */
    private Kind value(int depth) {
        if (at >= in.length) {
            throw new Malformed("the JSON text ends too early", at);
        }
        return switch (in[at]) {
            case '"' -> {
                text = string();
                yield Kind.STRING;
            }
            case '{' -> {
                object(depth);
                text = "{}";
                yield Kind.OBJECT;
            }
            case '[' -> {
                array(depth);
                text = "[]";
                yield Kind.ARRAY;
            }
            case 't' -> literal("true", Kind.BOOLEAN);
            case 'f' -> literal("false", Kind.BOOLEAN);
            case 'n' -> literal("null", Kind.NULL);
            default -> {
                number();
                yield Kind.NUMBER;
            }
        };
    }

    private void object(int depth) {
        deeper(depth);
        List<String> names = depth == 1 ? List.of() : new ArrayList<>();
        at++;
        space();
        if (take('}')) {
            return;
        }
        do {
            space();
            if (at >= in.length || in[at] != '"') {
                throw new Malformed("a member has no name", at);
            }
            member(depth, names);
            space();
        } while (take(','));
        expect('}');
    }

    private void member(int depth, List<String> names) {
        String name = string();
        space();
        expect(':');
        space();
        String fault = strings.fault();
        Kind kind = value(depth + 1);
        if (depth == 1 && name.equals(unread)) {
            strings.forgetSince(fault);
        }
        if (++members > MOST_MEMBERS) {
            throw new Malformed("has more than " + MOST_MEMBERS + " members", at);
        }
        if (depth > 1 ? names.contains(name) : top.has(name)) {
            structure("has the member " + PrintableValue.value(name) + " twice");
        } else if (depth > 1) {
            names.add(name);
        } else {
            top.add(name, kind, text);
        }
    }

    private void array(int depth) {
        deeper(depth);
        at++;
        space();
        if (take(']')) {
            return;
        }
        do {
            space();
            value(depth + 1);
            space();
        } while (take(','));
        expect(']');
    }

    private void deeper(int depth) {
        if (depth > DEEPEST) {
            throw new Malformed("is nested deeper than " + DEEPEST, at);
        }
    }

    private String string() {
        String value = strings.read(at + 1);
        at = strings.end();
        return value;
    }

    private Kind literal(String word, Kind kind) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at >= in.length || in[at] != word.charAt(i)) {
                throw new Malformed("neither true, false nor null", at);
            }
        }
        text = word;
        return kind;
    }

    private void number() {
        int start = at;
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        text = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private void digits() {
        int start = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw new Malformed("no JSON value", at);
        }
    }

    private void space() {
        if (at < in.length && in[at] > ' ') {
            return;
        }
        while (at < in.length && (in[at] == ' ' || in[at] == '\t' || in[at] == '\n' || in[at] == '\r')) {
            at++;
        }
    }

    private boolean take(char c) {
        if (at < in.length && in[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw new Malformed("'" + c + "' is missing", at);
        }
    }

    private void structure(String fault) {
        if (structureFault == null) {
            structureFault = fault;
        }
    }

    /** Thrown if the text is not JSON and parsing cannot continue. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Malformed(String reason, int at) {
            super(reason, null, false, false);
            this.reason = reason + " (byte " + at + ")";
        }
    }
}
