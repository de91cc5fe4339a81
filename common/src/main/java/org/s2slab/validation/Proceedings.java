package org.s2slab.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.Opened;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.Evidence.Request;

/** One token on its way through the check-list: against what it is held, and what has become known of it. */
final class Proceedings {
    private final Request request;
    private final String hash;
    private @Nullable UnverifiedToken token;
    private @Nullable Evidence evidence;
    private @Nullable FoundUsers users;

    /** @param hash of the whole text */
    Proceedings(Request request, String hash) {
        this.request = request;
        this.hash = hash;
    }

    Request request() {
        return request;
    }

    String hash() {
        return hash;
    }

    UnverifiedToken token() {
        if (token == null) {
            throw new IllegalStateException("a token that was not read got past the text rules");
        }
        return token;
    }

    void read(UnverifiedToken unverified) {
        token = unverified;
    }

    void proven(Evidence known) {
        evidence = known;
    }

    void found(FoundUsers matches) {
        users = matches;
    }

    /** How an accepted token is shown: by what was read of it, which is written out when somebody reads the journal. */
    Supplier<Opened> accepted(CheckList rules) {
        Known known = Known.of(token(), evidence, users);
        boolean named = known.outer() != null;
        return () -> {
            List<CheckedRule> checks = new ArrayList<>();
            for (Rule<?> rule : named ? rules.asked() : rules.askedOfApplications()) {
                checks.add(Comparisons.held(rule, known));
            }
            return new Opened(known.view(), checks);
        };
    }

    /** How a refused one is shown: at once, because its claims may be of any kind, and its text must not be kept. */
    Supplier<Opened> refused(CheckList rules, Refusal refusal, String text) {
        Known known = token == null ? null : Known.of(token, evidence, users);
        List<CheckedRule> checks = new ArrayList<>();
        for (Rule<?> rule : rules.asked()) {
            if (rule.id().equals(refusal.rule())) {
                checks.add(Comparisons.refused(rule, Finding.of(refusal), known));
                Opened opened = new Opened(view(text), checks);
                return () -> opened;
            }
            checks.add(Comparisons.held(rule, known));
        }
        // Not a rule of the list: keys that could not be had, or something unexpected, after the form was found good.
        List<CheckedRule> formal = new ArrayList<>(checks.subList(0, token == null ? 0 : rules.formal()));
        formal.add(CheckedRule.refused(
                String.valueOf(refusal.rule()), refusal.code().sentence(), Finding.of(refusal)));
        Opened opened = new Opened(view(text), formal);
        return () -> opened;
    }

    private static @Nullable TokenView view(String text) {
        try {
            return TokenView.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
