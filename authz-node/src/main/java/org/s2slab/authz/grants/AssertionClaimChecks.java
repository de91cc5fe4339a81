package org.s2slab.authz.grants;

import static org.s2slab.identity.ClaimNames.AUD;
import static org.s2slab.identity.ClaimNames.EXP;
import static org.s2slab.identity.ClaimNames.IAT;
import static org.s2slab.identity.ClaimNames.NAMEID;
import static org.s2slab.identity.ClaimNames.NBF;
import static org.s2slab.identity.ClaimNames.SUB;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.ClientAssertion;
import org.s2slab.validation.PrintableValue;

/** Checks the claims of a verified assertion. Without an assertion, no check finds a fault. */
final class AssertionClaimChecks {
    /** Permitted clock skew in seconds, at each end; the same on all servers of this deployment. */
    static final long SKEW = 300;

    /** Maximum lifetime in seconds: servers use five minutes, libraries up to an hour. It bounds the replay cache. */
    static final long LONGEST_LIFE = 3_600;

    private AssertionClaimChecks() {}

    static @Nullable Finding parties(GrantEvidence evidence) {
        if (!evidence.hasAssertion()) {
            return null;
        }
        ClientAssertion assertion = evidence.assertion();
        String issuer = evidence.claimed();
        String clientId = evidence.request().field("client_id");
        if (evidence.request().door().forLibraries() && assertion.claim(SUB) == null) {
            return Finding.of(
                    "sub is absent", "iss, " + PrintableValue.value(issuer) + ", as RFC 7523 section 3 requires");
        }
        for (String claim : new String[] {SUB, NAMEID}) {
            String value = assertion.claim(claim);
            if (value != null && !value.equals(issuer)) {
                return Finding.of(claim + " is " + PrintableValue.value(value), "iss, " + PrintableValue.value(issuer));
            }
        }
        if (clientId != null && !clientId.equals(issuer)) {
            return Finding.of("client_id is " + PrintableValue.value(clientId), "iss, " + PrintableValue.value(issuer));
        }
        return isForThisServer(evidence)
                ? null
                : Finding.of(
                        "aud is " + PrintableValue.value(assertion.claim(AUD)),
                        String.join(" or ", evidence.request().door().audiences())
                                .replace("%s", evidence.tenant()));
    }

    /** Whether the audience is a single text that names this server at this endpoint in this tenant (RFC 10070). */
    static boolean isForThisServer(GrantEvidence evidence) {
        String audience = evidence.assertion().claim(AUD);
        for (String accepted : evidence.request().door().audiences()) {
            if (accepted.replace("%s", evidence.tenant()).equals(audience)) {
                return true;
            }
        }
        return false;
    }

    /** Checks the times. A time that cannot be parsed is not treated as missing, because it may be in the future. */
    static @Nullable Finding times(GrantEvidence evidence) {
        if (!evidence.hasAssertion()) {
            return null;
        }
        ClientAssertion assertion = evidence.assertion();
        if (assertion.expires() < 0) {
            return unreadable(assertion, EXP);
        }
        if (assertion.notBefore() < 0 && assertion.says(NBF)) {
            return unreadable(assertion, NBF);
        }
        return assertion.issuedAt() < 0 && assertion.says(IAT) ? unreadable(assertion, IAT) : null;
    }

    private static Finding unreadable(ClientAssertion assertion, String claim) {
        return Finding.of(claim + " is " + assertion.shown(claim), "ten digits");
    }

    static @Nullable Finding now(GrantEvidence evidence) {
        if (!evidence.hasAssertion()) {
            return null;
        }
        ClientAssertion assertion = evidence.assertion();
        long now = evidence.now();
        long begin = Math.max(assertion.notBefore(), assertion.made());
        if (begin > now + SKEW) {
            return Finding.of(
                    "the assertion begins at " + moment(begin), "at most " + SKEW + " s after now, " + moment(now));
        }
        return assertion.expires() + SKEW <= now
                ? Finding.of(
                        "the assertion ends at " + moment(assertion.expires()),
                        "at most " + SKEW + " s before now, " + moment(now))
                : null;
    }

    private static Instant moment(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }

    static @Nullable Finding life(GrantEvidence evidence) {
        if (!evidence.hasAssertion()) {
            return null;
        }
        long made = evidence.assertion().made();
        long begin = made >= 0 ? made : evidence.now();
        long expires = evidence.assertion().expires();
        long life = expires - begin;
        if (life <= 0 || life > LONGEST_LIFE) {
            return Finding.of("the assertion lives " + life + " s", "more than 0 and at most " + LONGEST_LIFE);
        }
        long notBefore = evidence.assertion().notBefore();
        return expires > notBefore ? null : Finding.of("exp is " + expires, "a moment after nbf, " + notBefore);
    }
}
