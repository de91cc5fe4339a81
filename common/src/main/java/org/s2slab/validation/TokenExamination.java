package org.s2slab.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.TokenView;

/**
 * The result of examining a token by every rule of a node without accepting it, as if it were presented now.
 *
 * @param host the host at which it would be presented
 * @param at the node's time
 * @param token its content, or null if it could not be read
 * @param checks every rule in order; {@code held} is null if a check was impossible, and {@code found} has the reason
 */
public record TokenExamination(
        String host, Instant at, @Nullable TokenView token, List<CheckedRule> checks) {
    public TokenExamination {
        checks = List.copyOf(checks);
    }

    /** The first rule that fails, by which the node would refuse the token; empty if all rules pass. */
    public Optional<CheckedRule> refusal() {
        return checks.stream()
                .filter(check -> Boolean.FALSE.equals(check.held()))
                .findFirst();
    }
}
