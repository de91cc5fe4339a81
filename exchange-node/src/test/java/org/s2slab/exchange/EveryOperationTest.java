package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.ews.AnswerSchemas;
import org.s2slab.exchange.ews.EwsOperationTable;
import org.s2slab.exchange.ews.EwsOperationTable.Row;
import org.s2slab.resource.ResourceTable;
import org.s2slab.testing.Requirements;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Sends a small valid request of each operation of the service description to a whole node, in the order of the file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {
    private static final List<String[]> REQUESTS = requests();

    private RunningExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.run(
                "Add-RoleGroupMember",
                new JsonObject().put("Identity", "Discovery Management").put("Member", "anna"));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    @Test
    void hasARequestOfEach() {
        assertThat(REQUESTS.stream().map(row -> row[0]))
                .containsExactlyInAnyOrderElementsOf(
                        EwsOperationTable.rows().stream().map(Row::name).toList());
    }

    @Test
    void hasAReasonForEachConstantResponse() {
        assertThat(EwsOperationTable.rows())
                .allSatisfy(
                        row -> assertThat(row.note().isEmpty()).as(row.name()).isEqualTo(!row.isConstant()));
    }

    /** The code stands here and in the table, so that a change of the table alone is noticed. */
    @Test
    void refusesWithTheCodeOfTheTable() {
        for (String[] request : REQUESTS) {
            EwsOperationTable.rows().stream()
                    .filter(row -> row.name().equals(request[0]) && row.isConstant())
                    .forEach(row -> assertThat(request[1])
                            .as(row.name())
                            .isEqualTo(
                                    row.refusal() == null
                                            ? "NoError"
                                            : row.refusal().name()));
        }
    }

    /** If the request has no code, a test of the operation has it; here any response of the operation itself will do. */
    private static void requireCode(String[] request, String code) {
        if (request[1].isEmpty()) {
            assertThat(code).isNotIn("ErrorInternalServerError", "ErrorInvalidRequest", "ErrorSchemaValidation");
        } else {
            assertThat(code).isEqualTo(request[1]);
        }
    }

    /** SOAP 1.1 by HTTP over TLS; each answer is valid by the schema and has one list of messages. */
    @TestFactory
    @Requirements({
        "ATT R3 R5001 R6 R318",
        "BTRF R1 R2006 R3 R6",
        "CONT R1 R101 R102 R335001",
        "CORE R3 R2001 R6 R1006 R1091b R1094b R1436b",
        "FOLD R3 R3007 R3008 R2691 R26993 R1091b R1094 R1436",
        "MSG R1 R3001 R4 R183",
        "MTGS R1 R502 R503 R504",
        "SYNC R3 R20001 R20002 R20003 R1091 R1094 R1436",
        "TASK R1 R4 R4001 R212 R212001"
    })
    Stream<DynamicTest> answersEachWithItsCode() {
        return REQUESTS.stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    Answer answer = post("Exchange2013_SP1", row[2]);
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    AnswerSchemas.check(answer.body());
                    XmlElement response = XmlReader.read(answer.body().getBytes(StandardCharsets.UTF_8))
                            .at("Body", EwsSchemaTable.response(row[0]))
                            .orElseThrow();
                    assertThat(response.tree()
                                    .filter(element -> element.name().equals("ResponseCode"))
                                    .map(XmlElement::text))
                            .as(answer.body())
                            .isNotEmpty()
                            .allSatisfy(code -> requireCode(row, code));
                }));
    }

    /** Operations that look at the item or the archive first find that there is none. */
    @TestFactory
    Stream<DynamicTest> refusesTheRootOfPublicFoldersAlike() {
        return REQUESTS.stream()
                .filter(row -> row[2].contains("DistinguishedFolderId"))
                .filter(row -> !List.of("ErrorInvalidIdMalformed", "ErrorArchiveMailboxNotEnabled")
                        .contains(row[1]))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    String request = row[2].replaceAll(
                            "<t:DistinguishedFolderId Id=\"\\w+\"",
                            "<t:DistinguishedFolderId Id=\"publicfoldersroot\"");
                    Answer answer = post("Exchange2013_SP1", request);
                    AnswerSchemas.check(answer.body());
                    assertThat(XmlReader.read(answer.body().getBytes(StandardCharsets.UTF_8))
                                    .tree()
                                    .filter(element -> element.name().equals("ResponseCode"))
                                    .map(XmlElement::text))
                            .as(answer.body())
                            .isNotEmpty()
                            .containsOnly("ErrorNoPublicFolderReplicaAvailable");
                }));
    }

    /** What a request names is not read past: nobody sees the rules of another mailbox. */
    @Test
    void answersOnlyForTheMailboxOfTheCaller() {
        assertThat(post(
                                "Exchange2013_SP1",
                                "<m:GetInboxRules><m:MailboxSmtpAddress>bert@contoso.com</m:MailboxSmtpAddress></m:GetInboxRules>")
                        .body())
                .contains("<ResponseCode>ErrorAccessDenied<");
    }

    /** Every id and folder of a request is Anna's; Bert has no right in her mailbox. */
    @TestFactory
    Stream<DynamicTest> refusesAStranger() {
        XmlElement item = sent(
                        "anna",
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:Message><t:Attachments><t:FileAttachment>"
                                + "<t:Name>a</t:Name><t:Content>AAA=</t:Content></t:FileAttachment></t:Attachments></t:Message>"
                                + "</m:Items></m:CreateItem>")
                .find("ItemId")
                .orElseThrow();
        String id = item.attribute("Id").orElseThrow();
        XmlElement whole = sent(
                "anna",
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id=\""
                        + id + "\"/></m:ItemIds></m:GetItem>");
        Map<String, String> ids = Map.of(
                "AttachmentId",
                idOf(whole, "AttachmentId"),
                "ParentFolderId",
                idOf(whole, "ParentFolderId"),
                "ItemId",
                id,
                "ParentItemId",
                id);
        String key = item.attribute("ChangeKey").orElseThrow();
        return REQUESTS.stream()
                .filter(row -> !Objects.equals(ofAnna(row[2], ids, key), row[2]))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    Answer answer = post("bert", "Exchange2013_SP1", ofAnna(row[2], ids, key));
                    AnswerSchemas.check(answer.body());
                    assertThat(answer.body().replaceAll("Success\"(.*)<ImItemList/>", "$1"))
                            .doesNotContain("Success\"")
                            .doesNotContain("ErrorInternalServerError");
                }));
    }

    private static String ofAnna(String request, Map<String, String> ids, String key) {
        String folder = "<t:FolderId Id=\"" + ids.get("ParentFolderId") + "\"/>";
        String changed = request.replaceAll(
                        "<t:DistinguishedFolderId Id=\"(\\w+)\"/>",
                        "<t:DistinguishedFolderId Id=\"$1\"><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress>"
                                + "</t:Mailbox></t:DistinguishedFolderId>")
                .replace(
                        "</m:FolderShape></m:SyncFolderHierarchy>",
                        "</m:FolderShape><m:SyncFolderId>" + folder + "</m:SyncFolderId></m:SyncFolderHierarchy>")
                .replace(" SubscribeToAllFolders=\"true\">", "><t:FolderIds>" + folder + "</t:FolderIds>");
        for (Map.Entry<String, String> one : ids.entrySet()) {
            String more = one.getKey().equals("ItemId") ? " ChangeKey=\"" + key + "\"" : "";
            changed = changed.replace(
                    ":" + one.getKey() + " Id=\"AAA=\"", ":" + one.getKey() + " Id=\"" + one.getValue() + "\"" + more);
        }
        return changed;
    }

    private static String idOf(XmlElement answer, String name) {
        return answer.find(name).orElseThrow().attribute("Id").orElseThrow();
    }

    private XmlElement sent(String who, String body) {
        return XmlReader.read(post(who, "Exchange2013_SP1", body).body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNewerThanTheVersionOfTheRequest() {
        Answer answer = post("Exchange2010_SP2", "<m:GetAppManifests/>");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("ErrorIncorrectSchemaVersion");
    }

    private Answer post(String version, String body) {
        return post("anna", version, body);
    }

    private Answer post(String who, String version, String body) {
        return exchange.soap(who, "<t:RequestServerVersion Version=\"" + version + "\"/>", body);
    }

    static List<String[]> requests() {
        return ResourceTable.rows("/ews/requests.tsv");
    }
}
