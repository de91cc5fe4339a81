package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_AUDIENCE;
import static org.s2slab.refusal.RefusalCode.TOKEN_AUDIENCE_HOST;
import static org.s2slab.refusal.RefusalCode.TOKEN_TENANT;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.HopDetail.Finding;

/** Group G, the audience: the tokens are made for this service, its realm and the host of the request. */
final class AudienceRules {
    /** The rules for the actor token. */
    static final List<Rule<VerifiedEvidence>> ACTOR = List.of(
            new Rule<>(
                    "G1",
                    TOKEN_AUDIENCE,
                    "aud names a principal, a host and a realm.",
                    e -> e.audience() != null
                            ? null
                            : Finding.of("aud is " + e.actor().claims().shown(ClaimNames.AUD), "principal/host@realm"),
                    ComparedValues.after(
                            e -> new ComparedValues(e.actor().claims().shown(ClaimNames.AUD), "principal/host@realm"))),
            new Rule<>(
                    "G2",
                    TOKEN_AUDIENCE,
                    "aud names this service's principal, with case.",
                    AudienceRules::principal,
                    ComparedValues.audience(
                            Audience::id, e -> e.self().principal().id())),
            new Rule<>(
                    "G4",
                    TOKEN_TENANT,
                    "aud names a realm served here, in a token of an authorization server that server's tenant, with case.",
                    AudienceRules::realm,
                    ComparedValues.audience(Audience::realm, ComparedValues::served)),
            new Rule<>(
                    "G3",
                    TOKEN_AUDIENCE_HOST,
                    "aud names the host the request was sent to, one of this service's own; ASCII case aside.",
                    AudienceRules::host,
                    ComparedValues.audience(Audience::host, VerifiedEvidence::host)));

    /** The rules for the outer token against the actor. */
    static final List<Rule<VerifiedEvidence>> OUTER = List.of(new Rule<>(
            "G5",
            TOKEN_AUDIENCE,
            "Both tokens are made for the same audience.",
            AudienceRules::sameAudience,
            ComparedValues.outer(
                    outer -> outer.shown(ClaimNames.AUD),
                    e -> e.actor().claims().shown(ClaimNames.AUD))));

    private AudienceRules() {}

    private static Audience audience(VerifiedEvidence evidence) {
        Audience audience = evidence.audience();
        if (audience == null) {
            throw new IllegalStateException("aud is no audience");
        }
        return audience;
    }

    private static @Nullable Finding principal(VerifiedEvidence evidence) {
        String own = evidence.self().principal().id();
        String found = audience(evidence).id();
        return found.equals(own)
                ? null
                : Finding.of("the principal of aud is " + PrintableValue.value(found), PrintableValue.value(own));
    }

    private static @Nullable Finding realm(VerifiedEvidence evidence) {
        String realm = audience(evidence).realm();
        return evidence.realms().contains(realm)
                ? null
                : Finding.of(
                        "the realm of aud is " + PrintableValue.value(realm),
                        "one of " + new TreeSet<>(evidence.realms()));
    }

    private static @Nullable Finding host(VerifiedEvidence evidence) {
        String found = audience(evidence).host();
        String expected = evidence.host();
        boolean same = found.equals(expected)
                || (evidence.form().portInAudience() && found.equals(expected + ":" + evidence.port()));
        if (!same) {
            return Finding.of("the host of aud is " + PrintableValue.value(found), PrintableValue.value(expected));
        }
        return evidence.self().hosts().contains(expected)
                ? null
                : Finding.of(
                        "the request was sent to " + PrintableValue.value(expected),
                        "one of " + new TreeSet<>(evidence.self().hosts()));
    }

    private static @Nullable Finding sameAudience(VerifiedEvidence evidence) {
        ClaimSet outer = evidence.outer();
        if (outer == null) {
            return null;
        }
        String text = outer.audience();
        if (text != null && text.equals(evidence.actor().claims().audience())) {
            return null;
        }
        Audience found = PrincipalNameParser.audience(text);
        return found != null && found.equals(evidence.audience())
                ? null
                : Finding.of(
                        "aud is " + outer.shown(ClaimNames.AUD),
                        "the actor token's " + evidence.actor().claims().shown(ClaimNames.AUD));
    }
}
