package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Script;
import org.s2slab.testing.FakePartner.Seen;

/** Test-OAuthConnectivity does the handshake it tells of. */
class ConnectivityTestTest {
    private static final String CHALLENGE = "Bearer client_id=\"" + RunningExchange.LYNC_ID
            + "\", trusted_issuers=\"00000002-0000-0ff1-ce00-000000000000@contoso.com\"";
    private static final String EWS = "/ews/exchange.asmx";

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

    private void answers(String path, Script script) {
        exchange.lync.on(path, FakePartner.challenging(CHALLENGE, script));
    }

    private JsonObject test(String service, String path, JsonObject more) {
        JsonObject parameters =
                new JsonObject().put("Service", service).put("TargetUri", "https://lync.contoso.com" + path);
        return exchange.run("Test-OAuthConnectivity", parameters.mergeIn(more))
                .getJsonArray("output")
                .getJsonObject(0);
    }

    private static JsonObject forAnna() {
        return new JsonObject().put("Mailbox", "anna@contoso.com");
    }

    private static Script ews(int status, String body) {
        return (request, response) -> response.setStatusCode(status)
                .end("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                        + "</s:Body></s:Envelope>");
    }

    private static String folder(String code) {
        return "<GetFolderResponse><ResponseMessages><GetFolderResponseMessage><ResponseCode>" + code
                + "</ResponseCode></GetFolderResponseMessage></ResponseMessages></GetFolderResponse>";
    }

    private Seen last() {
        List<Seen> seen = exchange.lync.seen();
        return seen.get(seen.size() - 1);
    }

    @Test
    void tellsEachStepOfACallThatWasAccepted() {
        answers(EWS, ews(200, folder("NoError")));

        JsonObject result = test("EWS", EWS, forAnna());

        assertThat(result.getString("Task")).isEqualTo("Checking EWS API Call Under Oauth");
        assertThat(result.getString("ResultType")).isEqualTo("Success");
        assertThat(result.getString("Identity")).isEqualTo("Microsoft.Exchange.Security.OAuth.ValidationResultNodeId");
        assertThat(result.getBoolean("IsValid")).isTrue();
        assertThat(result.getString("ObjectState")).isEqualTo("New");
        assertThat(result.getString("Detail"))
                .containsSubsequence(
                        "use cached token",
                        "Client request ID: " + last().headers().get("client-request-id"),
                        "[OAuthCredentials:Authenticate] entering",
                        "challenge from 'https://lync.contoso.com" + EWS + "' received: " + CHALLENGE,
                        "client-id: '" + RunningExchange.LYNC_ID + "'",
                        "for resource '" + RunningExchange.LYNC_ID + "/lync.contoso.com@contoso.com'",
                        "send request to 'POST https://lync.contoso.com" + EWS + "'",
                        "anna@contoso.com",
                        "Exchange Response Details: HTTP response message: 200");
        assertThat(last().body().toString()).contains("GetFolder", "anna@contoso.com");
    }

    @Test
    void saysWhichDiagnosticsARefusalCameWith() {
        answers(
                EWS,
                (request, response) -> response.setStatusCode(401)
                        .putHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"")
                        .putHeader("x-ms-diagnostics", "2000005;reason=\"nobody\";error_category=\"invalid_user\"")
                        .end());

        JsonObject result = test("EWS", EWS, forAnna());

        assertThat(result.getString("ResultType")).isEqualTo("Error");
        assertThat(result.getString("Detail"))
                .contains("Exchange Response Details: HTTP response message: Exception:")
                .contains("answered 401", "diagnostics: 2000005;reason=\"nobody\"");
    }

    @Test
    void countsAPersonWithoutMailboxThereAsProven() {
        answers(EWS, ews(200, folder("ErrorNonExistentMailbox")));
        JsonObject result = test("EWS", EWS, forAnna());
        assertThat(result.getString("ResultType")).isEqualTo("Success");
        assertThat(result.getString("Detail")).endsWith("The SMTP address has no mailbox associated with it.");

        answers(EWS, ews(500, "<Fault><detail><ResponseCode>ErrorAccessDenied</ResponseCode></detail></Fault>"));
        result = test("EWS", EWS, forAnna());
        assertThat(result.getString("ResultType")).isEqualTo("Error");
        assertThat(result.getString("Detail")).contains("ErrorAccessDenied");
    }

    @Test
    void makesANewTokenUnlessTheKeptOneIsAskedFor() {
        answers(EWS, ews(200, folder("NoError")));

        String first = test("EWS", EWS, forAnna()).getString("Detail");
        exchange.clock.advance(java.time.Duration.ofMinutes(1));
        String kept = test("EWS", EWS, forAnna().put("UseCachedToken", true)).getString("Detail");
        String again = test("EWS", EWS, forAnna()).getString("Detail");

        assertThat(first).contains("signed the apptoken itself");
        assertThat(kept).contains("was found in the cache").doesNotContain("signed the apptoken itself");
        assertThat(again).contains("signed the apptoken itself");
        assertThat(actor(kept)).isEqualTo(actor(first)).isNotEqualTo(actor(again));
    }

    private static String actor(String detail) {
        return detail.substring(detail.lastIndexOf("actor: "), detail.lastIndexOf("'"));
    }

    @Test
    void callsAsItselfWhereNoMailboxIsNamed() {
        answers("/any", FakePartner.status(200));

        JsonObject result = test("Generic", "/any", new JsonObject().put("AppOnly", true));

        assertThat(result.getString("ResultType")).isEqualTo("Success");
        assertThat(String.valueOf(last().authorization()).split("\\.")).hasSize(3);
        assertThat(exchange.attempt(
                                "Test-OAuthConnectivity",
                                new JsonObject().put("Service", "EWS").put("TargetUri", "https://lync.contoso.com/x"))
                        .body())
                .contains("Mailbox");
    }

    @Test
    void asksAutodiscoverForTheUsersSettings() {
        answers("/autodiscover/autodiscover.svc", ews(200, """
                <GetUserSettingsResponseMessage><Response><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode>
                <UserSettings><UserSetting><Name>ExternalEwsUrl</Name><Value>https://there.contoso.com/ews</Value>
                </UserSetting></UserSettings></UserResponse></UserResponses></Response></GetUserSettingsResponseMessage>
                """));

        JsonObject result = test("AutoD", "/autodiscover/autodiscover.svc", forAnna());

        assertThat(result.getString("Detail")).contains("ExternalEwsUrl: https://there.contoso.com/ews");
        assertThat(last().body().toString()).contains("GetUserSettings", "anna@contoso.com");
    }

    @Test
    void saysThatNoTokenWasNeededWhereNobodyAskedForOne() {
        exchange.lync.on("/metadata", FakePartner.json("{}"));

        JsonObject result = test("Generic", "/metadata", forAnna());

        assertThat(result.getString("ResultType")).isEqualTo("Success");
        assertThat(result.getString("Detail")).contains("answered 200 without a challenge, so no token was made");
        assertThat(last().authorization()).isNull();
    }

    @Test
    void saysWhyNoTokenCouldBeMade() {
        exchange.lync.on("/other", FakePartner.refused("Bearer client_id=\"" + RunningExchange.LYNC_ID + "\""));

        JsonObject result = test("Generic", "/other", forAnna());

        assertThat(result.getString("ResultType")).isEqualTo("Error");
        assertThat(result.getString("Detail")).contains("Exception: 'lync.contoso.com' names no issuer that it trusts");
    }

    private FakeAuthorizationServer trustServer() {
        FakeAuthorizationServer server = exchange.authorizationServer();
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "WindowsAzureACS")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.METADATA.toString()));
        return server;
    }

    private void onlineAnswers(Script script) {
        exchange.beside("outlook.office365.com")
                .on(
                        EWS,
                        FakePartner.challenging(
                                "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                                        + " trusted_issuers=\"00000001-0000-0000-c000-000000000000@*\"",
                                script));
    }

    private String detailOf(JsonObject expected) {
        return exchange.run("Test-OAuthConnectivity", expected)
                .getJsonArray("output")
                .getJsonObject(0)
                .getString("Detail");
    }

    private static JsonObject online() {
        return forAnna().put("Service", "EWS").put("TargetUri", "https://outlook.office365.com" + EWS);
    }

    @Test
    void tellsHowTheAuthorizationServerWasAsked() {
        FakeAuthorizationServer server = trustServer();
        onlineAnswers(ews(200, folder("NoError")));
        String resource =
                "00000002-0000-0ff1-ce00-000000000000/outlook.office365.com@" + FakeAuthorizationServer.TENANT;

        assertThat(detailOf(online()))
                .containsSubsequence(
                        "trusted_issuer: '00000001-0000-0000-c000-000000000000@*'",
                        "checking enabled auth servers",
                        "trusted_issuer includes the auth server 'WindowsAzureACS'",
                        "updating the tenant id with the auth server realm",
                        "for resource '" + resource + "', tenantId '" + FakeAuthorizationServer.TENANT
                                + "', userDomain 'contoso.com'",
                        "Sending token request to 'https://" + FakeAuthorizationServer.HOST
                                + FakeAuthorizationServer.TOKENS + "'",
                        "send request to",
                        "HTTP response message: 200");
        assertThat(server.requests().get(0)).containsEntry("resource", resource);
        assertThat(detailOf(online().put("UseCachedToken", true))).contains("was found in the cache");
        assertThat(server.asked()).isEqualTo(1);
        detailOf(online());
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void tellsWhyTheAuthorizationServerGaveNoToken() {
        FakeAuthorizationServer server = trustServer();
        onlineAnswers(ews(200, folder("NoError")));
        server.server.on(
                FakeAuthorizationServer.TOKENS,
                (request, response) -> response.setStatusCode(400)
                        .putHeader("Content-Type", "application/json")
                        .end(
                                "{\"error\":\"invalid_client\",\"error_description\":\"ACS50012: Authentication failed.\"}"));

        assertThat(detailOf(online()))
                .contains("Exception: Unable to get token from Auth Server. Error code: 'invalid_client'. Description:"
                        + " 'ACS50012: Authentication failed.'");
    }
}
