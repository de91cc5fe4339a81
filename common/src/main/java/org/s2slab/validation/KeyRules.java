package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_CERTIFICATE;
import static org.s2slab.refusal.RefusalCode.TOKEN_SIGNATURE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;

/**
 * Group E, the keys. Until the signature holds, every refusal has the same public sentence, so that an unproven caller
 * learns neither which issuers nor which keys are known here (check M2).
 */
final class KeyRules {
    private static final int LEAST_BITS = 2048;

    /** Thumbprints of certificates seen lately, so that hashing them is not a cost of every token. */
    private static final Cache<X509Certificate, String> THUMBPRINTS =
            Caffeine.newBuilder().maximumSize(1_000).weakKeys().build();

    /** Asked of the key that was found, the signature last. */
    static final List<Rule<KeyEvidence>> RULES = List.of(
            new Rule<>(
                    "F2",
                    TOKEN_SIGNATURE,
                    "The issuer is registered here under exactly this name.",
                    e -> e.isRegistered() ? null : "iss is " + shown(e.issuer()) + ", expected a registered issuer"),
            new Rule<>(
                    "E6",
                    TOKEN_CERTIFICATE,
                    "A key that was removed proves nothing any more, from the next request on.",
                    e -> !e.isFound() && e.wasProvenOnce()
                            ? "x5t is " + Shown.value(e.x5t()) + ", a key of " + shown(e.issuer())
                                    + " that was removed, expected one of its present keys"
                            : null),
            new Rule<>(
                    "E4",
                    TOKEN_SIGNATURE,
                    "A key was found; finding nothing is a refusal.",
                    e -> e.isFound()
                            ? null
                            : "x5t is " + Shown.value(e.x5t()) + ", expected a key of " + shown(e.issuer())),
            new Rule<>(
                    "E3",
                    TOKEN_SIGNATURE,
                    "The key is the claimed issuer's with this thumbprint, and never this service's own.",
                    KeyRules::owner),
            new Rule<>(
                    "C2",
                    TOKEN_SIGNATURE,
                    "The key is an RSA key of at least 2048 bits, as RS256 asks.",
                    e -> keyKind(e.publicKey())),
            new Rule<>("E2", TOKEN_SIGNATURE, "The signature is exactly as long as the modulus.", KeyRules::length),
            new Rule<>(
                    "E1",
                    TOKEN_SIGNATURE,
                    "The signature of the actor token verifies with that key.",
                    e -> e.signatureHolds()
                            ? null
                            : "the signature does not verify with key " + Shown.value(e.x5t()) + " of "
                                    + shown(e.issuer())));

    /** Asked of the certificate once the signature holds. */
    static final List<Rule<Evidence>> CERTIFICATE = List.of(
            new Rule<>("E5", TOKEN_CERTIFICATE, "The certificate is inside its validity now.", KeyRules::validity),
            new Rule<>(
                    "E7",
                    TOKEN_CERTIFICATE,
                    "The token was made with a certificate that was valid then, not before its date.",
                    KeyRules::early));

    private KeyRules() {}

    private static String shown(PrincipalId principal) {
        return Shown.value(principal.toString());
    }

    private static @Nullable String owner(KeyEvidence evidence) {
        PrincipalId issuer = evidence.issuer();
        if (issuer.equals(evidence.self().principal())) {
            return "iss is " + shown(issuer) + ", this service itself, expected another";
        }
        PrincipalId owner = evidence.key().issuer().issuer();
        boolean anyRealm = owner.realm().equals("*") && owner.id().equals(issuer.id());
        if (!owner.equals(issuer) && !anyRealm) {
            return "the key belongs to " + shown(owner) + ", expected a key of " + shown(issuer);
        }
        String thumbprint = THUMBPRINTS.get(evidence.key().certificate(), SigningKey::x5t);
        return evidence.x5t().equals(thumbprint)
                ? null
                : "x5t is " + Shown.value(evidence.x5t()) + ", the key's is " + Shown.value(thumbprint);
    }

    private static @Nullable String keyKind(PublicKey key) {
        // A key for RSASSA-PSS is of the same class, but not for RS256.
        if (!(key instanceof RSAPublicKey rsa) || !key.getAlgorithm().equals("RSA")) {
            return "the key is for " + key.getAlgorithm() + ", expected RSA";
        }
        int bits = rsa.getModulus().bitLength();
        return bits >= LEAST_BITS ? null : "the key has " + bits + " bits, expected at least " + LEAST_BITS;
    }

    private static @Nullable String length(KeyEvidence evidence) {
        int found = evidence.signature().length;
        int expected = evidence.publicKey() instanceof RSAPublicKey rsa
                ? (rsa.getModulus().bitLength() + 7) / 8
                : 0;
        return found == expected ? null : "the signature has " + found + " bytes, expected " + expected;
    }

    private static @Nullable String validity(Evidence evidence) {
        X509Certificate certificate = evidence.actor().key().certificate();
        long from = certificate.getNotBefore().toInstant().getEpochSecond();
        long to = certificate.getNotAfter().toInstant().getEpochSecond();
        boolean valid = evidence.now() + evidence.profile().skew() >= from && evidence.now() <= to;
        return valid ? null : "the certificate is valid from " + from + " to " + to + ", now is " + evidence.now();
    }

    private static @Nullable String early(Evidence evidence) {
        long from =
                evidence.actor().key().certificate().getNotBefore().toInstant().getEpochSecond();
        long made = evidence.actor().claims().made();
        return made < 0 || made + evidence.profile().skew() >= from
                ? null
                : "the token was made at " + made + ", its certificate is valid from " + from;
    }
}
