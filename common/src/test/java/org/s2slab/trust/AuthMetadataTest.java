package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.s2slab.testing.TestMetadata.base64;
import static org.s2slab.testing.TestMetadata.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestKeys;

class AuthMetadataTest {
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";

    @Test
    void readsExchangesDocument() {
        AuthMetadata document = parse("""
            {"id":"_70b34511","version":"1.0","name":"Exchange","realm":"contoso.com",
             "serviceName":"00000002-0000-0ff1-ce00-000000000000",
             "issuer":"00000002-0000-0ff1-ce00-000000000000@contoso.com",
             "allowedAudiences":["00000002-0000-0ff1-ce00-000000000000@contoso.com"],
             "keys":[{"usage":"signing","keyinfo":{"x5t":"%s"},
                      "keyvalue":{"type":"x509Certificate","value":"%s"}}],
             "endpoints":[{"location":"https://exchange.contoso.com:444/autodiscover/metadata/json/1",
                           "protocol":"OAuth2","usage":"metadata"}]}
            """.formatted(TestKeys.exchange().x5t(), base64(TestKeys.exchange())));

        assertThat(document.serviceName()).isEqualTo(EXCHANGE);
        assertThat(document.realm()).isEqualTo("contoso.com");
        assertThat(document.signingCertificates())
                .containsExactly(TestKeys.exchange().certificate());
    }

    @Test
    void readsSharePointsDocumentWithItsFourMembersAndEscapedSlashes() {
        AuthMetadata document =
                parse("""
                    {"issuer":"00000003-0000-0ff1-ce00-000000000000@af90cc03-4a26-45e9-906a-609cebcebbde",
                     "keys":[{"keyValue":{"type":"x509certificate","value":"%s"},"usage":"Signing"}],
                     "name":"00000003-0000-0ff1-ce00-000000000000",
                     "serviceName":"00000003-0000-0ff1-ce00-000000000000"}
                    """.formatted(base64(TestKeys.sharepoint()).replace("/", "\\/")));

        assertThat(document.realm()).isEqualTo("af90cc03-4a26-45e9-906a-609cebcebbde");
        assertThat(document.signingCertificates())
                .containsExactly(TestKeys.sharepoint().certificate());
    }

    @Test
    void readsTheAuthorizationServersKeysWithTheThumbprintInsideTheValue() {
        AuthMetadata document =
                parse("""
                    {"serviceName":"00000001-0000-0000-c000-000000000000","realm":"tenant",
                     "keys":[{"usage":"signing","keyValue":{"type":"x509Certificate","value":"%s",
                              "keyInfo":{"x5t":"%s"}}}]}
                    """.formatted(base64(TestKeys.lync()), TestKeys.lync().x5t()));

        assertThat(document.signingCertificates())
                .containsExactly(TestKeys.lync().certificate());
        assertThat(document.realm()).isEqualTo("tenant");
    }

    @Test
    void takesARealmOfAnyForNone() {
        assertThat(parse(exchange("\"realm\":\"*\",\"issuer\":\"" + EXCHANGE + "@*\"", key(TestKeys.exchange())))
                        .realm())
                .isNull();
    }

    @Test
    void ignoresKeysOfAnotherUsage() {
        AuthMetadata document = parse(exchange(
                "\"realm\":\"contoso.com\"",
                key(TestKeys.exchange()) + "," + key(TestKeys.outsider()).replace("signing", "encryption")));

        assertThat(document.signingCertificates())
                .containsExactly(TestKeys.exchange().certificate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"text\"",
                "{\"keys\":[]} trailing",
                "<html>not here</html>",
                "\uFEFF{}",
                "{\"serviceName\":\"a\",\"serviceName\":\"a\"}",
                "{\"serviceName\":\"a\",\"ServiceName\":\"a\"}",
                "{\"a\":{\"b\":1,\"B\":2}}",
                "{\"a\":[{\"b\":1,\"B\":2}]}",
                "{\"serviceName\":7}",
                "{\"a\":[[[[[[[[[[1]]]]]]]]]]}"
            })
    void refusesByL3WhatIsNotOneJsonObjectWithoutDoubles(String text) {
        assertThat(refusalOf(text).rule()).isEqualTo("L3");
    }

    @Test
    void refusesByL3ADocumentOfMoreThanFiftyKibibytes() {
        String document = exchange("\"realm\":\"contoso.com\"", key(TestKeys.exchange()));
        String longest = document + " ".repeat(AuthMetadata.MAX_BYTES - document.length());

        assertThat(parse(longest).realm()).isEqualTo("contoso.com");
        assertThat(refusalOf(longest + " ").rule()).isEqualTo("L3");
    }

    @Test
    void refusesByL3BrokenUtf8() {
        byte[] broken = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> AuthMetadata.parse(broken));

        assertThat(refusal.rule()).isEqualTo("L3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"issuer\":\"00000003-0000-0ff1-ce00-000000000000@contoso.com\"",
                "\"issuer\":\"00000002-0000-0ff1-ce00-000000000000@contoso.com\",\"realm\":\"fabrikam.com\"",
                "\"issuer\":\"@contoso.com\"",
                "\"issuer\":\"00000002-0000-0ff1-ce00-000000000000@a@b\"",
                "\"realm\":\"a@b\""
            })
    void refusesByL5ADocumentThatContradictsItself(String members) {
        assertThat(refusalOf(exchange(members, key(TestKeys.exchange()))).rule())
                .isEqualTo("L5");
    }

    @Test
    void refusesByL5ADocumentThatNamesNobody() {
        assertThat(refusalOf("{\"keys\":[" + key(TestKeys.exchange()) + "]}").rule())
                .isEqualTo("L5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"usage\":\"signing\"}",
                "{\"usage\":\"signing\",\"keyvalue\":{\"type\":\"symmetric\",\"value\":\"c2VjcmV0\"}}",
                "{\"usage\":\"signing\",\"keyvalue\":{\"type\":\"x509Certificate\",\"value\":\"c2VjcmV0\"}}",
                "{\"usage\":\"signing\",\"keyvalue\":{\"type\":\"x509Certificate\",\"value\":\"no base64!\"}}",
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}"
            })
    void refusesByE10ADocumentWithoutSigningCertificate(String keys) {
        assertThat(refusalOf(exchange("\"realm\":\"contoso.com\"", keys)).rule())
                .isEqualTo("E10");
    }

    @Test
    void refusesByE10APrivateKeyBesideACertificate() {
        String withPrivateExponent = key(TestKeys.exchange()).replace("\"usage\"", "\"d\":\"AQAB\",\"usage\"");

        Refusal refusal = refusalOf(exchange("\"realm\":\"contoso.com\"", withPrivateExponent));

        assertThat(refusal.rule()).isEqualTo("E10");
        assertThat(refusal.detail()).contains("'d'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"d\":\"AQAB\"}",
                "{\"a\":{\"K\":\"AQAB\"}}",
                "[{\"d\":\"AQAB\"}]",
                "[[],{\"a\":[{\"oth\":[]}]}]"
            })
    void refusesByE10APrivateMemberAtAnyDepthOfAKey(String nested) {
        String key = key(TestKeys.exchange()).replace("\"usage\"", "\"more\":" + nested + ",\"usage\"");

        Refusal refusal = refusalOf(exchange("\"realm\":\"contoso.com\"", key));

        assertThat(refusal.rule()).isEqualTo("E10");
        assertThat(refusal.detail()).contains("of a private or symmetric key");
    }

    @Test
    void refusesByE10TwoCertificatesInOneKey() {
        byte[] one = Base64.getDecoder().decode(base64(TestKeys.exchange()));
        byte[] other = Base64.getDecoder().decode(base64(TestKeys.outsider()));
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        String key = key(TestKeys.exchange())
                .replace(base64(TestKeys.exchange()), Base64.getEncoder().encodeToString(both));

        Refusal refusal = refusalOf(exchange("\"realm\":\"contoso.com\"", key));

        assertThat(refusal.rule()).isEqualTo("E10");
        assertThat(refusal.detail()).contains("more than one certificate");
    }

    @Test
    void refusesByE10AThumbprintThatIsNotTheCertificates() {
        String lying = key(TestKeys.exchange())
                .replace(TestKeys.exchange().x5t(), TestKeys.outsider().x5t());

        assertThat(refusalOf(exchange("\"realm\":\"contoso.com\"", lying)).rule())
                .isEqualTo("E10");
    }

    @Test
    void refusesByE10TheSameCertificateTwice() {
        String twice = key(TestKeys.exchange()) + "," + key(TestKeys.exchange());

        assertThat(refusalOf(exchange("\"realm\":\"contoso.com\"", twice)).rule())
                .isEqualTo("E10");
    }

    private static String exchange(String members, String keys) {
        return "{\"serviceName\":\"" + EXCHANGE + "\"," + members + ",\"keys\":[" + keys + "]}";
    }

    private static AuthMetadata parse(String text) {
        return AuthMetadata.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refusalOf(String text) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(text));
        assertThat(refusal).as("refusal of %s", text).isNotNull();
        assertThat(refusal.code()).isEqualTo(RefusalCode.METADATA_UNUSABLE);
        return refusal;
    }
}
