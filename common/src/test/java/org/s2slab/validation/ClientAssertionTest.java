package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestLayer;

/** An assertion is read as strictly as any token, and each rule of its form is needed. */
class ClientAssertionTest {
    private record Spoiling(String rule, String title, Consumer<TestLayer> spoil) {}

    private static final List<Spoiling> SPOILINGS = List.of(
            new Spoiling("B5", "four parts", layer -> layer.text(text -> text + ".x")),
            new Spoiling("B1", "padding", layer -> layer.text(text -> text + "=")),
            new Spoiling("B2", "a byte order mark", layer -> layer.payloadJson(json -> "\ufeff" + json)),
            new Spoiling(
                    "B3",
                    "a claim twice",
                    layer -> layer.payloadJson(json -> json.replaceFirst("\\{", "{\"jti\":\"other\","))),
            new Spoiling("B6", "no signature", layer -> layer.signature(bytes -> new byte[0])),
            new Spoiling("B4", "a number for a name", layer -> layer.claim("iss", 4)),
            new Spoiling("G6", "several audiences", layer -> layer.claim("aud", List.of("one", "other"))),
            new Spoiling(
                    "K11", "a claim of another kind of token", layer -> layer.claim("trustedfordelegation", "true")),
            new Spoiling("K11", "a user", layer -> layer.claim("upn", "anna@contoso.com")),
            new Spoiling("K11", "an actor token", layer -> layer.claim("actortoken", "e30.e30.e30")),
            new Spoiling("K11", "an id that is no text", layer -> layer.claim("jti", 7)),
            new Spoiling(
                    "K11",
                    "an id that is no text, as the first claim",
                    layer -> layer.withoutClaim("jti").payloadJson(json -> json.replaceFirst("\\{", "{\"jti\":7,"))),
            new Spoiling("K11", "an id without end", layer -> layer.claim("jti", "x".repeat(129))),
            new Spoiling(
                    "K11", "no algorithm", layer -> layer.header("alg", "none").signature(bytes -> new byte[0])),
            new Spoiling("C1", "another algorithm", layer -> layer.header("alg", "HS256")),
            new Spoiling("C3", "another type", layer -> layer.header("typ", "at+jwt")),
            new Spoiling("C4", "crit", layer -> layer.header("crit", List.of("exp"))),
            new Spoiling("C5", "b64", layer -> layer.header("b64", false)),
            new Spoiling("C6", "a key of its own", layer -> layer.header("jwk", Map.of("kty", "RSA"))),
            new Spoiling("C7", "a kid that is another key", layer -> layer.header("kid", "other")),
            new Spoiling("C8", "a thumbprint padded twice", layer -> layer.header("x5t", thumbprint() + "==")),
            new Spoiling("C8", "no thumbprint", layer -> layer.withoutHeader("x5t")),
            new Spoiling("C9", "compression", layer -> layer.header("zip", "DEF")),
            new Spoiling("C10", "a header nobody knows", layer -> layer.header("nonce", "1")));

    @Test
    void readsWhatServersAndLibrariesSend() {
        ClientAssertion assertion = ClientAssertion.read(good().text());

        assertThat(assertion.thumbprints().get(0)).isEqualTo(thumbprint());
        assertThat(assertion.claim("iss")).isEqualTo("lync@contoso");
        assertThat(assertion.identity()).isEqualTo("jti:one");
        assertThat(assertion.made()).isEqualTo(1_772_442_000L);
        assertThat(assertion.expires()).isEqualTo(1_772_442_300L);
    }

    @Test
    void readsAPaddedThumbprintAsTheSame() {
        ClientAssertion assertion =
                ClientAssertion.read(good().header("x5t", thumbprint() + "=").text());

        assertThat(assertion.thumbprints().get(0)).isEqualTo(thumbprint());
    }

    @Test
    void isKnownByItsSignedBytesWhereItHasNoId() {
        String one = ClientAssertion.read(good().withoutClaim("jti").text()).identity();

        assertThat(one).startsWith("sha256:");
        assertThat(ClientAssertion.read(good().withoutClaim("jti").text()).identity())
                .isEqualTo(one);
        assertThat(ClientAssertion.read(good().withoutClaim("jti")
                                .claim("exp", "1772442301")
                                .text())
                        .identity())
                .isNotEqualTo(one);
    }

    @TestFactory
    Stream<DynamicTest> refusesEachSpoilingByItsRule() {
        return each(
                spoiling -> assertThat(outcome(spoiling, CheckList.ASSERTION)).isEqualTo(spoiling.rule()));
    }

    @TestFactory
    Stream<DynamicTest> needsEachRule() {
        return each(spoiling -> assertThat(outcome(spoiling, CheckList.ASSERTION.without(spoiling.rule())))
                .isNotEqualTo(spoiling.rule()));
    }

    @Test
    void spoilsSomethingForEveryRule() {
        Set<String> listed = CheckList.ASSERTION.all().stream().map(Rule::id).collect(Collectors.toSet());
        assertThat(SPOILINGS.stream().map(Spoiling::rule).collect(Collectors.toSet()))
                .isEqualTo(listed);
    }

    private static String outcome(Spoiling spoiling, CheckList rules) {
        TestLayer layer = good();
        spoiling.spoil().accept(layer);
        try {
            ClientAssertion.read(layer.text(), rules);
            return "read";
        } catch (Refusal refusal) {
            return String.valueOf(refusal.rule());
        } catch (IllegalStateException e) {
            return "failed";
        }
    }

    private static String thumbprint() {
        return TestKeys.lync().x5t();
    }

    private static TestLayer good() {
        return new TestLayer()
                .header("typ", "JWT")
                .header("alg", "RS256")
                .signedBy(TestKeys.lync())
                .claim("aud", "authz/host@contoso")
                .claim("iss", "lync@contoso")
                .claim("sub", "lync@contoso")
                .claim("iat", "1772442000")
                .claim("nbf", "1772442000")
                .claim("exp", "1772442300")
                .claim("jti", "one");
    }

    private static Stream<DynamicTest> each(Consumer<Spoiling> check) {
        return SPOILINGS.stream()
                .map(spoiling -> dynamicTest(spoiling.rule() + " " + spoiling.title(), () -> check.accept(spoiling)));
    }
}
