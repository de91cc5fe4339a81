package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_CERTIFICATE;
import static org.s2slab.refusal.RefusalCode.TOKEN_SIGNATURE;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.HopDetail.Finding;

/**
 * Group E, the keys. Until the signature is verified, every refusal has the same public sentence, so that an
 * unauthenticated caller does not learn which issuers or keys are known (check M2).
 */
final class KeyRules {
    private static final int LEAST_BITS = 2048;

    /** The rules for the key that was found, the signature last. */
    static final List<Rule<KeyEvidence>> RULES = List.of(
            new Rule<>(
                    "F2",
                    TOKEN_SIGNATURE,
                    "The issuer is registered here under exactly this name.",
                    e -> e.isRegistered() ? null : Finding.of("iss is " + shown(e.issuer()), "a registered issuer"),
                    known -> ComparedValues.signed(known, ClaimNames.ISS, "a registered issuer")),
            new Rule<>(
                    "E6",
                    TOKEN_CERTIFICATE,
                    "A key that was removed proves nothing any more, from the next request on.",
                    e -> !e.isFound() && e.wasProvenOnce()
                            ? Finding.of(
                                    "x5t is " + PrintableValue.value(e.x5t()) + ", a key of " + shown(e.issuer())
                                            + " that was removed",
                                    "one of its present keys")
                            : null),
            new Rule<>(
                    "E4",
                    TOKEN_SIGNATURE,
                    "A key was found; finding nothing is a refusal.",
                    e -> e.isFound()
                            ? null
                            : Finding.of("x5t is " + PrintableValue.value(e.x5t()), "a key of " + shown(e.issuer())),
                    known -> ComparedValues.header(known, "x5t", "a key of the issuer")),
            new Rule<>(
                    "E3",
                    TOKEN_SIGNATURE,
                    "The key is the claimed issuer's with this thumbprint, and never this service's own.",
                    KeyRules::owner,
                    ComparedValues.after(e -> new ComparedValues(
                            "a key of " + e.actor().trusted().issuer(),
                            "a key of " + e.actor().issuer()))),
            new Rule<>(
                    "C2",
                    TOKEN_SIGNATURE,
                    "The key is an RSA key of at least 2048 bits, as RS256 asks.",
                    KeyRules::keyKind,
                    ComparedValues.after(
                            e -> new ComparedValues(e.actor().certificate().rsaBits() + " bits", "2048 bits or more"))),
            new Rule<>("E2", TOKEN_SIGNATURE, "The signature is exactly as long as the modulus.", KeyRules::length),
            new Rule<>(
                    "E1",
                    TOKEN_SIGNATURE,
                    "The signature of the actor token verifies with that key.",
                    e -> e.signatureHolds()
                            ? null
                            : Finding.of(
                                    "the signature does not verify with key " + PrintableValue.value(e.x5t()),
                                    "a signature by that key of " + shown(e.issuer()))));

    /** The rules for the certificate after the signature is verified. */
    static final List<Rule<VerifiedEvidence>> CERTIFICATE = List.of(
            new Rule<>(
                    "E5",
                    TOKEN_CERTIFICATE,
                    "The certificate is inside its validity now.",
                    KeyRules::validity,
                    ComparedValues.after(e -> new ComparedValues(
                            ComparedValues.time(e.actor().certificate().from()) + " to "
                                    + ComparedValues.time(
                                            e.actor().certificate().to()),
                            "now, " + ComparedValues.time(e.now()) + ", inside"))),
            new Rule<>(
                    "E7",
                    TOKEN_CERTIFICATE,
                    "The token was made with a certificate that was valid then, not before its date.",
                    KeyRules::early,
                    ComparedValues.after(e -> new ComparedValues(
                            "made " + ComparedValues.time(e.actor().claims().made()),
                            "from "
                                    + ComparedValues.time(
                                            e.actor().certificate().from()) + " on"))));

    private KeyRules() {}

    private static String shown(PrincipalId principal) {
        return PrintableValue.value(EvoStsIssuer.shown(principal));
    }

    private static @Nullable Finding owner(KeyEvidence evidence) {
        PrincipalId issuer = evidence.issuer();
        if (issuer.equals(evidence.self().principal())) {
            return Finding.of("iss is " + shown(issuer) + ", this service itself", "another");
        }
        PrincipalId owner = evidence.key().issuer().issuer();
        boolean anyRealm = owner.realm().equals("*") && owner.id().equals(issuer.id());
        if (!owner.equals(issuer) && !anyRealm) {
            return Finding.of("the key belongs to " + shown(owner), "a key of " + shown(issuer));
        }
        String thumbprint = evidence.certificate().x5t();
        return evidence.x5t().equals(thumbprint)
                ? null
                : Finding.of("x5t is " + PrintableValue.value(evidence.x5t()) + ", the key's is "
                        + PrintableValue.value(thumbprint));
    }

    private static @Nullable Finding keyKind(KeyEvidence evidence) {
        int bits = evidence.certificate().rsaBits();
        if (bits >= LEAST_BITS) {
            return null;
        }
        return bits == 0
                ? Finding.of("the key is for " + evidence.publicKey().getAlgorithm(), "RSA")
                : Finding.of("the key has " + bits + " bits", "at least " + LEAST_BITS);
    }

    private static @Nullable Finding length(KeyEvidence evidence) {
        int found = evidence.signature().length;
        int expected = (evidence.certificate().rsaBits() + 7) / 8;
        return found == expected ? null : Finding.of("the signature has " + found + " bytes", expected);
    }

    private static @Nullable Finding validity(VerifiedEvidence evidence) {
        CertificateFacts certificate = evidence.actor().certificate();
        long now = evidence.now();
        return now + evidence.profile().skew() >= certificate.from() && now <= certificate.to()
                ? null
                : Finding.of("the certificate is valid from " + Instant.ofEpochSecond(certificate.from()) + " to "
                        + Instant.ofEpochSecond(certificate.to()) + ", now is " + Instant.ofEpochSecond(now));
    }

    private static @Nullable Finding early(VerifiedEvidence evidence) {
        long from = evidence.actor().certificate().from();
        long made = evidence.actor().claims().made();
        return made < 0 || made + evidence.profile().skew() >= from
                ? null
                : Finding.of("the token was made at " + Instant.ofEpochSecond(made) + ", its certificate is valid from "
                        + Instant.ofEpochSecond(from));
    }
}
