package org.s2slab.exchange.autodiscover;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

class AutodiscoverTest {
    private static final String SOAP_REQUEST = """
            <?xml version="1.0" encoding="utf-8"?>
            <soap:Envelope xmlns:a="http://schemas.microsoft.com/exchange/2010/Autodiscover" \
            xmlns:wsa="http://www.w3.org/2005/08/addressing" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
              <soap:Header><a:RequestedServerVersion>Exchange2013</a:RequestedServerVersion>
                <wsa:Action>http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/GetUserSettings</wsa:Action>
              </soap:Header>
              <soap:Body><a:GetUserSettingsRequestMessage><a:Request>
                <a:Users>%s</a:Users><a:RequestedSettings>%s</a:RequestedSettings>
              </a:Request></a:GetUserSettingsRequestMessage></soap:Body>
            </soap:Envelope>""";
    private static final String PLAIN_REQUEST = """
            <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
              <EMailAddress>%s</EMailAddress>
              <AcceptableResponseSchema>%s</AcceptableResponseSchema>
            </Request></Autodiscover>""";
    private static final String PLAIN_ANSWER =
            "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private static final String EWS = "https://exchange.contoso.com/EWS/Exchange.asmx";
    private static final String EWS_OF_BERT = "https://exchange-2.contoso.com/EWS/Exchange.asmx";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestMailboxes mailboxes;
    private HttpServer server;

    @BeforeEach
    void serve() {
        mailboxes = TestMailboxes.open(vertx, folder);
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        var urls = new MailboxSettings(mailbox -> mailbox.upn().startsWith("bert") ? EWS_OF_BERT : EWS, mailbox -> EWS);
        var routes = new EndpointRoutes(router, List.of());
        new AutodiscoverProbeEndpoint().mount(routes);
        new SoapAutodiscoverEndpoint(mailboxes.directory, urls, "exchange.contoso.com", IdGenerator.seeded(1))
                .mount(routes);
        new PoxAutodiscoverEndpoint(mailboxes.directory, urls, "exchange.contoso.com", new TestClock()).mount(routes);
        server = vertx.createHttpServer().requestHandler(router).listen(0).await();
    }

    @AfterEach
    void close() {
        server.close().await();
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static XmlElement read(HttpResponse<String> response) {
        return XmlReader.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private XmlElement settings(String users, String names) throws IOException, InterruptedException {
        HttpResponse<String> response = post("/Autodiscover/Autodiscover.svc", SOAP_REQUEST.formatted(users, names));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
        return read(response)
                .at("Body", "GetUserSettingsResponseMessage", "Response")
                .orElseThrow();
    }

    private static String user(String address) {
        return "<a:User><a:Mailbox>" + address + "</a:Mailbox></a:User>";
    }

    private static String setting(String name) {
        return "<a:Setting>" + name + "</a:Setting>";
    }

    @Test
    void sendsClientsInTheOrganizationToTheServerOfTheMailbox() throws Exception {
        String bert = mailboxes.of("bert").primaryAddress();
        XmlElement settings = settings(user(bert), setting("InternalEwsUrl") + setting("ExternalEwsUrl"))
                .at("UserResponses", "UserResponse", "UserSettings")
                .orElseThrow();
        assertThat(settings.children())
                .extracting(setting -> setting.childText("Value").orElseThrow())
                .containsExactly(EWS_OF_BERT, EWS);

        assertThat(post("/autodiscover/autodiscover.xml", PLAIN_REQUEST.formatted(bert, PLAIN_ANSWER))
                        .body())
                .containsOnlyOnce("<EwsUrl>" + EWS_OF_BERT + "<")
                .containsOnlyOnce("<EwsUrl>" + EWS + "<");
    }

    @Test
    void tellsWhereTheWebServicesOfAMailboxAre() throws Exception {
        XmlElement response = settings(
                user("Anna.Berg@contoso.com"),
                setting("InternalEwsUrl") + setting("ExternalEwsUrl") + setting("UserDN"));
        assertThat(response.childText("ErrorCode")).hasValue("NoError");
        XmlElement answer = response.at("UserResponses", "UserResponse").orElseThrow();
        assertThat(answer.childText("ErrorCode")).hasValue("NoError");
        List<String> values = answer.child("UserSettings").orElseThrow().children().stream()
                .map(setting -> setting.childText("Name").orElseThrow() + "="
                        + setting.childText("Value").orElseThrow())
                .toList();
        assertThat(values)
                .containsExactly(
                        "InternalEwsUrl=" + EWS,
                        "ExternalEwsUrl=" + EWS,
                        "UserDN=" + mailboxes.of("anna").legacyName());
    }

    @Test
    void writesTheVersionAndTypesThatClientsLookFor() throws Exception {
        HttpResponse<String> response = post(
                "/autodiscover/autodiscover.svc",
                SOAP_REQUEST.formatted(user("anna@contoso.com"), setting("EwsSupportedSchemas")));
        XmlElement header = read(response).child("Header").orElseThrow();
        assertThat(header.at("ServerVersionInfo", "Version").map(XmlElement::text))
                .hasValue("Exchange2013_SP1");
        assertThat(header.childText("Action").orElseThrow()).endsWith("/GetUserSettingsResponse");
        assertThat(response.body())
                .contains("i:type=\"StringSetting\"", "<RedirectTarget i:nil=\"true\"/>", "Exchange2013_SP1");
    }

    @Test
    void namesTheSettingsItDoesNotHave() throws Exception {
        XmlElement response = settings(user("anna@contoso.com"), setting("InternalOwaUrl") + setting("CasVersion"));
        XmlElement error = response.at("UserResponses", "UserResponse", "UserSettingErrors", "UserSettingError")
                .orElseThrow();
        assertThat(error.childText("ErrorCode")).hasValue("SettingIsNotAvailable");
        assertThat(error.childText("SettingName")).hasValue("InternalOwaUrl");
    }

    @Test
    void answersEachUserInTurn() throws Exception {
        XmlElement response = settings(
                user("bert@contoso.com")
                        + user("nobody@contoso.com")
                        + user("carla@contoso.com")
                        + user("shared@contoso.com")
                        + user("anna@contoso.com"),
                setting("UserDisplayName"));
        List<String> codes = response.child("UserResponses").orElseThrow().children().stream()
                .map(answer -> answer.childText("ErrorCode").orElseThrow())
                .toList();
        assertThat(codes).containsExactly("NoError", "InvalidUser", "InvalidUser", "InvalidUser", "NoError");
    }

    @Test
    void refusesARequestForNothing() throws Exception {
        assertThat(settings("", setting("UserDN")).childText("ErrorCode")).hasValue("InvalidRequest");
    }

    @Test
    void refusesDocumentTypeDeclarations() throws Exception {
        String attack = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
        HttpResponse<String> soap = post("/autodiscover/autodiscover.svc", attack);
        assertThat(soap.statusCode()).isEqualTo(500);
        assertThat(soap.body()).contains("Fault").doesNotContain("root:");
        HttpResponse<String> plain = post("/autodiscover/autodiscover.xml", attack);
        assertThat(read(plain).at("Response", "Error", "ErrorCode").map(XmlElement::text))
                .hasValue("600");
    }

    @Test
    void tellsTheSettingsOfADomain() throws Exception {
        HttpResponse<String> response = post(
                "/autodiscover/autodiscover.svc",
                SOAP_REQUEST
                        .formatted(
                                "<a:Domain>Contoso.com</a:Domain><a:Domain>nowhere.example</a:Domain>",
                                setting("ExternalEwsUrl") + setting("UserDN"))
                        .replace("GetUserSettings", "GetDomainSettings")
                        .replace("a:Users", "a:Domains"));
        XmlElement answer = read(response)
                .at("Body", "GetDomainSettingsResponseMessage", "Response")
                .orElseThrow();
        List<XmlElement> domains = answer.child("DomainResponses").orElseThrow().children();
        assertThat(domains)
                .extracting(domain -> domain.childText("ErrorCode").orElse(""))
                .containsExactly("NoError", "InvalidDomain");
        XmlElement setting =
                domains.get(0).at("DomainSettings", "DomainSetting").orElseThrow();
        assertThat(setting.childText("Name")).hasValue("ExternalEwsUrl");
        assertThat(setting.childText("Value")).hasValue(EWS);
        assertThat(domains.get(0)
                        .at("DomainSettingErrors", "DomainSettingError", "SettingName")
                        .map(XmlElement::text))
                .hasValue("UserDN");
        assertThat(response.body()).contains("Autodiscover/GetDomainSettingsResponse<", "type=\"DomainStringSetting\"");
    }

    @Test
    void answersAnotherActionByAFault() throws Exception {
        HttpResponse<String> response = post(
                "/autodiscover/autodiscover.svc",
                SOAP_REQUEST.formatted("", "").replace("GetUserSettingsRequestMessage", "GetFederationInformation"));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("GetFederationInformation", "expected GetUserSettingsRequestMessage");
    }

    @Test
    void answersPlainXmlToo() throws Exception {
        HttpResponse<String> response =
                post("/Autodiscover/Autodiscover.xml", PLAIN_REQUEST.formatted("anna@contoso.com", PLAIN_ANSWER));
        XmlElement answer = read(response).child("Response").orElseThrow();
        assertThat(answer.namespace()).isEqualTo(PLAIN_ANSWER);
        assertThat(answer.at("User", "DisplayName").map(XmlElement::text)).hasValue("Anna");
        XmlElement account = answer.child("Account").orElseThrow();
        assertThat(account.childText("Action")).hasValue("settings");
        assertThat(account.children("Protocol"))
                .extracting(protocol -> protocol.childText("EwsUrl").orElseThrow())
                .containsExactly(EWS, EWS);
    }

    @Test
    void saysInPlainXmlWhatItCannotAnswer() throws Exception {
        assertThat(plainError(PLAIN_REQUEST.formatted("nobody@contoso.com", PLAIN_ANSWER)))
                .isEqualTo("500");
        assertThat(plainError(PLAIN_REQUEST.formatted("anna@contoso.com", "urn:other")))
                .isEqualTo("601");
        assertThat(plainError("<Autodiscover/>")).isEqualTo("600");
    }

    private String plainError(String request) throws IOException, InterruptedException {
        return read(post("/autodiscover/autodiscover.xml", request))
                .at("Response", "Error", "ErrorCode")
                .orElseThrow()
                .text();
    }

    @Test
    void announcesItsWaysBeforeAnybodySignsIn() throws Exception {
        HttpResponse<String> response = post("/AutoDiscover/AutoDiscover.xml", "");
        assertThat(response.headers().firstValue("X-SOAP-Enabled")).hasValue("True");
        assertThat(response.headers().firstValue("X-OAuth-Enabled")).hasValue("True");
        assertThat(response.headers().firstValue("X-WSSecurity-Enabled")).hasValue("True");
    }
}
