package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The headers are those the protocol notes quote in section 4, character by character. */
class ChallengeTest {
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    private static final String SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000";
    private static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";

    @Test
    void readsTheSpecificationsExampleWithItsBasicChallengeBeside() {
        Challenge challenge = parse(
                "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                        + " trusted_issuers=\"00000001-0001-0000-c000-000000000000@*\"",
                "Basic Realm=\"\"");

        assertThat(challenge)
                .isEqualTo(new Challenge(EXCHANGE, null, List.of("00000001-0001-0000-c000-000000000000@*"), null));
    }

    @Test
    void readsExchangeOnPremisesWithTheTokenTypesOfThePrintedLog() {
        Challenge challenge = parse(
                "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                        + " trusted_issuers=\"00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                        + " token_types=\"app_asserted_user_v1service_asserted_app_v1\", error=\"invalid_token\"",
                "Negotiate",
                "NTLM",
                "Basic realm=\"autodiscover.contoso.com\"");

        assertThat(challenge).isEqualTo(new Challenge(EXCHANGE, null, List.of(LYNC + "@contoso.com"), null));
    }

    @Test
    void readsExchangeInAHybridWithSeveralTrustedIssuers() {
        Challenge challenge = parse("Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                + " trusted_issuers=\"00000001-0000-0000-c000-000000000000@f31f3647-5d87-4b69-a0b6-73f62aeab14c,"
                + " 00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\","
                + " authorization_uri=\"https://login.windows.net/common/oauth2/authorize\", issuer_kind=\"AzureAD\"");

        assertThat(challenge.trustedIssuers())
                .containsExactly(
                        "00000001-0000-0000-c000-000000000000@f31f3647-5d87-4b69-a0b6-73f62aeab14c",
                        LYNC + "@contoso.com");
    }

    @Test
    void readsExchangeWithoutAnyUsableIssuer() {
        Challenge challenge = parse("Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\"");

        assertThat(challenge).isEqualTo(new Challenge(EXCHANGE, null, List.of(), null));
    }

    @Test
    void readsSharePointOnPremisesInOneFieldBehindNtlm() {
        Challenge challenge = parse("NTLM, Bearer realm=\"5637f856-aaaa-bbbb-cccc-000000000000\","
                + "client_id=\"00000003-0000-0ff1-ce00-000000000000\","
                + "trusted_issuers=\"00000003-0000-0ff1-ce00-000000000000@5637f856-aaaa-bbbb-cccc-000000000000\"");

        assertThat(challenge)
                .isEqualTo(new Challenge(
                        SHAREPOINT,
                        "5637f856-aaaa-bbbb-cccc-000000000000",
                        List.of(SHAREPOINT + "@5637f856-aaaa-bbbb-cccc-000000000000"),
                        null));
    }

    @Test
    void readsSharePointOnlineWhereAnIssuerIsAnAddress() {
        Challenge challenge = parse("Bearer realm=\"af90cc03-4a26-45e9-906a-609cebcebbde\","
                + "client_id=\"00000003-0000-0ff1-ce00-000000000000\","
                + "trusted_issuers=\"00000001-0000-0000-c000-000000000000@*,D3776938-3DBA-481F-A652-4BEDFCAB7CD8@*,"
                + "https://sts.windows.net/*/,00000003-0000-0ff1-ce00-000000000000@90140122-8516-11e1-8eff-49304924019b\","
                + "authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"");

        assertThat(challenge.trustedIssuers())
                .containsExactly(
                        "00000001-0000-0000-c000-000000000000@*",
                        "D3776938-3DBA-481F-A652-4BEDFCAB7CD8@*",
                        "https://sts.windows.net/*/",
                        SHAREPOINT + "@90140122-8516-11e1-8eff-49304924019b");
    }

    @Test
    void readsLyncWithItsOwnSchemeBehindTheBearerChallenge() {
        Challenge challenge = parse("Bearer trusted_issuers=\"00000002-0000-0ff1-ce00-000000000000@contoso.com\","
                + " client_id=\"00000004-0000-0ff1-ce00-000000000000\","
                + "MsRtcOAuth href=\"https://lyncweb.contoso.com/WebTicket/oauthtoken\","
                + "grant_type=\"urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password\"");

        assertThat(challenge).isEqualTo(new Challenge(LYNC, null, List.of(EXCHANGE + "@contoso.com"), null));
    }

    @Test
    void readsLyncWhereTheCommaBeforeItsOwnSchemeIsMissing() {
        Challenge challenge = parse("Bearer trusted_issuers=\"00000002-0000-0ff1-ce00-000000000000@contoso.com\","
                + " client_id=\"00000004-0000-0ff1-ce00-000000000000\""
                + "MsRtcOAuth href=\"https://lyncweb.contoso.com/WebTicket/oauthtoken\"");

        assertThat(challenge).isEqualTo(new Challenge(LYNC, null, List.of(EXCHANGE + "@contoso.com"), null));
    }

    @Test
    void readsLyncWithoutAnyPartnerApplication() {
        Challenge challenge = parse("Bearer trusted_issuers=\"\", client_id=\"00000004-0000-0ff1-ce00-000000000000\"");

        assertThat(challenge).isEqualTo(new Challenge(LYNC, null, List.of(), null));
    }

    @Test
    void readsTheParameterNameOfTheSharePointSpecification() {
        assertThat(parse("Bearer client_id=x, trustedissuers=\"a@b\"").trustedIssuers())
                .containsExactly("a@b");
    }

    @Test
    void readsUnquotedValuesAndSpacesRoundTheEqualsSign() {
        assertThat(parse("bearer CLIENT_ID = abc,realm=contoso.com"))
                .isEqualTo(new Challenge("abc", "contoso.com", List.of(), null));
    }

    @Test
    void takesAnEmptyRealmForNone() {
        assertThat(parse("Bearer realm=\"\", client_id=\"\"")).isEqualTo(new Challenge(null, null, List.of(), null));
    }

    @Test
    void findsNothingWhereOauthIsOff() {
        assertThat(Challenge.parse(List.of("Negotiate", "NTLM", "Basic realm=\"exchange.contoso.com\"")))
                .isEmpty();
        assertThat(Challenge.parse(List.of())).isEmpty();
    }

    @Test
    void passesOverAFieldThatCannotBeRead() {
        assertThat(Challenge.parse(List.of("Bearer client_id=\"never closed"))).isEmpty();
        assertThat(parse("Basic realm=\"never closed", "Bearer client_id=abc").clientId())
                .isEqualTo("abc");
    }

    private static Challenge parse(String... fields) {
        return Challenge.parse(List.of(fields)).orElseThrow();
    }
}
