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
public record Opened(@Nullable TokenView token, List<CheckedRule> checks) {
    public Opened {
        checks = List.copyOf(checks);
    }

    /** The same without the signature of any token in what the rules found. */
    Opened redacted() {
        return new Opened(token, checks.stream().map(CheckedRule::redacted).toList());
    }

    /** A token that nobody has checked yet, for instance one just made. */
    public static Opened unchecked(TokenView token) {
        return new Opened(token, List.of());
    }
}
