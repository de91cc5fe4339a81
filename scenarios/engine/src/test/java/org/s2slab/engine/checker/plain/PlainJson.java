package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses a JSON object exactly as RFC 8259 defines it. Refuses duplicate members, lone surrogates and control
 * characters.
 */
final class PlainJson {
    private static final int DEEPEST = 8;
    private static final int MOST_MEMBERS = 64;

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** A number in its original spelling. The caller decides whether the spelling is permitted. */
    record Spelled(String number) {}

    /** Represents {@code null}. */
    enum Nothing {
        NULL
    }

    static Map<String, Object> object(String text) throws BrokenException {
        PlainJson json = new PlainJson(text);
        json.space();
        if (json.peek() != '{') {
            throw new BrokenException("the text is no JSON object");
        }
        Map<String, Object> object = json.members(1);
        json.space();
        if (json.at != text.length()) {
            throw new BrokenException("something follows the JSON object");
        }
        return object;
    }

    private Object value(int depth) throws BrokenException {
        if (depth > DEEPEST) {
            throw new BrokenException("JSON deeper than " + DEEPEST);
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Nothing.NULL);
            default -> number();
        };
    }

    private Map<String, Object> members(int depth) throws BrokenException {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            space();
            String name = string();
            space();
            take(':');
            space();
            if (members.put(name, value(depth + 1)) != null) {
                throw new BrokenException("the member '" + name + "' is there twice");
            }
            if (members.size() > MOST_MEMBERS) {
                throw new BrokenException("more than " + MOST_MEMBERS + " members");
            }
            space();
            if (peek() == '}') {
                at++;
                return members;
            }
            take(',');
        }
    }

    private List<Object> items(int depth) throws BrokenException {
        List<Object> items = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return items;
        }
        while (true) {
            space();
            items.add(value(depth + 1));
            space();
            if (peek() == ']') {
                at++;
                return items;
            }
            take(',');
        }
    }

    private String string() throws BrokenException {
        take('"');
        StringBuilder read = new StringBuilder();
        while (peek() != '"') {
            char next = next();
            if (next < ' ') {
                throw new BrokenException("a control character in a JSON text");
            }
            read.append(next == '\\' ? escaped() : next);
        }
        at++;
        String whole = read.toString();
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (Character.isISOControl(c)) {
                throw new BrokenException("an escaped control character");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < whole.length()
                    && Character.isLowSurrogate(whole.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new BrokenException("a lone surrogate");
            }
        }
        return whole;
    }

    private char escaped() throws BrokenException {
        char kind = next();
        switch (kind) {
            case '"', '\\', '/' -> {
                return kind;
            }
            case 'b' -> {
                return '\b';
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'u' -> {
                StringBuilder four = new StringBuilder();
                for (int i = 0; i < 4; i++) {
                    four.append(next());
                }
                if (!four.toString().matches("[0-9A-Fa-f]{4}")) {
                    throw new BrokenException("\\u" + four);
                }
                return (char) Integer.parseInt(four.toString(), 16);
            }
            default -> throw new BrokenException("the escape \\" + kind);
        }
    }

    private Object word(String word, Object meaning) throws BrokenException {
        if (!text.startsWith(word, at)) {
            throw new BrokenException("no JSON value at " + at);
        }
        at += word.length();
        return meaning;
    }

    private Spelled number() throws BrokenException {
        int begin = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(begin, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new BrokenException("no JSON value at " + begin);
        }
        return new Spelled(number);
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws BrokenException {
        if (at >= text.length()) {
            throw new BrokenException("the JSON text ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws BrokenException {
        char c = peek();
        at++;
        return c;
    }

    private void take(char expected) throws BrokenException {
        if (next() != expected) {
            throw new BrokenException("no '" + expected + "' at " + (at - 1));
        }
    }
}
