package org.s2slab.junit.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.s2slab.junit.CmdletRunner;
import org.s2slab.junit.HopAssertions;
import org.s2slab.junit.LabClock;
import org.s2slab.junit.OnNode;
import org.s2slab.junit.RunningLab;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.Tokens;

/** A client of Exchange Web Services of one's own, tested against a deployment in which Lync and Exchange trust each other. */
@S2SLab(scenario = "on-premises-trust")
class InboxCounterTest {

    /** The client under test: counts the items in somebody's inbox. */
    record InboxCounter(HttpClient http, URI exchange, String authorization) {
        private static final Pattern COUNT = Pattern.compile("TotalCount>(\\d+)<");

        private static final String GET_FOLDER = """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                    xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                    xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
                  <s:Header><t:RequestServerVersion Version="Exchange2013"/></s:Header>
                  <s:Body><m:GetFolder>
                    <m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>
                    <m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds>
                  </m:GetFolder></s:Body>
                </s:Envelope>
                """;

        int count() throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(exchange.resolve("/EWS/Exchange.asmx"))
                            .header("Authorization", authorization)
                            .header("Content-Type", "text/xml; charset=utf-8")
                            .POST(BodyPublishers.ofString(GET_FOLDER))
                            .build(),
                    BodyHandlers.ofString());
            Matcher count = COUNT.matcher(answer.body());
            if (answer.statusCode() != 200 || !count.find()) {
                throw new IOException("Exchange answered " + answer.statusCode() + ", request "
                        + answer.headers().firstValue("request-id").orElse("-"));
            }
            return Integer.parseInt(count.group(1));
        }
    }

    @Test
    void countsForAPersonWithAPassword(RunningLab lab, HttpClient http, @OnNode("exchange") URI exchange)
            throws Exception {
        String password = lab.person("anna@contoso.com").password();
        String basic = Base64.getEncoder().encodeToString(("anna@contoso.com:" + password).getBytes(UTF_8));

        assertEquals(0, new InboxCounter(http, exchange, "Basic " + basic).count());
    }

    @Test
    void countsForAnnaWithATokenOfLync(
            Tokens tokens, HopAssertions journal, HttpClient http, @OnNode("exchange") URI exchange) throws Exception {
        String token =
                tokens.from("lync").to("exchange").forUser("anna@contoso.com").bearer();

        assertEquals(0, new InboxCounter(http, exchange, token).count());

        journal.shows("exchange accepts lync for anna@contoso.com", 1).showsNoRefusal();
    }

    @Test
    void saysWhichRequestWasRefused(
            Tokens tokens, HopAssertions journal, HttpClient http, @OnNode("exchange") URI exchange) {
        String elsewhere = "00000002-0000-0ff1-ce00-000000000000/mail.fabrikam.com@contoso.com";
        String token =
                tokens.from("lync").to(elsewhere).forUser("anna@contoso.com").bearer();

        IOException refused = assertThrows(IOException.class, new InboxCounter(http, exchange, token)::count);

        assertTrue(refused.getMessage().contains("answered 401, request"));

        journal.showsRefusalBy("G3");
    }

    @Test
    void isRefusedOnceTheTokenIsOver(
            Tokens tokens, HopAssertions journal, LabClock clock, HttpClient http, @OnNode("exchange") URI exchange) {
        String token =
                tokens.from("lync").to("exchange").forUser("anna@contoso.com").bearer();
        clock.advance(Duration.ofHours(9));

        assertThrows(IOException.class, new InboxCounter(http, exchange, token)::count);

        journal.showsRefusalBy("H2");
    }

    @Test
    void isRefusedWhileAnAdministratorHasLyncDisabled(
            Tokens tokens,
            HopAssertions journal,
            HttpClient http,
            @OnNode("exchange") URI exchange,
            @OnNode("exchange") CmdletRunner administrator) {
        Object lync = administrator
                .run("Get-PartnerApplication")
                .where("ApplicationIdentifier", "00000004-0000-0ff1-ce00-000000000000")
                .get("Name");
        administrator.run("Set-PartnerApplication", Map.of("Identity", lync, "Enabled", false));
        String token =
                tokens.from("lync").to("exchange").forUser("anna@contoso.com").bearer();

        assertThrows(IOException.class, new InboxCounter(http, exchange, token)::count);

        journal.shows("exchange refuses lync by rule I4");
        administrator.run("Set-PartnerApplication", Map.of("Identity", lync, "Enabled", true));
    }
}
