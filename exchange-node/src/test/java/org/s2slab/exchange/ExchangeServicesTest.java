package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.AnswerSchemas;
import org.s2slab.exchange.ews.Recordings;
import org.s2slab.exchange.ews.RequestSchema;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestTokens;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** What clients and partners do with a whole Exchange node, from finding it to reading from it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeServicesTest {
    private static final String EWS = "/EWS/Exchange.asmx";
    private static final String SETTINGS = """
            <soap:Envelope xmlns:a="http://schemas.microsoft.com/exchange/2010/Autodiscover" \
            xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
            <a:GetUserSettingsRequestMessage><a:Request>\
            <a:Users><a:User><a:Mailbox>anna@contoso.com</a:Mailbox></a:User></a:Users>\
            <a:RequestedSettings><a:Setting>ExternalEwsUrl</a:Setting></a:RequestedSettings>\
            </a:Request></a:GetUserSettingsRequestMessage></soap:Body></soap:Envelope>""";
    private static final String ENVELOPE = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" \
            xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header>\
            <t:RequestServerVersion Version="%s"/></soap:Header><soap:Body>%s</soap:Body></soap:Envelope>""";

    private RunningExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.configureLync();
        exchange.run(
                "Add-RoleGroupMember",
                new JsonObject().put("Identity", "Discovery Management").put("Member", "anna"));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    private TestCall anna() {
        return exchange.call()
                .basic("anna@contoso.com", TestDeployment.PASSWORD)
                .header("Content-Type", "text/xml; charset=utf-8");
    }

    private TestCall lync(TestTokens token) {
        return exchange.call().bearer(token.text()).header("Content-Type", "text/xml; charset=utf-8");
    }

    private static XmlElement read(Answer answer) {
        return XmlReader.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The first anonymous step of the EWS Managed API, which reads from the refusal how to go on. */
    @Test
    void tellsStrangersHowToAskAutodiscover() {
        Answer answer = exchange.call().get("/autodiscover/autodiscover.xml");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("X-SOAP-Enabled")).isEqualTo("True");
        assertThat(answer.headers().get("X-OAuth-Enabled")).isEqualTo("True");
        assertThat(answer.headers().getAll("WWW-Authenticate"))
                .anyMatch(challenge -> challenge.startsWith("Bearer client_id="));
    }

    @Test
    void tellsPeopleAndPartnersWhereTheWebServicesAre() {
        for (TestCall caller : List.of(anna(), lync(TestTokens.forAnna()), lync(TestTokens.alone()))) {
            Answer answer = caller.send(HttpMethod.POST, "/autodiscover/autodiscover.svc", SETTINGS);
            assertThat(answer.status()).as(answer.headers().toString()).isEqualTo(200);
            assertThat(answer.body()).contains("<Value>https://exchange.contoso.com/EWS/Exchange.asmx</Value>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ews/messages.xsd", "/ews/types.xsd", "/EWS/Services.wsdl"})
    void handsItsDescriptionToWhoeverSignedIn(String path) {
        assertThat(exchange.call().get(path).status()).isEqualTo(401);
        Answer answer = lync(TestTokens.forAnna()).get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(read(answer).name()).isIn("schema", "definitions");
    }

    @Test
    void showsAContactOfTheImListInTheFolderThatPeopleSee() {
        Answer added = post(
                lync(TestTokens.forAnna()),
                "Exchange2013",
                "<m:AddNewImContactToGroup><m:ImAddress>bert@contoso.com</m:ImAddress></m:AddNewImContactToGroup>");
        assertThat(added.status()).isEqualTo(200);
        Answer found = post(
                anna(),
                "Exchange2010_SP2",
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                        + "<m:ParentFolderIds><t:DistinguishedFolderId Id=\"quickcontacts\"/></m:ParentFolderIds></m:FindItem>");
        assertThat(found.body()).contains("bert@contoso.com").contains("TotalItemsInView");
    }

    private Answer post(TestCall caller, String version, String body) {
        Answer answer = caller.send(HttpMethod.POST, EWS, ENVELOPE.formatted(version, body));
        AnswerSchemas.check(answer.body());
        return answer;
    }

    /** exchangelib begins so, and steps down until a version is taken. */
    @Test
    void letsAClientStepDownToAVersionItKnows() {
        String convert = "<m:ConvertId DestinationFormat=\"EwsId\"><m:SourceIds>"
                + "<t:AlternateId Format=\"EntryId\" Id=\"DUMMY\" Mailbox=\"anna@contoso.com\"/></m:SourceIds></m:ConvertId>";
        Answer newer = post(anna(), "Exchange2016", convert);
        assertThat(newer.status()).isEqualTo(500);
        assertThat(newer.body()).contains("ErrorInvalidServerVersion");
        Answer known = post(anna(), "Exchange2013_SP1", convert);
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.body()).contains("ErrorInvalidIdMalformed", "ServerVersionInfo");
    }

    @Test
    void saysWhereARequestBreaksTheSchema() {
        Answer answer = post(anna(), "Exchange2013", "\n<m:AddImGroup/>");
        assertThat(answer.status()).isEqualTo(500);
        XmlElement detail = read(answer).at("Body", "Fault", "detail").orElseThrow();
        assertThat(detail.childText("ResponseCode")).hasValue("ErrorSchemaValidation");
        assertThat(detail.at("MessageXml", "LineNumber").map(XmlElement::text)).hasValue("2");
        assertThat(detail.at("MessageXml", "LinePosition").map(XmlElement::text))
                .hasValue("2");
        assertThat(detail.at("MessageXml", "Violation").map(XmlElement::text).orElse(""))
                .contains("DisplayName");
    }

    /** The schema describes requests that the service description has no operation for, as the product's does. */
    @ParameterizedTest
    @ValueSource(strings = {"GetUserUnifiedGroups", "SetClientExtension"})
    void refusesOperationsThatTheDescriptionDoesNotHave(String operation) {
        Answer answer = post(anna(), "Exchange2013", "<m:" + operation + "/>");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(read(answer).at("Body", "Fault", "detail", "ResponseCode").map(XmlElement::text))
                .hasValue("ErrorInvalidRequest");
    }

    /** Requests of unmodified clients, where recordings are at hand, in a mailbox of ours. */
    @TestFactory
    Stream<DynamicTest> answersWhatClientsSend() {
        RequestSchema schema = new RequestSchema();
        return Recordings.tests(
                recording -> XmlReader.read(Recordings.body(recording))
                        .child("Body")
                        .filter(body -> schema.describes(body.children().get(0).name()))
                        .isPresent(),
                recording -> {
                    String request = new String(Recordings.body(recording), StandardCharsets.UTF_8);
                    Answer answer = anna().send(HttpMethod.POST, EWS, request.replace("alice@", "anna@"));
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    AnswerSchemas.check(answer.body());
                });
    }
}
