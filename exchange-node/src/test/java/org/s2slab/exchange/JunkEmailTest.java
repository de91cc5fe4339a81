package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Blocked and trusted senders of Bert, to whom Anna writes. */
class JunkEmailTest {
    private RunningExchange exchange;

    @BeforeEach
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    @Requirements("CORE R1839 R1840 R1841 R1842")
    void movesMailOfBlockedSendersToTheJunkMail() {
        assertThat(junkSettings().getBoolean("Enabled")).isTrue();
        send("first");
        String id = mailId("inbox", "first");
        assertThat(code("bert", junk(id, true, false))).isEqualTo("NoError");
        assertThat(junkSettings().getJsonArray("BlockedSendersAndDomains")).containsExactly("anna@contoso.com");
        send("second");
        assertThat(mailId("junkemail", "second")).isNotEmpty();
        assertThat(mailId("inbox", "second")).isEmpty();
        assertThat(code("bert", junk(id, false, false))).isEqualTo("NoError");
        assertThat(junkSettings().getJsonArray("BlockedSendersAndDomains")).isEmpty();
        String second = mailId("junkemail", "second");
        assertThat(code("bert", junk(second, true, true))).isEqualTo("NoError");
        assertThat(code("bert", junk(mailId("junkemail", "second"), false, true)))
                .isEqualTo("NoError");
        assertThat(mailId("inbox", "second")).isNotEmpty();
        assertThat(junkSettings().getJsonArray("BlockedSendersAndDomains")).isEmpty();
        send("third");
        assertThat(mailId("inbox", "third")).isNotEmpty();
        junkSettings(new JsonObject().put("BlockedSendersAndDomains", List.of("Contoso.com")));
        send("fourth");
        assertThat(mailId("junkemail", "fourth")).isNotEmpty();
        junkSettings(new JsonObject().put("TrustedSendersAndDomains", List.of("anna@contoso.com")));
        send("fifth");
        assertThat(mailId("inbox", "fifth")).isNotEmpty();
        junkSettings(new JsonObject()
                .put("TrustedSendersAndDomains", List.of())
                .put("BlockedSendersAndDomains", List.of())
                .put("TrustedListsOnly", true));
        send("sixth");
        assertThat(mailId("junkemail", "sixth")).isNotEmpty();
        junkSettings(new JsonObject().put("Enabled", false));
        send("seventh");
        assertThat(mailId("inbox", "seventh")).isNotEmpty();
    }

    @Test
    void refusesJunkSettingsThatAreNone() {
        JsonObject wrong =
                new JsonObject().put("Identity", "bert").put("BlockedSendersAndDomains", List.of("anna at contoso"));
        assertThat(exchange.attempt("Set-MailboxJunkEmailConfiguration", wrong).body())
                .contains("BlockedSendersAndDomains: 'anna at contoso', expected an address");
        List<String> many =
                IntStream.range(0, 501).mapToObj(i -> "a" + i + ".example").toList();
        assertThat(exchange.attempt("Set-MailboxJunkEmailConfiguration", wrong.put("BlockedSendersAndDomains", many))
                        .body())
                .contains("501 entries, expected at most 500");
        junkSettings(new JsonObject().put("Enabled", false).put("WhatIf", true));
        assertThat(junkSettings().getBoolean("Enabled")).isTrue();
    }

    /** What stands in From of a stored item can be any text; a list has one entry a line. */
    @Test
    void blocksNoSenderWithoutAnAddress() {
        for (String from : List.of("x@a.example&#10;contoso.com", "x".repeat(400) + "@a.example")) {
            XmlElement item = call(
                    "bert",
                    "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId><t:DistinguishedFolderId Id=\"inbox\"/>"
                            + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>odd</t:Subject><t:From><t:Mailbox>"
                            + "<t:EmailAddress>" + from
                            + "</t:EmailAddress></t:Mailbox></t:From></t:Message></m:Items></m:CreateItem>");
            String id = item.find("ItemId").orElseThrow().attribute("Id").orElseThrow();
            assertThat(code("bert", junk(id, true, false))).isEqualTo("NoError");
        }
        assertThat(junkSettings().getJsonArray("BlockedSendersAndDomains")).isEmpty();
    }

    private JsonObject junkSettings() {
        return exchange.run("Get-MailboxJunkEmailConfiguration", new JsonObject().put("Identity", "bert"))
                .getJsonArray("output")
                .getJsonObject(0);
    }

    private void junkSettings(JsonObject changed) {
        exchange.run("Set-MailboxJunkEmailConfiguration", changed.put("Identity", "bert"));
    }

    private void send(String subject) {
        assertThat(code(
                        "anna",
                        "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>" + subject
                                + "</t:Subject><t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress>"
                                + "</t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>"))
                .isEqualTo("NoError");
    }

    /** The id of Bert's message with that subject in a folder; empty if there is none. */
    private String mailId(String folder, String subject) {
        XmlElement found = call(
                "bert",
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                        + "<m:Restriction><t:IsEqualTo><t:FieldURI FieldURI=\"item:Subject\"/><t:FieldURIOrConstant>"
                        + "<t:Constant Value=\"" + subject + "\"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>"
                        + "<m:ParentFolderIds><t:DistinguishedFolderId Id=\"" + folder
                        + "\"/></m:ParentFolderIds></m:FindItem>");
        return found.find("ItemId").flatMap(id -> id.attribute("Id")).orElse("");
    }

    private static String junk(String id, boolean junk, boolean move) {
        return "<m:MarkAsJunk IsJunk=\"" + junk + "\" MoveItem=\"" + move + "\"><m:ItemIds><t:ItemId Id=\"" + id
                + "\"/></m:ItemIds></m:MarkAsJunk>";
    }

    private XmlElement call(String person, String body) {
        return exchange.ews(person, body).child("Body").orElseThrow().children().get(0);
    }

    private String code(String person, String body) {
        return call(person, body).find("ResponseCode").orElseThrow().text();
    }
}
