package org.s2slab.pki;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import org.s2slab.refusal.Refusal;

/** Checks the strength of keys: of own keys at assignment, of partners' keys at reading (checks C2, E5, E9). */
public final class KeyStrengthRules {
    /** Minimum number of bits of a key that can be assigned (Lync's rule). */
    public static final int LEAST_OWN_BITS = 1024;
    /**
     * Minimum number of bits of a partner's key. The assignment of a shorter own key gives a warning (RFC 7518, 3.3).
     */
    public static final int LEAST_PARTNER_BITS = 2048;

    /** Maximum number of bits of a partner's key, because longer keys make verification slow. */
    private static final int MOST_PARTNER_BITS = 16_384;

    /** A modulus of two large primes has no factor below this limit. */
    private static final int SMALL_FACTOR_LIMIT = 751;

    private static final BigInteger SMALL_PRIMES = productOfPrimesUpTo(SMALL_FACTOR_LIMIT);

    private KeyStrengthRules() {}

    /** Throws a Refusal PARAMETER_INVALID if a certificate's key must not be assigned for signing tokens. */
    public static void requireAssignable(X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
            throw Refusal.invalid("Thumbprint: the certificate's key is "
                    + certificate.getPublicKey().getAlgorithm()
                    + ", tokens are signed with RSA; assign a certificate with an RSA key");
        }
        int bits = key.getModulus().bitLength();
        if (bits < LEAST_OWN_BITS) {
            throw Refusal.invalid("Thumbprint: the certificate's key has " + bits + " bits, at least " + LEAST_OWN_BITS
                    + " are needed; assign a certificate with " + LEAST_PARTNER_BITS + " bits");
        }
    }

    /** The warning at the assignment of a certificate; empty without a reason to warn. */
    public static Optional<String> assignmentWarning(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAPublicKey key
                && key.getModulus().bitLength() < LEAST_PARTNER_BITS) {
            return Optional.of("The certificate's key has " + key.getModulus().bitLength()
                    + " bits; partners refuse keys of less than " + LEAST_PARTNER_BITS + " bits.");
        }
        return Optional.empty();
    }

    /** The reason why a partner's certificate cannot be used at a moment (key or dates); empty if it can be used. */
    public static Optional<String> usableForPartner(X509Certificate certificate, Instant now) {
        Optional<String> fault = usableForPartner(certificate);
        if (fault.isPresent()) {
            return fault;
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of("expired at " + certificate.getNotAfter().toInstant() + ", it is " + now);
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of("not valid before " + certificate.getNotBefore().toInstant() + ", it is " + now);
        }
        return Optional.empty();
    }

    /** The reason why a partner's key cannot be used at any date; empty if it can be used. */
    public static Optional<String> usableForPartner(X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
            return Optional.of("the key is " + certificate.getPublicKey().getAlgorithm() + ", expected RSA");
        }
        BigInteger modulus = key.getModulus();
        int bits = modulus.bitLength();
        if (bits < LEAST_PARTNER_BITS || bits > MOST_PARTNER_BITS) {
            return Optional.of(
                    "the key has " + bits + " bits, expected " + LEAST_PARTNER_BITS + " to " + MOST_PARTNER_BITS);
        }
        BigInteger exponent = key.getPublicExponent();
        if (!exponent.testBit(0) || exponent.compareTo(BigInteger.valueOf(3)) < 0) {
            return Optional.of("the key's public exponent is " + exponent + ", expected an odd number from 3");
        }
        if (!modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            return Optional.of("the key's modulus has a small factor");
        }
        if (RocaDetector.matches(modulus)) {
            return Optional.of("the key's modulus bears the mark of CVE-2017-15361 (ROCA), so it can be factored");
        }
        return Optional.empty();
    }

    private static BigInteger productOfPrimesUpTo(int limit) {
        BigInteger product = BigInteger.ONE;
        for (int candidate = 2; candidate <= limit; candidate++) {
            BigInteger number = BigInteger.valueOf(candidate);
            if (number.isProbablePrime(30)) {
                product = product.multiply(number);
            }
        }
        return product;
    }
}
