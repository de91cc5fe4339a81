package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The response codes of a whole node about its callers: Bert has no mailbox, and Carla's account is disabled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerErrorsTest {
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";
    private static final String CALENDAR = annas("calendar");

    private RunningExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.run(
                "Add-MailboxFolderPermission",
                new JsonObject()
                        .put("Identity", "anna:\\Calendar")
                        .put("User", "bert")
                        .put("AccessRights", new JsonArray().add("Reviewer")));
        exchange.run("Disable-Mailbox", new JsonObject().put("Identity", "bert"));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    private static String annas(String folder) {
        return "<t:DistinguishedFolderId Id=\"" + folder + "\"><t:Mailbox><t:EmailAddress>anna@contoso.com"
                + "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>";
    }

    private List<String> codes(String person, String header, int status, String body) {
        Answer answer = exchange.soap(person, header, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return XmlReader.read(answer.body().getBytes(StandardCharsets.UTF_8))
                .tree()
                .filter(element -> element.name().equals("ResponseCode"))
                .map(XmlElement::text)
                .toList();
    }

    private static String get(String... folders) {
        return "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds>"
                + String.join("", folders) + "</m:FolderIds></m:GetFolder>";
    }

    @Test
    void namesADistinguishedFolderOnlyWithAnAddressIfTheCallerHasNoMailbox() {
        assertThat(codes("bert", "", 200, get(INBOX, CALENDAR, INBOX)))
                .containsExactly("ErrorMissingEmailAddress", "NoError", "ErrorMissingEmailAddress");
        assertThat(codes("bert", "", 200, get(INBOX))).containsExactly("ErrorMissingEmailAddress");
        String find = "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                + "<m:ParentFolderIds>%s</m:ParentFolderIds></m:FindItem>";
        assertThat(codes("bert", "", 200, find.formatted(INBOX))).containsExactly("ErrorMissingEmailAddress");
        assertThat(codes("bert", "", 200, find.formatted(CALENDAR))).containsExactly("NoError");
        assertThat(codes("bert", "", 500, "<m:GetImItemList/>")).containsExactly("ErrorNonExistentMailbox");
    }

    @ParameterizedTest
    @CsvSource({"bert, ErrorNonExistentMailbox", "carla, ErrorAccountDisabled"})
    void actsAsNobodyWhoCannotAct(String person, String code) {
        exchange.run(
                "New-ManagementRoleAssignment",
                new JsonObject()
                        .put("Name", "acts as " + person)
                        .put("Role", "ApplicationImpersonation")
                        .put("User", "anna"));
        String header = "<t:ExchangeImpersonation><t:ConnectingSID><t:PrincipalName>" + person
                + "@contoso.com</t:PrincipalName></t:ConnectingSID></t:ExchangeImpersonation>";
        assertThat(codes("anna", header, 500, get(INBOX))).containsExactly(code);
    }

    @Test
    void stopsABatchThatIsDenied() {
        String save = "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\">"
                + "<m:SavedItemFolderId>%s</m:SavedItemFolderId><m:Items><t:CalendarItem/><t:CalendarItem/></m:Items>"
                + "</m:CreateItem>";
        assertThat(codes("anna", "", 200, get(annas("inbox"), INBOX))).containsExactly("NoError", "NoError");
        String empty = "<m:EmptyFolder DeleteType=\"HardDelete\" DeleteSubFolders=\"false\"><m:FolderIds>%s%s"
                + "</m:FolderIds></m:EmptyFolder>";
        Answer denied = exchange.soap("bert", "", empty.formatted(CALENDAR, CALENDAR));
        assertThat(denied.body())
                .contains("ResponseClass=\"Warning\"><m:MessageText>")
                .contains("ResponseCode>ErrorBatchProcessingStopped<");
        assertThat(codes("bert", "", 200, empty.formatted(CALENDAR, CALENDAR)))
                .containsExactly("ErrorAccessDenied", "ErrorBatchProcessingStopped");
        assertThat(codes("bert", "", 200, save.formatted(CALENDAR)))
                .containsExactly("ErrorCreateItemAccessDenied", "ErrorCreateItemAccessDenied");
    }

    @Test
    void readsNoMoreThanARequestMayHave() {
        String comment = "<!--" + "x".repeat(1024 * 1024) + "-->";
        assertThat(codes("anna", comment.repeat(2), 200, get(INBOX))).containsExactly("NoError");
        assertThat(codes("anna", comment.repeat(33), 500, get(INBOX))).containsExactly("ErrorRequestStreamTooBig");
    }
}
