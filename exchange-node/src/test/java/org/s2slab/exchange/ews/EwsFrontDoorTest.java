package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

class EwsFrontDoorTest {
    private static final String LIST = "<GetImItemList/>";
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";

    @TempDir
    Path folder;

    private EwsServer server;

    @BeforeEach
    void serve() {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Answer impersonating(String connectingSid) {
        return server.call(
                LIST,
                "<t:ExchangeImpersonation><t:ConnectingSID>" + connectingSid
                        + "</t:ConnectingSID></t:ExchangeImpersonation>");
    }

    private void grant(String account) {
        server.roles
                .put(new RoleAssignment(
                        "x",
                        RoleAssignment.APPLICATION_IMPERSONATION,
                        server.mailboxes.of(account).id()))
                .await();
    }

    @Test
    @Requirements("CONT R368006 R368008 R368010 R368012")
    void answersWithTheServersVersionAndPlainXml() {
        Answer answer = server.call(LIST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
        assertThat(answer.http().headers().firstValue("request-id")).isPresent();
        XmlElement version = answer.envelope().at("Header", "ServerVersionInfo").orElseThrow();
        assertThat(version.attribute("MajorVersion")).hasValue("15");
        assertThat(version.attribute("MinorVersion")).hasValue("0");
        assertThat(version.attribute("MajorBuildNumber")).hasValue("847");
        assertThat(version.attribute("MinorBuildNumber")).hasValue("32");
        assertThat(version.attribute("Version")).as("as servers of this build").hasValue("V2_8");
        assertThat(answer.response().attribute("ResponseClass")).hasValue("Success");
    }

    @Test
    void takesAnyCaseInThePath() {
        HttpResponse<String> response = server.send(HttpRequest.newBuilder(server.uri("/ews/exchange.ASMX"))
                .POST(HttpRequest.BodyPublishers.ofString("<a/>")));

        assertThat(response.body()).contains("ErrorSchemaValidation");
    }

    @Test
    void writesFaultsInTheProductsForm() {
        Answer answer = server.call(LIST, "<t:RequestServerVersion Version=\"Exchange2016\"/>");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.http().body())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                                + "<faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                                + "a:ErrorInvalidServerVersion</faultcode>"
                                + "<faultstring xml:lang=\"en-US\">The specified server version is invalid.</faultstring>"
                                + "<detail><e:ResponseCode xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">"
                                + "ErrorInvalidServerVersion</e:ResponseCode>"
                                + "<e:Message xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">"
                                + "The specified server version is invalid.</e:Message></detail></s:Fault></s:Body></s:Envelope>");
    }

    @Test
    void refusesA2013OperationUnderAnOlderVersion() {
        Answer answer = server.call(LIST, "<t:RequestServerVersion Version=\"Exchange2010_SP2\"/>");

        assertThat(answer.code()).isEqualTo("ErrorIncorrectSchemaVersion");
    }

    @Test
    void answersWithoutAnyVersionHeader() {
        assertThat(server.call(LIST, "").code()).isEqualTo("NoError");
        assertThat(server.call(LIST, "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>")
                        .code())
                .isEqualTo("NoError");
    }

    @Test
    void refusesAnOperationItDoesNotHave() {
        Answer answer = server.call("<SendPigeon/>");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("ErrorInvalidRequest");
    }

    @Test
    void refusesWhatIsNotWellFormedAndSaysWhere() {
        Answer answer = server.call("<AddImGroup><DisplayName>a&#x1;b</DisplayName></AddImGroup>");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("ErrorSchemaValidation");
        assertThat(answer.text("detail", "MessageXml", "LineNumber")).isEqualTo("2");
        assertThat(answer.text("detail", "MessageXml", "Violation")).isNotBlank();
    }

    @Test
    void refusesDocumentTypesAndSoEntities() {
        Answer bomb = server.post("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>");
        Answer external = server.post("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>");

        assertThat(bomb.code()).isEqualTo("ErrorSchemaValidation");
        assertThat(external.code()).isEqualTo("ErrorSchemaValidation");
        assertThat(bomb.text("detail", "MessageXml", "Violation")).contains("document type");
    }

    @Test
    void refusesADocumentThatIsTooDeep() {
        Answer answer = server.post("<a>".repeat(5_000) + "</a>".repeat(5_000));

        assertThat(answer.code()).isEqualTo("ErrorSchemaValidation");
    }

    @Test
    void refusesAnEmptyBody() {
        assertThat(server.post("").code()).isEqualTo("ErrorSchemaValidation");
    }

    @Test
    void refusesAPersonWithoutMailbox() {
        server.asPerson("carla");
        Answer answer = server.call(LIST);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("ErrorNonExistentMailbox");
    }

    @Test
    void letsAPersonActForThemselvesOnly() {
        assertThat(impersonating("<t:SmtpAddress>anna.berg@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("NoError");
        Answer denied = impersonating("<t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress>");
        assertThat(denied.status()).isEqualTo(500);
        assertThat(denied.code()).isEqualTo("ErrorImpersonateUserDenied");
        assertThat(denied.text("faultstring"))
                .isEqualTo("The account does not have permission to impersonate the requested user.");
    }

    @Test
    void letsAPersonWithTheRoleActForOthers() {
        grant("anna");

        assertThat(impersonating("<t:PrincipalName>bert@contoso.com</t:PrincipalName>")
                        .code())
                .isEqualTo("NoError");
        assertThat(impersonating("<t:SmtpAddress>nobody@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("ErrorNonExistentMailbox");
        assertThat(impersonating("<t:PrincipalName>nobody@contoso.com</t:PrincipalName>")
                        .code())
                .isEqualTo("ErrorInvalidUserPrincipalName");
        assertThat(impersonating("<t:SID>S-1-5-21-9</t:SID>").code()).isEqualTo("ErrorInvalidUserSid");
        assertThat(impersonating("<t:SmtpAddress>carla@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("ErrorNonExistentMailbox");
        assertThat(impersonating("<t:SmtpAddress>shared@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("ErrorImpersonationFailed");
    }

    @Test
    void letsAnApplicationActForTheUserOfItsTokenOnly() {
        server.asLyncFor("anna");
        grant("bert");

        assertThat(server.call(LIST).code()).isEqualTo("NoError");
        assertThat(impersonating("<t:SmtpAddress>anna@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("NoError");
        assertThat(impersonating("<t:SmtpAddress>bert@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("ErrorImpersonateUserDenied");
    }

    @Test
    void needsImpersonationOfAnApplicationThatComesWithoutUser() {
        server.asLync();
        Answer bare = server.call(LIST);

        assertThat(bare.code()).isEqualTo("ErrorAccessDenied");
        assertThat(impersonating("<t:SmtpAddress>anna@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("ErrorImpersonateUserDenied");
        grant("bert");
        assertThat(impersonating("<t:SmtpAddress>anna@contoso.com</t:SmtpAddress>")
                        .code())
                .isEqualTo("NoError");
    }

    @Test
    void describesItselfToABrowser() {
        HttpResponse<String> response = server.send(
                HttpRequest.newBuilder(server.uri("/EWS/Exchange.asmx")).GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("services.wsdl");
    }

    @Test
    void refusesAListOfMoreEntriesThanItsLimit() {
        Answer most = server.call(folders(EwsServer.LIST_ENTRIES));
        assertThat(most.response().child("ResponseMessages").orElseThrow().children())
                .hasSize(EwsServer.LIST_ENTRIES);

        Answer refused = server.call(folders(EwsServer.LIST_ENTRIES + 1));

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.code()).isEqualTo("ErrorInvalidRequest");
        assertThat(refused.http().body()).contains("found 211 entries in 'FolderIds', expected at most 210");
        String fields = "<t:FieldURI FieldURI=\"item:Subject\"/>".repeat(EwsServer.LIST_ENTRIES + 1);
        assertThat(server.call("<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>IdOnly</t:BaseShape>"
                                + "<t:AdditionalProperties>" + fields + "</t:AdditionalProperties></ItemShape>"
                                + "<ParentFolderIds>" + INBOX + "</ParentFolderIds></FindItem>")
                        .code())
                .as("a list inside of another element")
                .isEqualTo("ErrorInvalidRequest");
    }

    private static String folders(int count) {
        return "<GetFolder><FolderShape><t:BaseShape>IdOnly</t:BaseShape></FolderShape><FolderIds>"
                + INBOX.repeat(count) + "</FolderIds></GetFolder>";
    }

    @Test
    void refusesACallerOfWhomTooManyRequestsWaitInTheProductsForm() {
        HttpResponse<String> response = server.send(HttpRequest.newBuilder(server.uri("/busy")));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
        assertThat(response.body())
                .contains("ErrorExceededConnectionCount", "You have exceeded the available concurrent connections");
    }
}
