package org.s2slab.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.TokenEvidence;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.VerifiedEvidence.Request;

/** The record of one validation: the service, the request, the time, and the known facts of the token. */
final class ValidationRecord {
    private final Request request;
    private final String hash;
    private CheckList rules = CheckList.COMPLETE;
    private @Nullable UnverifiedToken token;
    private @Nullable VerifiedEvidence evidence;
    private @Nullable UserMatches users;

    /** @param hash the hash of the whole text */
    ValidationRecord(Request request, String hash) {
        this.request = request;
        this.hash = hash;
    }

    Request request() {
        return request;
    }

    String hash() {
        return hash;
    }

    /** Sets the list that decides about this token. */
    void by(CheckList list) {
        rules = list;
    }

    CheckList rules() {
        return rules;
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

    void proven(VerifiedEvidence known) {
        evidence = known;
    }

    void found(UserMatches matches) {
        users = matches;
    }

    /** The journal's view of an accepted token, made from its parsed form when the journal is read. */
    Supplier<TokenInspection> accepted() {
        TokenFacts known = TokenFacts.of(token(), evidence, users);
        boolean named = known.outer() != null || users != null;
        return () -> {
            List<CheckedRule> checks = new ArrayList<>();
            for (Rule<?> rule : named ? rules.asked() : rules.askedOfApplications()) {
                checks.add(rule.held(known));
            }
            return new TokenInspection(known.view(), checks, evidence(known));
        };
    }

    /** The journal's view of a refused token, made at once, because its text must not be stored. */
    Supplier<TokenInspection> refused(Refusal refusal, String text) {
        TokenFacts known = token == null ? null : TokenFacts.of(token, evidence, users);
        List<CheckedRule> checks = new ArrayList<>();
        for (Rule<?> rule : rules.asked()) {
            if (rule.id().equals(refusal.rule())) {
                checks.add(rule.refused(Finding.of(refusal), known));
                TokenInspection opened = new TokenInspection(view(text), checks, evidence(known));
                return () -> opened;
            }
            checks.add(rule.held(known));
        }
        // Another cause than a rule: missing keys, or an unexpected failure after the form rules.
        List<CheckedRule> formal = new ArrayList<>(checks.subList(0, token == null ? 0 : rules.formal()));
        formal.add(CheckedRule.refused(
                String.valueOf(refusal.rule()), refusal.code().sentence(), Finding.of(refusal)));
        TokenInspection opened = new TokenInspection(view(text), formal);
        return () -> opened;
    }

    private static @Nullable TokenEvidence evidence(@Nullable TokenFacts known) {
        VerifiedEvidence proven = known == null ? null : known.evidence();
        return proven == null ? null : proven.registrations();
    }

    private static @Nullable TokenView view(String text) {
        try {
            return TokenView.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
