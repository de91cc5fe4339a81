package org.s2slab.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a journal shows of a token besides its hash: what it says, without anything by which it could be used, and the
 * rules it was asked by.
 *
 * @param token what it says, or null where it could not be read or was shown before
 * @param checks the rules in the order asked, up to and with the one that refused; empty where nothing was checked
 */
public record TokenInspection(@Nullable TokenView token, List<CheckedRule> checks) {
    public TokenInspection {
        checks = List.copyOf(checks);
    }

    /** The same without the signature of any token in what the rules found. */
    TokenInspection redacted() {
        return new TokenInspection(
                token, checks.stream().map(CheckedRule::redacted).toList());
    }

    /** A token that nobody has checked yet, for instance one just made. */
    public static TokenInspection unchecked(TokenView token) {
        return new TokenInspection(token, List.of());
    }
}
