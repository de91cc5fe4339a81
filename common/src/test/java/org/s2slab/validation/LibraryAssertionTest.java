package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestLayer;

/** The headers of assertions as client libraries write them, member by member. */
class LibraryAssertionTest {
    private static final String SHA_1 = url(20, 0xfb);
    private static final String SHA_256 = url(32, 0xff);

    private final TestLayer assertion = new TestLayer()
            .header("typ", "JWT")
            .header("alg", "RS256")
            .signedOnlyBy(TestKeys.lync())
            .claim("aud", "https://login.example/tenant/v2.0")
            .claim("iss", "client")
            .claim("sub", "client")
            .claim("exp", 1_772_442_300)
            .claim("jti", "one");

    @Test
    void readsAThumbprintInEachSpellingAsOne() {
        for (String spelling : base64(32, 0xff)) {
            assertThat(thumbprints(Map.of("x5t#S256", spelling))).isEqualTo(List.of(SHA_256));
            assertThat(thumbprints(Map.of("kid", spelling))).isEqualTo(List.of(SHA_256));
        }
        for (String spelling : base64(20, 0xfb)) {
            assertThat(thumbprints(Map.of("x5t", spelling))).isEqualTo(List.of(SHA_1));
            assertThat(thumbprints(Map.of("kid", spelling))).isEqualTo(List.of(SHA_1));
        }
    }

    @Test
    void readsHexAsAKeysNameAlone() {
        for (String spelling : hex(32, 0xff)) {
            assertThat(thumbprints(Map.of("kid", spelling))).isEqualTo(List.of(SHA_256));
            assertThat(outcome(Map.of("x5t#S256", spelling))).isEqualTo("C8");
        }
        for (String spelling : hex(20, 0xfb)) {
            assertThat(thumbprints(Map.of("kid", spelling))).isEqualTo(List.of(SHA_1));
            assertThat(outcome(Map.of("x5t", spelling))).isEqualTo("C8");
        }
    }

    @Test
    void c8RefusesASecondSpellingOfTheSameBytes() {
        assertThat(SHA_1).endsWith("s");
        assertThat(outcome(Map.of("x5t", SHA_1.substring(0, 26) + "t"))).isEqualTo("C8");
    }

    @Test
    void readsAllThatAreGiven() {
        assertThat(thumbprints(Map.of("x5t#S256", SHA_256, "x5t", SHA_1, "kid", SHA_1)))
                .isEqualTo(List.of(SHA_256, SHA_1, SHA_1));
        assertThat(thumbprints(Map.of("x5t#S256", SHA_256, "kid", SHA_1))).isEqualTo(List.of(SHA_256, SHA_1));
        assertThat(thumbprints(Map.of("x5t", SHA_1, "kid", SHA_256))).isEqualTo(List.of(SHA_1, SHA_256));
    }

    @Test
    void c7RefusesAKidThatIsAnotherThumbprintOrNone() {
        assertThat(outcome(Map.of("x5t", SHA_1, "kid", url(20, 1)))).isEqualTo("C7");
        assertThat(outcome(Map.of("x5t#S256", SHA_256, "kid", url(32, 1)))).isEqualTo("C7");
        assertThat(outcome(Map.of("x5t#S256", SHA_256, "x5t", SHA_1, "kid", url(20, 1))))
                .isEqualTo("C7");
        assertThat(outcome(Map.of("x5t", SHA_1, "kid", "a name"))).isEqualTo("C7");
    }

    @Test
    void c8RefusesWhatIsNoThumbprint() {
        assertThat(outcome(Map.of())).isEqualTo("C8");
        assertThat(outcome(Map.of("kid", "a name"))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t", SHA_256))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t#S256", SHA_1))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t#S256", SHA_256, "x5t", "="))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t", url(19, 1)))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t", url(21, 1)))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t#S256", "g".repeat(64)))).isEqualTo("C8");
        assertThat(outcome(Map.of("x5t", 7))).isEqualTo("C8");
    }

    @Test
    void c10RefusesMembersOfAnotherNameOrKind() {
        assertThat(outcome(Map.of("x5t", SHA_1, "nonce", "1"))).isEqualTo("C10");
        assertThat(outcome(Map.of("x5t", SHA_1, "x5c", List.of("MII")))).isEqualTo("read");
        assertThat(outcome(Map.of("x5t", SHA_1, "x5c", "MII"))).isEqualTo("read");
    }

    @ParameterizedTest
    @CsvSource({"RS256,read,false", "PS256,read,true", "rs256,C1,false", "ES256,C1,false", "PS384,C1,false"})
    void takesTwoAlgorithms(String algorithm, String outcome, boolean pss) {
        assertion.header("alg", algorithm);
        assertThat(outcome(Map.of("x5t", SHA_1))).isEqualTo(outcome);
        if (outcome.equals("read")) {
            assertion.header("x5t", SHA_1);
            assertThat(ClientAssertion.readOfLibrary(assertion.text()).isPss()).isEqualTo(pss);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwk", "jku", "x5u"})
    void c6RefusesWhatPointsToAKey(String member) {
        assertThat(outcome(Map.of("x5t", SHA_1, member, "x"))).isEqualTo("C6");
    }

    @Test
    void k11TakesAnIdOfOneTo128Characters() {
        assertion.claim("jti", "j");
        assertThat(outcome(Map.of("x5t", SHA_1))).isEqualTo("read");
        assertion.claim("jti", "j".repeat(128));
        assertThat(outcome(Map.of("x5t", SHA_1))).isEqualTo("read");
        assertion.claim("jti", "");
        assertThat(outcome(Map.of("x5t", SHA_1))).isEqualTo("K11");
        assertion.withoutClaim("jti");
        assertThat(outcome(Map.of("x5t", SHA_1))).isEqualTo("read");
    }

    @Test
    void saysItsTimesOrThatItHasNone() {
        assertion.header("x5t", SHA_1);
        ClientAssertion read = ClientAssertion.readOfLibrary(assertion.text());
        assertThat(read.expires()).isEqualTo(1_772_442_300L);
        assertThat(read.notBefore()).isNegative();
        assertThat(read.made()).isNegative();
        assertion.claim("nbf", 1_772_442_000);
        assertThat(ClientAssertion.readOfLibrary(assertion.text()).notBefore()).isEqualTo(1_772_442_000L);
        assertThat(ClientAssertion.readOfLibrary(assertion.text()).made()).isEqualTo(1_772_442_000L);
        assertThat(read.shown("exp")).isEqualTo("the number '1772442300'");
    }

    @Test
    void readsTimesWithAFractionButNoOtherNumber() {
        assertion.header("x5t", SHA_1).claim("iat", 1_772_442_000.5).claim("exp", new BigDecimal("1772442300.123456"));
        ClientAssertion read = ClientAssertion.readOfLibrary(assertion.text());
        assertThat(read.issuedAt()).isEqualTo(1_772_442_000L);
        assertThat(read.expires()).isEqualTo(1_772_442_300L);
        for (Object time : List.of(
                1.7e300,
                new BigDecimal("1e2147483647"),
                -1_772_442_300.5,
                177_244_230.5,
                17_724_423_000.5,
                "1772442300.5",
                "1772442300.",
                "")) {
            assertion.claim("exp", time);
            assertThat(ClientAssertion.readOfLibrary(assertion.text()).expires())
                    .as("exp %s", time)
                    .isNegative();
        }
        assertion.withoutHeader("x5c");
        assertThat(ClientAssertion.read(assertion.claim("exp", 1_772_442_300.5).text())
                        .expires())
                .as("a server's assertion")
                .isNegative();
    }

    @Test
    void readsTheHeaderOfAChainOfCertificatesWhichAServersAssertionMayNotHave() {
        assertion.header("x5t", SHA_1).header("x5c", List.of("A".repeat(7_000), "B".repeat(7_000)));
        assertThat(ClientAssertion.readOfLibrary(assertion.text()).thumbprints())
                .containsExactly(SHA_1);
        assertThatThrownBy(() -> ClientAssertion.read(assertion.text()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo("B5"));
        assertion.header("x5c", List.of("MII\nC\u0000\ud800"));
        assertThat(ClientAssertion.readOfLibrary(assertion.text()).thumbprints())
                .as("as MSAL for Python writes it, and worse")
                .containsExactly(SHA_1);
        assertion.header("kid", "a\nb");
        assertThatThrownBy(() -> ClientAssertion.readOfLibrary(assertion.text()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo("B2"));
        assertion.withoutHeader("kid");
        assertion.header("x5c", "C".repeat(25_000));
        assertThatThrownBy(() -> ClientAssertion.readOfLibrary(assertion.text()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo("B5"));
    }

    private List<String> thumbprints(Map<String, Object> header) {
        header.forEach(assertion::header);
        List<String> read = ClientAssertion.readOfLibrary(assertion.text()).thumbprints();
        header.keySet().forEach(assertion::withoutHeader);
        return read;
    }

    private String outcome(Map<String, Object> header) {
        header.forEach(assertion::header);
        try {
            ClientAssertion.readOfLibrary(assertion.text());
            return "read";
        } catch (Refusal refusal) {
            return String.valueOf(refusal.rule());
        } finally {
            header.keySet().forEach(assertion::withoutHeader);
        }
    }

    /** As RFC 7515 has it, with padding, and as plain base64. */
    private static List<String> base64(int length, int value) {
        byte[] hash = bytes(length, value);
        return List.of(
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                Base64.getUrlEncoder().encodeToString(hash),
                Base64.getEncoder().encodeToString(hash));
    }

    private static List<String> hex(int length, int value) {
        byte[] hash = bytes(length, value);
        return List.of(
                HexFormat.of().formatHex(hash), HexFormat.of().withUpperCase().formatHex(hash));
    }

    private static String url(int length, int value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length, value));
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
