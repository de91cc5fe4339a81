package org.s2slab.engine.forge;

import java.util.function.Consumer;

/**
 * One change that makes a valid token invalid by one rule.
 *
 * @param name the rule's id; further spoilings of the same rule add a word: {@code G3}, {@code G3-port}
 * @param rule the rule of the check-list that must refuse the token
 * @param sentence the fault of the spoiled token
 * @param kind the kind of tokens to which the spoiling applies
 * @param change changes the token
 */
record TokenSpoiling(String name, String rule, String sentence, Kind kind, Consumer<ForgedToken> change) {
    /** The kind of tokens to which a spoiling applies. */
    enum Kind {
        ANY,
        WITH_USER,
        WITHOUT_USER
    }

    /** A spoiling of any token. */
    static TokenSpoiling any(String name, String sentence, Consumer<ForgedToken> change) {
        return new TokenSpoiling(name, ruleOf(name), sentence, Kind.ANY, change);
    }

    /** A spoiling of a token for a user. */
    static TokenSpoiling ofUser(String name, String sentence, Consumer<ForgedToken> change) {
        return new TokenSpoiling(name, ruleOf(name), sentence, Kind.WITH_USER, change);
    }

    /** A spoiling of a token without a user. */
    static TokenSpoiling alone(String name, String sentence, Consumer<ForgedToken> change) {
        return new TokenSpoiling(name, ruleOf(name), sentence, Kind.WITHOUT_USER, change);
    }

    private static String ruleOf(String name) {
        int dash = name.indexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    /** Whether the spoiling applies to a token. */
    boolean fits(boolean withUser) {
        return kind == Kind.ANY || withUser == (kind == Kind.WITH_USER);
    }

    /** Changes the token. Throws InapplicableSpoilingException if the spoiling does not apply to it. */
    void spoil(ForgedToken token) {
        if (!fits(token.hasUser())) {
            throw new InapplicableSpoilingException("spoil: '" + name + "' is for a token "
                    + (kind == Kind.WITH_USER ? "with a user" : "without a user, of the application alone"));
        }
        change.accept(token);
    }
}
