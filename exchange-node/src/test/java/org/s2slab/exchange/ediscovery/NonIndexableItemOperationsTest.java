package org.s2slab.exchange.ediscovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.ediscovery.Investigation.texts;
import static org.s2slab.exchange.search.ArchivedItems.at;
import static org.s2slab.exchange.search.ArchivedItems.mail;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.xml.XmlElement;

/** Anna may search all mailboxes. Her inbox has one item without an attachment and two with an attached file. */
class NonIndexableItemOperationsTest {
    private Investigation investigation;
    private Item older;
    private Item newer;

    @BeforeEach
    void start(@TempDir Path folder) {
        investigation = new Investigation(folder);
        investigation.put("anna", "inbox", mail("Way", "North", "bert", "anna"));
        older = withFile("inbox", "2026-03-01T10:00:00Z");
        newer = withFile("inbox", "2026-03-02T10:00:00Z");
    }

    @AfterEach
    void stop() {
        investigation.close();
    }

    /** An item of Anna's with a file that contains the word compass. */
    private Item withFile(String folder, String time) {
        Item item = investigation.put("anna", folder, at(mail("Map", "See the file", "bert", "anna"), time));
        investigation.server.call(
                "<CreateAttachment><ParentItemId Id=\"" + item.storeId().text()
                        + "\"/><Attachments><t:FileAttachment><t:Name>map.txt</t:Name>"
                        + "<t:Content>Y29tcGFzcw==</t:Content></t:FileAttachment></Attachments></CreateAttachment>");
        return item;
    }

    private EwsServer.Answer ask(String operation, String more, String... mailboxes) {
        String names = Stream.of(mailboxes)
                .map(name -> "<t:LegacyDN>" + investigation.reference(name) + "</t:LegacyDN>")
                .collect(Collectors.joining());
        return investigation.server.call(
                "<" + operation + "><Mailboxes>" + names + "</Mailboxes>" + more + "</" + operation + ">");
    }

    private XmlElement count(String more, String mailbox) {
        return ask("GetNonIndexableItemStatistics", more, mailbox)
                .response()
                .at("NonIndexableItemStatistics", "NonIndexableItemStatistic")
                .orElseThrow();
    }

    private EwsServer.Answer details(String more, String... mailboxes) {
        return ask("GetNonIndexableItemDetails", more, mailboxes);
    }

    private static List<XmlElement> listed(EwsServer.Answer details, String list) {
        return details.response().at("NonIndexableItemDetailsResult", list).stream()
                .flatMap(found -> found.children().stream())
                .toList();
    }

    private static List<String> ids(EwsServer.Answer details) {
        return listed(details, "Items").stream()
                .flatMap(item -> item.child("ItemId").stream())
                .flatMap(id -> id.attribute("Id").stream())
                .toList();
    }

    @Test
    void countsTheItemsWithAttachmentsBecauseASearchDoesNotFindTheWordsInThem() {
        XmlElement found = investigation.search("compass", "PreviewOnly", "", "anna");
        assertThat(texts(found, "Items", "Subject")).isEmpty();
        XmlElement anna = count("", "anna");
        assertThat(anna.childText("Mailbox")).contains(investigation.reference("anna"));
        assertThat(anna.childText("ItemCount")).contains("2");
        assertThat(count("", "bert").childText("ItemCount")).contains("0");
        assertThat(count("", "bert").childText("ErrorMessage")).isEmpty();
    }

    @Test
    void listsThemInPages() {
        EwsServer.Answer first = details("<PageSize>1</PageSize>", "anna");
        XmlElement item = listed(first, "Items").get(0);
        assertThat(ids(first)).containsExactly(newer.storeId().text());
        assertThat(item.childText("ErrorCode")).contains("DocumentParserFailure");
        assertThat(item.childText("IsPartiallyIndexed")).contains("true");
        String next = "<PageItemReference>" + item.childText("SortValue").orElseThrow() + "</PageItemReference>";
        assertThat(ids(details("<PageSize>1</PageSize>" + next, "anna")))
                .containsExactly(older.storeId().text());
        assertThat(listed(details("", "bert"), "Items")).isEmpty();
    }

    @Test
    void looksIntoTheArchiveAloneIfTheRequestSaysSo() {
        String archiveOnly = "<SearchArchiveOnly>true</SearchArchiveOnly>";
        var anna = investigation.server.mailboxes.of("anna");
        investigation.server.mailboxes.directory.setArchive(anna, true).await();
        Item archived = withFile("archivemsgfolderroot", "2026-03-03T10:00:00Z");
        assertThat(ids(details(archiveOnly, "anna")))
                .containsExactly(archived.storeId().text());
        assertThat(count(archiveOnly, "anna").childText("ItemCount")).contains("1");
        assertThat(count("", "anna").childText("ItemCount")).contains("3");
    }

    @Test
    void saysWhyAMailboxCannotBeSearched() {
        assertThat(count("", "carla").childText("ErrorMessage")).contains("The mailbox couldn't be found.");
        EwsServer.Answer answer = details("<SearchArchiveOnly>true</SearchArchiveOnly>", "anna");
        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(ids(answer)).isEmpty();
        XmlElement failed = listed(answer, "FailedMailboxes").get(0);
        assertThat(failed.childText("ErrorMessage")).contains("The mailbox has no archive.");
        assertThat(failed.childText("IsArchive")).contains("true");
    }

    @Test
    void refusesWrongArguments() {
        assertThat(ask("GetNonIndexableItemStatistics", "", "anna", "bert").code())
                .isEqualTo("ErrorInvalidArgument");
        assertThat(details("", "anna", "bert").code()).isEqualTo("ErrorInvalidArgument");
        assertThat(details("<PageItemReference>nonsense</PageItemReference>", "anna")
                        .code())
                .isEqualTo("ErrorInvalidArgument");
        assertThat(details("<PageSize>0</PageSize>", "anna").code()).isEqualTo("ErrorInvalidPagingMaxRows");
    }

    @Test
    void refusesAPersonWhoIsNotInDiscoveryManagement() {
        investigation.server.asPerson("bert");
        assertThat(details("", "bert").code()).isEqualTo("ErrorAccessDenied");
        assertThat(ask("GetNonIndexableItemStatistics", "", "bert").code()).isEqualTo("ErrorAccessDenied");
    }
}
