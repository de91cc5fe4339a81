package org.s2slab.engine.forge;

import java.util.function.Consumer;

/**
 * One way to spoil a right token.
 *
 * @param name the rule's id, for further ways with a word after it: {@code G3}, {@code G3-port}
 * @param rule the rule of the check-list that is to refuse it
 * @param sentence what is wrong with the token then
 * @param kind which tokens can be spoiled so
 * @param change spoils
 */
record TokenSpoiling(String name, String rule, String sentence, Kind kind, Consumer<ForgedToken> change) {
    /** Tokens that a spoiling fits. */
    enum Kind {
        ANY,
        WITH_USER,
        WITHOUT_USER
    }

    /** Of any token. */
    static TokenSpoiling any(String name, String sentence, Consumer<ForgedToken> change) {
        return new TokenSpoiling(name, ruleOf(name), sentence, Kind.ANY, change);
    }

    /** Of a token for a user. */
    static TokenSpoiling ofUser(String name, String sentence, Consumer<ForgedToken> change) {
        return new TokenSpoiling(name, ruleOf(name), sentence, Kind.WITH_USER, change);
    }

    /** Of a token for the application alone. */
    static TokenSpoiling alone(String name, String sentence, Consumer<ForgedToken> change) {
        return new TokenSpoiling(name, ruleOf(name), sentence, Kind.WITHOUT_USER, change);
    }

    private static String ruleOf(String name) {
        int dash = name.indexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    /** Whether it fits a token. */
    boolean fits(boolean withUser) {
        return kind == Kind.ANY || withUser == (kind == Kind.WITH_USER);
    }

    /** Spoils a token; InapplicableSpoilingException when it does not fit. */
    void spoil(ForgedToken token) {
        if (!fits(token.hasUser())) {
            throw new InapplicableSpoilingException("spoil: '" + name + "' is for a token "
                    + (kind == Kind.WITH_USER ? "with a user" : "without a user, of the application alone"));
        }
        change.accept(token);
    }
}
