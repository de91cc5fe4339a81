package org.s2slab.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.TokenView;

/**
 * A token held against every rule of a node, believed by nobody: what would become of it if it were presented now.
 *
 * @param host at which it would be presented
 * @param at the node's time
 * @param token what it says, or null where it could not be read
 * @param checks every rule in the order asked; one that could not be asked has no {@code held}, and in {@code found} why
 */
public record TokenExamination(
        String host, Instant at, @Nullable TokenView token, List<CheckedRule> checks) {
    public TokenExamination {
        checks = List.copyOf(checks);
    }

    /** The rule that would refuse it: the first that does not hold. Empty when it would be accepted. */
    public Optional<CheckedRule> refusal() {
        return checks.stream()
                .filter(check -> Boolean.FALSE.equals(check.held()))
                .findFirst();
    }
}
