package org.s2slab.validation;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.VerifiedEvidence.Request;

/**
 * Checks every rule on a token, even if an earlier rule fails. A later rule is checked as if the earlier rules had
 * passed, as far as its input is known.
 */
record RuleByRuleExaminer(
        CheckList rules,
        ActorSignatureVerifier signatures,
        IssuerKeys keys,
        UserDirectory users,
        ValidationProfile profile) {
    private static final String UNREADABLE = "the token cannot be read";
    private static final String UNSIGNED = "there is no signed token to ask this of";
    private static final String NO_USER = "the token names no user";

    Future<TokenExamination> examine(String token, Request request) {
        RuleFindings findings = new RuleFindings();
        TokenView view = view(token);
        UnverifiedToken unverified = read(token, findings);
        if (unverified == null) {
            return Future.succeededFuture(examination(findings, request, view, null, UNREADABLE));
        }
        findings.ask(rules.form(), unverified);
        String x5t = unverified.signedOrNull() == null
                ? null
                : unverified.signed().header().string("x5t");
        if (x5t == null || !unverified.hasIssuer()) {
            TokenFacts known = TokenFacts.of(unverified, null, null);
            return Future.succeededFuture(examination(findings, request, view, known, UNSIGNED));
        }
        KeyEvidence key = signatures.evidence(unverified, x5t, request.self(), request.epoch());
        findings.ask(rules.keys(), key);
        VerifiedEvidence evidence = new VerifiedEvidence(supposed(unverified, key), unverified, request, profile, keys);
        findings.ask(rules.proven(), evidence);
        ClaimSet outer = evidence.userClaims();
        if (outer == null || !UserClaims.isNamed(outer)) {
            TokenFacts known = TokenFacts.of(unverified, evidence, null);
            return Future.succeededFuture(examination(findings, request, view, known, NO_USER));
        }
        return ofUser(outer, evidence, findings)
                .map(found ->
                        examination(findings, request, view, TokenFacts.of(unverified, evidence, found), UNSIGNED));
    }

    private static @Nullable TokenView view(String token) {
        try {
            return TokenView.of(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable UnverifiedToken read(String token, RuleFindings findings) {
        CompactToken presented = CompactToken.of(token);
        findings.ask(rules.text(), presented);
        if (!presented.isReadable()) {
            return null;
        }
        boolean alone = UnverifiedToken.isAccessToken(presented, profile);
        String embedded = alone ? null : UnverifiedToken.onlyActorOf(presented.payload());
        CompactToken actor = embedded == null ? null : CompactToken.of(embedded);
        if (actor != null) {
            findings.ask(rules.text(), actor);
            if (!actor.isReadable()) {
                return null;
            }
        }
        return UnverifiedToken.suppose(presented, actor, profile);
    }

    /** Treats the actor token as verified, so that the later rules have their input. */
    private VerifiedActor supposed(UnverifiedToken token, KeyEvidence key) {
        ClaimSet claims = token.signedClaims();
        if (claims == null) {
            throw new IllegalStateException(UNSIGNED);
        }
        TrustedIssuer trusted = key.isFound()
                ? key.key().issuer()
                : keys.registered(token.issuer()).orElse(null);
        return new VerifiedActor(
                claims,
                token.issuer(),
                trusted,
                key.isFound() ? key.key().certificate() : null,
                TokenHash.ofBytes(token.signed().signedBytes()));
    }

    private Future<UserMatches> ofUser(ClaimSet outer, VerifiedEvidence evidence, RuleFindings findings) {
        TrustedIssuer application = evidence.registration();
        UserClaims claims = new UserClaims(outer, application == null || application.acceptsSids());
        findings.ask(rules.claimedUser(), claims);
        return UserMatches.of(claims, users, evidence.self())
                .onSuccess(found -> findings.ask(rules.foundUser(), found));
    }

    /** @param otherwise why some rules were not checked */
    private TokenExamination examination(
            RuleFindings findings,
            Request request,
            @Nullable TokenView view,
            @Nullable TokenFacts known,
            String otherwise) {
        return new TokenExamination(
                request.host(),
                Instant.ofEpochSecond(request.now()),
                view,
                findings.of(rules.asked(), known, otherwise));
    }
}
