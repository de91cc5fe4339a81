package org.s2slab.trace;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a token as a journal shows it, without anything that would make it usable, and the rules that were
 * checked on it.
 *
 * @param token its content, or null if it could not be read or an earlier hop has it
 * @param checks the rules in the order of the check, up to the rule that refused; empty if nothing was checked
 * @param evidence the key and the registrations that the decision used, or null if no signature was verified
 */
public record TokenInspection(
        @Nullable TokenView token,
        List<CheckedRule> checks,
        @Nullable TokenEvidence evidence) {
    public TokenInspection {
        checks = List.copyOf(checks);
    }

    /** An inspection without a verified signature. */
    public TokenInspection(@Nullable TokenView token, List<CheckedRule> checks) {
        this(token, checks, null);
    }

    /** Returns this inspection with further rules, which were checked later. */
    TokenInspection with(List<CheckedRule> later) {
        return new TokenInspection(
                token, Stream.concat(checks.stream(), later.stream()).toList(), evidence);
    }

    /** Returns this inspection without the signature of any token in the findings. */
    TokenInspection redacted() {
        return new TokenInspection(
                token, checks.stream().map(CheckedRule::redacted).toList(), evidence);
    }

    /** The inspection of a token that was not checked yet, for instance of a new token. */
    public static TokenInspection unchecked(TokenView token) {
        return new TokenInspection(token, List.of());
    }
}
