package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** What Exchange answers to a partner's token: the mailbox, or its own words for each kind of refusal. */
class TokenAtExchangeTest {
    private static final String CHALLENGE_AFTER_REFUSAL = "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
            + " trusted_issuers=\"00000004-0000-0ff1-ce00-000000000000@contoso.com\","
            + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\", error=\"invalid_token\"";

    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.configureLync();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    /** Leaves the organisation with this accepted domain and no other. */
    private void acceptOnly(String domain) {
        exchange.run("New-AcceptedDomain", new JsonObject().put("Name", domain).put("DomainName", domain));
        exchange.run(
                "Set-AcceptedDomain", new JsonObject().put("Identity", domain).put("MakeDefault", true));
        exchange.run("Remove-AcceptedDomain", new JsonObject().put("Identity", "contoso.com"));
    }

    private String lync() {
        return exchange.run("Get-PartnerApplication", new JsonObject().put("Identity", "Lync*"))
                .getJsonArray("output")
                .getJsonObject(0)
                .getString("Name");
    }

    private Answer list(TestTokens token) {
        return list(token, "");
    }

    private Answer list(TestTokens token, String headers) {
        return send(token, headers, "<GetImItemList xmlns=\"" + MESSAGES + "\"/>");
    }

    private Answer send(TestTokens token, String headers, String operation) {
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Header>" + headers
                + "</s:Header><s:Body>"
                + operation + "</s:Body></s:Envelope>";
        return exchange.call()
                .bearer(token.text())
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", envelope);
    }

    private static void assertRefused(Answer answer, String diagnostics) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().get("x-ms-diagnostics")).isEqualTo(diagnostics);
        assertThat(answer.headers().get("WWW-Authenticate")).isEqualTo(CHALLENGE_AFTER_REFUSAL);
    }

    @Test
    void letsLyncReadTheListOfTheUserInItsToken() {
        Answer answer = list(TestTokens.forAnna());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("IPM.DistList.MOC.Favorites");
    }

    /** I6: the application can only narrow what the user may do. */
    @Test
    void i6RefusesWhatTheApplicationWasNotGiven() {
        String lync = lync();
        JsonObject change = new JsonObject().put("Identity", lync);

        exchange.run("Set-PartnerApplication", change.put("ActAsPermissions", new JsonArray().add("contacts.read")));
        assertThat(list(TestTokens.forAnna()).status()).isEqualTo(200);
        assertThat(send(
                                TestTokens.forAnna(),
                                "",
                                "<AddImGroup xmlns=\"" + MESSAGES + "\"><DisplayName>New</DisplayName></AddImGroup>")
                        .status())
                .isEqualTo(403);
        JsonObject refused = exchange.hops().stream()
                .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                .findFirst()
                .orElseThrow();
        assertThat(refused.getString("rule")).isEqualTo("I6");
        assertThat(refused.getString("detail")).contains("Contacts.Read", "AddImGroup");

        exchange.run("Set-PartnerApplication", change.putNull("ActAsPermissions"));
        assertThat(send(
                                TestTokens.forAnna(),
                                "",
                                "<AddImGroup xmlns=\"" + MESSAGES + "\"><DisplayName>New</DisplayName></AddImGroup>")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesARealmThatOnlyAWildcardDomainCovers() {
        acceptOnly("*.contoso.com");

        assertRefused(
                list(TestTokens.forAnna()),
                "2000004;reason=\"The tenant for tenant guid 'contoso.com' does not exist.\";"
                        + "error_category=\"invalid_tenant\"");
        exchange.run(
                "New-AcceptedDomain", new JsonObject().put("Name", "Contoso").put("DomainName", "contoso.com"));
        assertThat(list(TestTokens.forAnna()).status()).isEqualTo(200);
    }

    @Test
    void takesTheConfiguredRealmBesideAcceptedDomains() {
        acceptOnly("fabrikam.com");
        assertThat(list(TestTokens.forAnna()).status()).isEqualTo(401);

        exchange.run("Set-AuthConfig", new JsonObject().put("Realm", "contoso.com"));
        assertThat(list(TestTokens.forAnna()).status()).isEqualTo(200);
    }

    @Test
    void saysThatTheHostOfTheAudienceIsWrong() {
        String audience = TestTokens.EXCHANGE.id() + "/mail.contoso.com@contoso.com";

        assertRefused(
                list(TestTokens.forAnna().audience(audience)),
                "2000003;reason=\"The hostname component of the audience claim value is invalid. Expected"
                        + " 'https://exchange.contoso.com'. Actual 'mail.contoso.com'.\";error_category=\"invalid_resource\"");
    }

    @Test
    void saysThatTheSignatureIsInvalid() {
        TestTokens token = TestTokens.forAnna();
        token.actor().signedBy(TestKeys.outsider());

        assertRefused(
                list(token),
                "2000000;reason=\"The token has an invalid signature.\";error_category=\"invalid_signature\"");
    }

    @Test
    void saysThatTheUserIsAmbiguous() {
        exchange.run(
                "Set-Mailbox",
                new JsonObject()
                        .put("Identity", "bert")
                        .put(
                                "EmailAddresses",
                                new JsonArray().add("bert@contoso.com").add("anna@contoso.com")));

        assertRefused(
                list(TestTokens.forAnna()),
                "2000005;reason=\"The user specified by the user-context in the token is ambiguous.\";"
                        + "error_category=\"invalid_user\"");
    }

    @Test
    void saysThatTheUserDoesNotExist() {
        TestTokens token = TestTokens.forAnna();
        token.outer()
                .claim("nameid", "nobody@contoso.com")
                .claim("smtp", "nobody@contoso.com")
                .claim("sip", "nobody@contoso.com")
                .claim("upn", "nobody@contoso.com");

        assertRefused(
                list(token),
                "2000005;reason=\"The user specified by the user-context in the token does not exist.\";"
                        + "error_category=\"invalid_user\"");
    }

    @Test
    void saysThatThePartnerHasNoLinkedAccount() {
        String name = lync();
        exchange.run(
                "Set-PartnerApplication", new JsonObject().put("Identity", name).putNull("LinkedAccount"));
        Answer answer = list(TestTokens.forAnna());

        assertThat(answer.headers().get("x-ms-diagnostics"))
                .isEqualTo("2000008;reason=\"The token should have valid permissions or linked account associated with"
                        + " partner application '" + name + "'.\";error_category=\"invalid_grant\"");
        assertThat(answer.status()).isIn(401, 403);
    }

    @Test
    void refusesAPartnerFromTheMomentItIsDisabled() {
        TestTokens token = TestTokens.forAnna();
        assertThat(list(token).status()).isEqualTo(200);
        String name = lync();
        exchange.run(
                "Set-PartnerApplication", new JsonObject().put("Identity", name).put("Enabled", false));

        assertThat(list(token).status()).isEqualTo(401);
    }

    @Test
    void refusesAUserWhoseMailboxWasTakenAway() {
        exchange.run("Disable-Mailbox", new JsonObject().put("Identity", "anna"));
        Answer answer = list(TestTokens.forAnna());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("ErrorNonExistentMailbox");
    }

    @Test
    void letsAnApplicationWithoutUserImpersonateOnceItsAccountHasTheRole() {
        String anna = "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>anna@contoso.com</t:SmtpAddress>"
                + "</t:ConnectingSID></t:ExchangeImpersonation>";

        assertThat(list(TestTokens.alone(), anna).body()).contains("ErrorImpersonateUserDenied");
        exchange.run(
                "New-ManagementRoleAssignment",
                new JsonObject()
                        .put("Role", "ApplicationImpersonation")
                        .put("User", "LyncEnterprise-ApplicationAccount"));
        assertThat(list(TestTokens.alone(), anna).status()).isEqualTo(200);
    }

    @Test
    void refusesATokenThatHasExpired() {
        exchange.clock.advance(Duration.ofHours(9));

        assertRefused(
                list(TestTokens.forAnna()),
                "2000002;reason=\"The token is not valid at this time.\";error_category=\"invalid_lifetime\"");
    }
}
