package org.s2slab.authz.grants;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.refusal.Refusal;
import org.s2slab.token.SigningInput;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.TokenEvidence;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.Rule;

/** The journal entry of a token request: the request, and the issued token or the presented assertion. */
record GrantRecord(
        GrantRules rules, TokenRequest request, @Nullable GrantEvidence evidence) {

    /** The entry of an issued token with the rules that it passed. The request contains secrets and is not recorded. */
    Supplier<TokenInspection> issued(SigningInput token) {
        GrantRules asked = rules;
        CheckList form = form();
        String content = token.content();
        TokenEvidence proven = proven();
        return () -> new TokenInspection(
                TokenView.ofUnsigned(content),
                order(asked, form, true).map(GrantRecord::held).toList(),
                proven);
    }

    /** The entry of a refused assertion, if it could be parsed, with the rules up to the refusing rule. */
    TokenInspection denied(Refusal refusal) {
        List<CheckedRule> checks = new ArrayList<>();
        boolean formal =
                CheckList.ASSERTION.all().stream().anyMatch(rule -> rule.id().equals(refusal.rule()));
        boolean read = evidence != null || formal;
        for (Rule<?> rule : order(rules, read ? form() : null, evidence != null).toList()) {
            if (rule.id().equals(refusal.rule())) {
                checks.add(refused(rule.sentence(), refusal));
                return new TokenInspection(assertion(), checks, proven());
            }
            checks.add(held(rule));
        }
        // A refusal without a rule of the list: unknown tenant, unknown grant type, unexpected error.
        return new TokenInspection(assertion(), List.of(refused(sentence(refusal), refusal)));
    }

    /** The client and the credential that authenticated it; null if the client was not authenticated. */
    private @Nullable TokenEvidence proven() {
        if (evidence == null || !evidence.wasProven()) {
            return null;
        }
        ServicePrincipal client = evidence.client();
        return new TokenEvidence(
                evidence.credential().id(),
                client.appId() + "@" + evidence.tenant(),
                null,
                client.displayName(),
                null,
                client.trustedForDelegation());
    }

    /** The check-list for an assertion; null if the client does not present one. */
    private @Nullable CheckList form() {
        if (compact() == null) {
            return null;
        }
        return request.has("assertion") ? CheckList.ASSERTION : CheckList.LIBRARY_ASSERTION;
    }

    /**
     * @param form the rules for the assertion, as far as they were checked
     * @param known whether the client was checked
     */
    private static Stream<Rule<?>> order(GrantRules rules, @Nullable CheckList form, boolean known) {
        List<Rule<?>> order = new ArrayList<>(rules.request());
        if (form != null) {
            order.addAll(form.all());
        }
        if (known) {
            order.addAll(rules.client());
            order.addAll(rules.use());
        }
        return order.stream();
    }

    private static CheckedRule held(Rule<?> rule) {
        return CheckedRule.held(rule.id(), rule.sentence());
    }

    private static CheckedRule refused(String sentence, Refusal refusal) {
        return CheckedRule.refused(String.valueOf(refusal.rule()), sentence, Finding.of(refusal));
    }

    private static String sentence(Refusal refusal) {
        return GrantRules.rules().stream()
                .filter(rule -> rule.id().equals(refusal.rule()))
                .map(rule -> rule.sentence())
                .findFirst()
                .orElse(refusal.code().sentence());
    }

    private @Nullable String compact() {
        String assertion = request.field("assertion");
        return assertion == null ? request.field("client_assertion") : assertion;
    }

    private @Nullable TokenView assertion() {
        String compact = compact();
        try {
            return compact == null ? null : TokenView.of(compact);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
