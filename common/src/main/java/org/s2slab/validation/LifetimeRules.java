package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_LIFETIME;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.HopDetail.Finding;

/** Group H, the times: both windows exist, are short and current, and the outer lies within the actor's. */
final class LifetimeRules {
    /** The rules for each layer by itself. */
    static final List<Rule<VerifiedEvidence>> WINDOWS = List.of(
            new Rule<>(
                    "H1",
                    TOKEN_LIFETIME,
                    "nbf and exp are there in both tokens, as seconds of ten digits.",
                    e -> each(e, LifetimeRules::missing),
                    ComparedValues.each(
                            c -> c.shown(ClaimNames.NBF) + ", " + c.shown(ClaimNames.EXP), e -> "ten digits")),
            new Rule<>(
                    "H2",
                    TOKEN_LIFETIME,
                    "Now lies between nbf and exp, the one skew allowed for at each end.",
                    e -> each(e, LifetimeRules::now),
                    ComparedValues.each(
                            ComparedValues::window,
                            e -> "now, " + ComparedValues.time(e.now()) + ", give or take "
                                    + e.profile().skew() + " s")),
            new Rule<>(
                    "H3",
                    TOKEN_LIFETIME,
                    "exp lies after nbf, by no more than the longest life of this kind of token.",
                    e -> each(e, LifetimeRules::length),
                    ComparedValues.each(
                            c -> (c.expires() - c.notBefore()) + " s",
                            e -> "at most " + longestActor(e) + " s for an actor token and "
                                    + e.profile().outerLifetime() + " s for an outer one")),
            new Rule<>(
                    "H5",
                    TOKEN_LIFETIME,
                    "iat, where given, is not ahead of now by more than the skew.",
                    e -> each(e, LifetimeRules::issued),
                    ComparedValues.each(
                            c -> c.issuedAt() < 0 ? "absent" : ComparedValues.time(c.issuedAt()),
                            e -> "not after now, " + ComparedValues.time(e.now()) + ", by more than "
                                    + e.profile().skew() + " s")),
            new Rule<>(
                    "H6",
                    TOKEN_LIFETIME,
                    "The token is not older than the trust in its issuer and its application.",
                    LifetimeRules::older,
                    ComparedValues.after(e -> new ComparedValues(
                            ComparedValues.time(e.actor().claims().made()),
                            "not before "
                                    + ComparedValues.time(e.actor().trusted().trustedSince())))));

    /** The rules for the outer token against the actor. */
    static final List<Rule<VerifiedEvidence>> OUTER = List.of(new Rule<>(
            "H4",
            TOKEN_LIFETIME,
            "The outer window lies within the actor token's.",
            LifetimeRules::within,
            ComparedValues.outer(
                    ComparedValues::window,
                    e -> "within " + ComparedValues.window(e.actor().claims()))));

    private LifetimeRules() {}

    /** A check of one layer's claims. */
    @FunctionalInterface
    private interface LayerCheck {
        @Nullable
        Finding finding(ClaimSet claims, boolean outer, VerifiedEvidence evidence);
    }

    private static @Nullable Finding each(VerifiedEvidence evidence, LayerCheck check) {
        Finding finding = check.finding(evidence.actor().claims(), false, evidence);
        ClaimSet outer = evidence.outer();
        return finding != null || outer == null ? finding : check.finding(outer, true, evidence);
    }

    private static String layer(boolean outer) {
        return outer ? " of the outer token is " : " of the actor token is ";
    }

    private static @Nullable Finding missing(ClaimSet claims, boolean outer, VerifiedEvidence evidence) {
        if (claims.notBefore() < 0) {
            return Finding.of("nbf" + layer(outer) + claims.shown(ClaimNames.NBF), "ten digits");
        }
        return claims.expires() < 0
                ? Finding.of("exp" + layer(outer) + claims.shown(ClaimNames.EXP), "ten digits")
                : null;
    }

    private static @Nullable Finding now(ClaimSet claims, boolean outer, VerifiedEvidence evidence) {
        long now = evidence.now();
        int skew = evidence.profile().skew();
        if (claims.notBefore() > now + skew) {
            return Finding.of("nbf" + layer(outer) + claims.notBefore() + ", now is " + now + " (skew " + skew + ")");
        }
        return claims.expires() < now - skew
                ? Finding.of("exp" + layer(outer) + claims.expires() + ", now is " + now + " (skew " + skew + ")")
                : null;
    }

    private static @Nullable Finding length(ClaimSet claims, boolean outer, VerifiedEvidence evidence) {
        long length = claims.expires() - claims.notBefore();
        long longest = outer ? evidence.profile().outerLifetime() : longestActor(evidence);
        return length > 0 && length <= longest
                ? null
                : Finding.of("the life" + layer(outer) + length + " s", "more than 0 and at most " + longest);
    }

    /** The maximum lifetime of this issuer's actor tokens, in seconds. */
    static long longestActor(VerifiedEvidence evidence) {
        return evidence.issuer().hasNameOfAuthorizationServer()
                ? ValidationProfile.AUTHORIZATION_SERVER_LIFETIME
                : evidence.form().actorLifetime();
    }

    private static @Nullable Finding issued(ClaimSet claims, boolean outer, VerifiedEvidence evidence) {
        long issued = claims.issuedAt();
        boolean good = issued != ClaimSet.MALFORMED
                && issued <= evidence.now() + evidence.profile().skew();
        return good
                ? null
                : Finding.of("iat" + layer(outer) + claims.shown(ClaimNames.IAT) + ", now is " + evidence.now());
    }

    private static @Nullable Finding older(VerifiedEvidence evidence) {
        long made = evidence.actor().claims().made();
        long since = evidence.actor().trusted().trustedSince();
        TrustedIssuer application = evidence.registration();
        if (application != null) {
            since = Math.max(since, application.trustedSince());
        }
        return made >= since
                ? null
                : Finding.of("the actor token was made at " + made + ", its issuer is trusted since " + since);
    }

    private static @Nullable Finding within(VerifiedEvidence evidence) {
        ClaimSet outer = evidence.outer();
        ClaimSet actor = evidence.actor().claims();
        if (outer == null || (outer.notBefore() >= actor.notBefore() && outer.expires() <= actor.expires())) {
            return null;
        }
        return Finding.of(
                "the outer token lives from " + outer.notBefore() + " to " + outer.expires(),
                "within the actor token's " + actor.notBefore() + " to " + actor.expires());
    }
}
