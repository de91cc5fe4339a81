package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

class KeyStrengthRulesTest {
    @Test
    void takesAnOrdinaryKey() {
        assertThat(KeyStrengthRules.usableForPartner(TestKeys.exchange().certificate(), TestClock.START))
                .isEmpty();
        KeyStrengthRules.requireAssignable(TestKeys.exchange().certificate());
        assertThat(KeyStrengthRules.assignmentWarning(TestKeys.exchange().certificate()))
                .isEmpty();
    }

    @Test
    void e9RefusesAPartnersShortKey() {
        assertThat(KeyStrengthRules.usableForPartner(TestKeys.weak(1024).certificate()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("1024 bits"));
    }

    @Test
    void e9RefusesAnEvenExponentAndTheExponentOne() throws GeneralSecurityException {
        BigInteger modulus = modulusOf(TestKeys.lync());
        // The platform reads no key with the exponent 1, so no certificate with one gets this far.
        assertThatThrownBy(() -> faultOf(modulus, BigInteger.ONE)).hasMessageContaining("smaller than 3");
        assertThat(faultOf(modulus, BigInteger.valueOf(65_536))).contains("exponent is 65536");
    }

    @Test
    void e9RefusesAModulusWithASmallFactor() throws GeneralSecurityException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE).setBit(5);
        BigInteger multiple = modulus.subtract(modulus.mod(BigInteger.valueOf(13)));
        assertThat(faultOf(multiple, BigInteger.valueOf(65_537))).contains("small factor");
    }

    @Test
    void e9RefusesAModulusOfTheFaultyGenerator() throws GeneralSecurityException {
        Random random = new Random(2017);
        BigInteger modulus = faultyPrime(random).multiply(faultyPrime(random));
        assertThat(faultOf(modulus, BigInteger.valueOf(65_537))).contains("CVE-2017-15361");
        assertThat(RocaDetector.matches(modulus)).isTrue();
        assertThat(RocaDetector.matches(modulusOf(TestKeys.lync()))).isFalse();
        assertThat(RocaDetector.matches(modulusOf(TestKeys.outsider()))).isFalse();
    }

    @Test
    void e5RefusesAPartnersCertificateOutsideItsDates() {
        SigningKey expired = TestKeys.dated(
                "contoso.com", Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(KeyStrengthRules.usableForPartner(expired.certificate(), TestClock.START))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("expired at 2026-03-01"));
        assertThat(KeyStrengthRules.usableForPartner(expired.certificate(), Instant.parse("2019-01-01T00:00:00Z")))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("not valid before"));
    }

    @Test
    void e5TakesAPartnersCertificateInItsFirstAndLastSecond() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2026-03-01T00:00:00Z");
        SigningKey key = TestKeys.dated("contoso.com", from, to);
        assertThat(KeyStrengthRules.usableForPartner(key.certificate(), from)).isEmpty();
        assertThat(KeyStrengthRules.usableForPartner(key.certificate(), to)).isEmpty();
        assertThat(KeyStrengthRules.usableForPartner(key.certificate(), from.minusMillis(1)))
                .isPresent();
        assertThat(KeyStrengthRules.usableForPartner(key.certificate(), to.plusMillis(1)))
                .isPresent();
        assertThat(KeyStrengthRules.usableForPartner(TestKeys.weak(1024).certificate(), to))
                .isPresent();
    }

    @Test
    void e9TakesTheExponentThreeAndKeysUpTo16384Bits() throws GeneralSecurityException {
        assertThat(faultOf(modulusOf(TestKeys.lync()), BigInteger.valueOf(3))).isEqualTo("none");
        assertThat(faultOf(withoutSmallFactor(2047), BigInteger.valueOf(65_537)))
                .contains("2047 bits");
        assertThat(faultOf(withoutSmallFactor(2048), BigInteger.valueOf(65_537)))
                .isEqualTo("none");
        assertThat(faultOf(withoutSmallFactor(16_384), BigInteger.valueOf(65_537)))
                .isEqualTo("none");
        // The platform reads no longer key, so no certificate with one gets this far.
        assertThatThrownBy(() -> faultOf(withoutSmallFactor(16_385), BigInteger.valueOf(65_537)))
                .hasMessageContaining("16384 bits");
    }

    @Test
    void e9LooksForFactorsUpTo751() throws GeneralSecurityException {
        BigInteger factor = BigInteger.valueOf(751);
        BigInteger even = BigInteger.ONE.shiftLeft(2047).add(BigInteger.TWO.pow(300));
        BigInteger multiple = even.subtract(even.mod(factor)).add(factor);
        assertThat(faultOf(multiple.testBit(0) ? multiple : multiple.add(factor), BigInteger.valueOf(65_537)))
                .contains("small factor");
        BigInteger two = BigInteger.ONE.shiftLeft(2047);
        assertThat(faultOf(two, BigInteger.valueOf(65_537))).contains("small factor");
    }

    @Test
    void warnsOfNoKeyThatPartnersTake() throws GeneralSecurityException {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        SigningKey elliptic = CertificateTemplate.forTokens("odd", TestKeys.NOT_BEFORE, TestKeys.NOT_AFTER)
                .selfSigned(curve.generateKeyPair());
        assertThat(KeyStrengthRules.assignmentWarning(elliptic.certificate())).isEmpty();
        assertThat(KeyStrengthRules.usableForPartner(elliptic.certificate()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("the key is EC"));
        assertThatThrownBy(() -> KeyStrengthRules.requireAssignable(elliptic.certificate()))
                .hasMessageContaining("key is EC");
    }

    @Test
    void refusesToAssignAKeyBelow1024BitsAndWarnsBelow2048() {
        assertThatThrownBy(() ->
                        KeyStrengthRules.requireAssignable(TestKeys.weak(768).certificate()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID))
                .hasMessageContaining("768 bits");
        KeyStrengthRules.requireAssignable(TestKeys.weak(1024).certificate());
        assertThat(KeyStrengthRules.assignmentWarning(TestKeys.weak(1024).certificate()))
                .hasValueSatisfying(warning -> assertThat(warning).contains("1024 bits"));
    }

    @Test
    void namesTheDomainsACertificateCovers() {
        SigningKey key = new CertificateTemplate(
                        "Contoso.com",
                        List.of("fabrikam.com", "*.example.com"),
                        List.of(),
                        TestKeys.NOT_BEFORE,
                        TestKeys.NOT_AFTER,
                        CertificateTemplate.Purpose.TOKENS)
                .selfSigned(new KeyPair(
                        TestKeys.lync().certificate().getPublicKey(),
                        TestKeys.lync().privateKey()));
        CertificateDomains domains = CertificateDomains.of(key.certificate());
        assertThat(domains.covers("contoso.COM")).isTrue();
        assertThat(domains.missing(List.of("contoso.com", "Fabrikam.com", "lync.contoso.com", "a.example.com")))
                .containsExactly("lync.contoso.com", "a.example.com");
    }

    private static BigInteger modulusOf(SigningKey key) {
        return ((RSAPublicKey) key.certificate().getPublicKey()).getModulus();
    }

    /** A number of this length that no small prime divides. */
    private static BigInteger withoutSmallFactor(int bits) {
        BigInteger product = BigInteger.ONE;
        for (int prime = 2; prime <= 751; prime++) {
            product = product.multiply(BigInteger.valueOf(prime)).divide(product.gcd(BigInteger.valueOf(prime)));
        }
        BigInteger high = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE.shiftLeft(bits - 2));
        return high.subtract(high.mod(product)).subtract(BigInteger.ONE);
    }

    private static String faultOf(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        PublicKey odd = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        KeyPair pair = new KeyPair(odd, TestKeys.lync().privateKey());
        SigningKey key = CertificateTemplate.forTokens("odd", TestKeys.NOT_BEFORE, TestKeys.NOT_AFTER)
                .issuedBy(TestKeys.lync(), pair);
        return KeyStrengthRules.usableForPartner(key.certificate()).orElse("none");
    }

    /** A prime as the faulty generator made them: k * M + 65537^a mod M, M the product of small primes. */
    private static BigInteger faultyPrime(Random random) {
        BigInteger product = BigInteger.ONE;
        for (int prime = 2; prime <= 701; prime++) {
            if (BigInteger.valueOf(prime).isProbablePrime(30)) {
                product = product.multiply(BigInteger.valueOf(prime));
            }
        }
        while (true) {
            BigInteger power = BigInteger.valueOf(65_537).modPow(new BigInteger(60, random), product);
            BigInteger factor = new BigInteger(1024 - product.bitLength(), random).setBit(1023 - product.bitLength());
            BigInteger candidate = product.multiply(factor).add(power);
            // With the second bit too, the product of two has 2048 bits.
            if (candidate.bitLength() == 1024 && candidate.testBit(1022) && candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }
}
