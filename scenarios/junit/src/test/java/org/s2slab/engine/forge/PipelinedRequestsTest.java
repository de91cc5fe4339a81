package org.s2slab.engine.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.junit.RunningLab;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.Tokens;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.testing.RawHttps;

/** A client that sends 200 requests on one connection and waits for no answer before the next (RFC 9112, 9.3.2). */
@S2SLab(scenario = "cross-lync-on-premises-trust", shared = true)
class PipelinedRequestsTest {
    private static final int MANY = 200;
    private static final String ANNA = "anna@contoso.com";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
    private static final Pattern TRACE = Pattern.compile("(?m)^traceparent: 00-([0-9a-f]{32})-");

    private static final String CONTACTS = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
              <s:Header><t:RequestServerVersion Version="Exchange2013"/></s:Header>
              <s:Body><m:GetImItemList/></s:Body>
            </s:Envelope>""";

    private final EmbeddedLab lab;

    PipelinedRequestsTest(RunningLab lab) {
        this.lab = (EmbeddedLab) lab;
    }

    @TestFactory
    Stream<DynamicTest> areAllAnsweredInTheOrderInWhichTheyCame(Tokens tokens) {
        String basic =
                "Authorization: " + LabHttpClient.basic(ANNA, lab.person(ANNA).password()) + "\r\n";
        String partner = "Authorization: "
                + tokens.from("exchange")
                        .issuedByTheAuthorizationServer()
                        .to("lync")
                        .forUser(ANNA)
                        .bearer()
                + "\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        String tenant = "/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
        return Stream.of(
                // First, while there are few hops: each response has all.
                management("GET /hops"),
                at("exchange", "200", "POST /EWS/Exchange.asmx", basic + "Content-Type: text/xml\r\n", CONTACTS),
                at("exchange", "401", "POST /EWS/Exchange.asmx", "", ""),
                at("exchange", "200", "GET /owa/meetings", basic, ""),
                at("lync", "200", "GET /Autodiscover/AutodiscoverService.svc/root/oauth/user", partner, ""),
                at("lync", "200", "GET /users/me/contacts", basic, ""),
                at("sharepoint", "403", "GET /_api/web", basic, ""),
                at("authz", "400", "POST " + tenant + "/tokens/OAuth/2", form, "grant_type=x"),
                at("authz", "400", "POST " + tenant + "/oauth2/v2.0/token", form, "grant_type=client_credentials"),
                management("POST /cmdlets/Get-Date"));
    }

    private DynamicTest at(String name, String status, String line, String fields, String body) {
        ManagedNode node = lab.topology().managed(lab.topology().node(name));
        return test(node.address().host(), node.address().port(), status, line, fields, body);
    }

    private DynamicTest management(String line) {
        ManagedNode node = lab.topology().managed(lab.topology().node("exchange"));
        String basic = LabHttpClient.basic("administrator", node.address().administratorPassword());
        String fields = "Authorization: " + basic + "\r\nContent-Type: application/json\r\n";
        return test("localhost", node.address().managementPort(), "200", line, fields, "{}");
    }

    private DynamicTest test(String host, int port, String status, String line, String fields, String body) {
        return dynamicTest(host + " " + line + " " + status, () -> {
            String answers = https(host, port)
                    .send(requests(n -> line + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields
                            + "traceparent: 00-" + trace(n) + "-00f067aa0ba902b7-01\r\n"
                            + (n == MANY - 1 ? "Connection: close\r\n" : "")
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body));

            assertThat(found(STATUS, answers)).hasSize(MANY).containsOnly(status);
            assertThat(found(TRACE, answers))
                    .isEqualTo(IntStream.range(0, MANY)
                            .mapToObj(PipelinedRequestsTest::trace)
                            .toList());
        });
    }

    private static String requests(IntFunction<String> request) {
        return IntStream.range(0, MANY).mapToObj(request).collect(Collectors.joining());
    }

    private static String trace(int number) {
        return "4bf92f3577b34da6a3ce929d%08x".formatted(number + 1);
    }

    private static List<String> found(Pattern pattern, String answers) {
        return pattern.matcher(answers).results().map(match -> match.group(1)).toList();
    }

    private RawHttps https(String host, int port) throws GeneralSecurityException, IOException {
        String alias = lab.trustStore().aliases().nextElement();
        return new RawHttps((X509Certificate) lab.trustStore().getCertificate(alias), host, port);
    }
}
