package org.s2slab.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.shell.ShellException.Kind;

/** Reads a text from left to right. Typographic dashes and quotation marks from web pages count as plain characters. */
final class CharacterReader {
    private static final String DASHES = "-\u2013\u2014\u2015";
    private static final String SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b";
    private static final String DOUBLE_QUOTES = "\"\u201c\u201d\u201e";
    private static final String BLANKS = " \t\u00a0\f";
    private static final char END = '\0';

    private final String text;
    private int at;

    CharacterReader(String text) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n').replace("\ufeff", "");
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    char next() {
        return text.charAt(at++);
    }

    /** Reads a text if it comes next; returns whether it does. */
    boolean take(String requested) {
        boolean there = text.startsWith(requested, at);
        at += there ? requested.length() : 0;
        return there;
    }

    /** Reads the text that matches a pattern at the current position; an empty text if nothing matches. */
    String take(Pattern pattern) {
        Matcher matcher = matcher(pattern);
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }

    /** Whether a pattern matches at the current position. */
    boolean sees(Pattern pattern) {
        return matcher(pattern).lookingAt();
    }

    private Matcher matcher(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.useTransparentBounds(true).useAnchoringBounds(false);
    }

    boolean seesSingleQuote() {
        return SINGLE_QUOTES.indexOf(peek()) >= 0 && !atEnd();
    }

    boolean seesDoubleQuote() {
        return DOUBLE_QUOTES.indexOf(peek()) >= 0 && !atEnd();
    }

    static boolean isDash(char c) {
        return DASHES.indexOf(c) >= 0;
    }

    /** Whether a word ends at the current position. */
    boolean seesWordEnd() {
        return atEnd() || BLANKS.indexOf(peek()) >= 0 || "\n;|(){},&<>".indexOf(peek()) >= 0;
    }

    /** Skips blanks, comments, and line ends after a backtick. */
    void skipBlanks() {
        boolean wordBefore =
                at > 0 && !Character.isWhitespace(text.charAt(at - 1)) && "(){};|,=".indexOf(text.charAt(at - 1)) < 0;
        while (!atEnd()) {
            if (BLANKS.indexOf(peek()) >= 0) {
                at++;
            } else if (take("`\n")) {
                if (atEnd()) {
                    throw incomplete("the line after a backtick is missing");
                }
            } else if (text.startsWith("<#", at)) {
                skipComment();
            } else if (peek() == '#' && !wordBefore) {
                skipLine();
            } else {
                return;
            }
            wordBefore = false;
        }
    }

    private void skipComment() {
        int end = text.indexOf("#>", at);
        if (end < 0) {
            throw incomplete("a comment that <# begins has no #>");
        }
        at = end + 2;
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    /** Skips the same as {@link #skipBlanks}, and also line ends. */
    void skipLines() {
        skipBlanks();
        while (peek() == '\n') {
            at++;
            skipBlanks();
        }
    }

    /** The current position, for a later return to it. */
    int place() {
        return at;
    }

    void goBack(int place) {
        at = place;
    }

    /** The text between a position and the current position. */
    String since(int place) {
        return text.substring(place, at);
    }

    int line() {
        int line = 1;
        for (int i = 0; i < at && i < text.length(); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    /** The error for a text that ends too early. */
    ShellException incomplete(String message) {
        return new ShellException(Kind.INCOMPLETE, line(), message);
    }

    /** A syntax error at the current position. */
    ShellException wrong(String message) {
        return new ShellException(Kind.LANGUAGE, line(), message);
    }
}
