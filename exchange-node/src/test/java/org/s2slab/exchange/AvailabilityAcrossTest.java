package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Script;
import org.s2slab.testing.FakePartner.Seen;
import org.s2slab.testing.TestDeployment;

/** Anna asks when somebody is free whose mailbox is in the other half of the organisation. */
class AvailabilityAcrossTest {
    private static final String BOB = "bob@contoso.mail.onmicrosoft.com";
    private static final String AUTODISCOVER = "/autodiscover/autodiscover.svc";
    private static final String EWS = "/EWS/Exchange.asmx";
    private static final String CHALLENGE = "Bearer client_id=\"" + WellKnownPrincipals.EXCHANGE
            + "\", trusted_issuers=\"" + WellKnownPrincipals.AUTHORIZATION_SERVER + "@*\"";

    @TempDir
    Path folder;

    private RunningExchange exchange;
    private FakePartner online;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.authorizationServer();
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "WindowsAzureACS")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.METADATA.toString()));
        exchange.run(
                "New-IntraOrganizationConnector",
                new JsonObject()
                        .put("Name", "ToOnline")
                        .put("DiscoveryEndpoint", "https://autodiscover-s.outlook.com" + AUTODISCOVER)
                        .put("TargetAddressDomains", new JsonArray().add("contoso.mail.onmicrosoft.com")));
        online = exchange.beside("autodiscover-s.outlook.com", "outlook.office365.com");
        on(AUTODISCOVER, soap("""
                <GetUserSettingsResponseMessage><Response><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode>
                <UserSettings><UserSetting><Name>ExternalEwsUrl</Name>
                <Value>https://outlook.office365.com/EWS/Exchange.asmx</Value></UserSetting></UserSettings>
                </UserResponse></UserResponses></Response></GetUserSettingsResponseMessage>"""));
        on(EWS, soap("""
                <m:GetUserAvailabilityResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:FreeBusyResponseArray>
                <m:FreeBusyResponse><m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>
                </m:ResponseMessage><m:FreeBusyView><t:FreeBusyViewType>MergedOnly</t:FreeBusyViewType>
                <t:MergedFreeBusy>0220</t:MergedFreeBusy></m:FreeBusyView></m:FreeBusyResponse>
                </m:FreeBusyResponseArray></m:GetUserAvailabilityResponse>"""));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void on(String path, Script script) {
        online.on(path, FakePartner.challenging(CHALLENGE, script));
    }

    private static Script soap(String body) {
        return (request, response) ->
                response.end("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                        + "</s:Body></s:Envelope>");
    }

    /** A morning in March, for these people. */
    static String question(String... addresses) {
        StringBuilder mailboxes = new StringBuilder();
        for (String address : addresses) {
            mailboxes
                    .append("<t:MailboxData><t:Email><t:Address>")
                    .append(address)
                    .append("</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>");
        }
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Body>"
                + "<m:GetUserAvailabilityRequest><m:MailboxDataArray>" + mailboxes + "</m:MailboxDataArray>"
                + "<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-03-02T08:00:00</t:StartTime>"
                + "<t:EndTime>2026-03-02T12:00:00</t:EndTime></t:TimeWindow>"
                + "<t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes>"
                + "<t:RequestedView>FreeBusyMerged</t:RequestedView></t:FreeBusyViewOptions>"
                + "</m:GetUserAvailabilityRequest></s:Body></s:Envelope>";
    }

    private String ask(String... addresses) {
        return exchange.call()
                .basic("anna@contoso.com", TestDeployment.PASSWORD)
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, EWS, question(addresses))
                .body();
    }

    private Seen last() {
        return online.seen().get(online.seen().size() - 1);
    }

    private void setConnector(String parameter, Object value) {
        exchange.run(
                "Set-IntraOrganizationConnector",
                new JsonObject().put("Identity", "ToOnline").put(parameter, value));
    }

    @Test
    void answersWhatTheOtherHalfSays() {
        assertThat(ask("anna@contoso.com", BOB)).contains("<t:MergedFreeBusy>0220</t:MergedFreeBusy>");

        assertThat(last().body().toString()).contains(BOB, "FreeBusyMerged").doesNotContain("anna@contoso.com");
        String token = String.valueOf(last().authorization()).substring("Bearer ".length());
        JsonObject claims = FakeAuthorizationServer.payload(token);
        assertThat(claims.getString("smtp")).isEqualTo("anna@contoso.com");
        assertThat(claims.getString("iss"))
                .isEqualTo(WellKnownPrincipals.EXCHANGE + "@" + FakeAuthorizationServer.TENANT);
    }

    @Test
    void asksTheSharingAddressWithoutAutodiscover() {
        setConnector("TargetSharingEpr", "https://outlook.office365.com/EWS/Exchange.asmx");

        assertThat(ask(BOB)).contains("0220");
        assertThat(online.seen()).noneMatch(seen -> seen.path().equals(AUTODISCOVER));
    }

    @Test
    void asksNobodyWhileTheConnectorIsDisabledOrForAnotherDomain() {
        assertThat(ask("bob@fabrikam.com")).contains("ErrorMailRecipientNotFound");
        setConnector("Enabled", false);

        assertThat(ask(BOB)).contains("ErrorMailRecipientNotFound");
        assertThat(online.seen()).isEmpty();
    }

    @Test
    void saysWhatFailedAndTriesNothingElse() {
        on(
                EWS,
                (request, response) -> response.setStatusCode(401)
                        .putHeader("WWW-Authenticate", CHALLENGE)
                        .putHeader("x-ms-diagnostics", "2000005;reason=\"nobody\"")
                        .end());
        assertThat(ask(BOB)).contains("ErrorProxyRequestProcessingFailed", "2000005");

        on(AUTODISCOVER, FakePartner.status(500));
        assertThat(ask(BOB)).contains("ErrorAutoDiscoverFailed");
    }
}
