package org.s2slab.exchange.ediscovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.ediscovery.Investigation.texts;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.items.TestItems;
import org.s2slab.xml.XmlElement;

class SearchMailboxesTest {
    private Investigation investigation;

    @BeforeEach
    void start(@TempDir Path folder) {
        investigation = new Investigation(folder);
    }

    @AfterEach
    void stop() {
        investigation.close();
    }

    private static String text(XmlElement message, String name) {
        return message.at("SearchMailboxesResult", name).orElseThrow().text();
    }

    @Test
    void listsTheMailboxesThereAreToSearch() {
        XmlElement all = investigation
                .server
                .call("<GetSearchableMailboxes/>")
                .response()
                .child("SearchableMailboxes")
                .orElseThrow();
        assertThat(all.children())
                .extracting(mailbox -> mailbox.childText("DisplayName").orElse(""))
                .containsExactly("Anna", "Bert", "Dirk", "Dora");
        XmlElement bert = investigation
                .server
                .call("<GetSearchableMailboxes><SearchFilter>bert</SearchFilter></GetSearchableMailboxes>")
                .response()
                .at("SearchableMailboxes", "SearchableMailbox")
                .orElseThrow();
        assertThat(bert.childText("ReferenceId")).contains(investigation.reference("bert"));
        assertThat(bert.childText("PrimarySmtpAddress")).contains("bert@contoso.com");
    }

    @Test
    void saysHowMuchThereIsByMailboxAndKeyword() {
        XmlElement message = investigation.search("falcon OR soup", "StatisticsOnly", "", "anna", "bert");
        assertThat(text(message, "ItemCount")).isEqualTo("3");
        assertThat(texts(message, "KeywordStats", "Keyword")).containsExactly("falcon", "soup");
        assertThat(texts(message, "KeywordStats", "ItemHits")).containsExactly("2", "1");
        assertThat(texts(message, "MailboxStats", "DisplayName")).containsExactly("Anna", "Bert");
        assertThat(texts(message, "MailboxStats", "ItemCount")).containsExactly("1", "2");
    }

    @Test
    void showsWhatWasFound() {
        XmlElement message = investigation.search("falcon", "PreviewOnly", "", "bert");
        XmlElement item = message.at("SearchMailboxesResult", "Items", "SearchPreviewItem")
                .orElseThrow();
        assertThat(item.childText("Subject")).contains("Talk");
        assertThat(item.childText("Preview")).contains("The falcon has landed");
        assertThat(item.childText("ItemClass")).contains("IPM.Note.Microsoft.Conversation");
        assertThat(item.childText("SentTime")).contains("2026-03-01T10:00:00Z");
        assertThat(item.at("Mailbox", "PrimarySmtpAddress").orElseThrow().text())
                .isEqualTo("bert@contoso.com");
        assertThat(item.at("ToRecipients", "SmtpAddress").orElseThrow().text()).isEqualTo("bert@contoso.com");
    }

    @Test
    void turnsPagesByTheSortValue() {
        String order = "<SortBy Order=\"Ascending\"><t:FieldURI FieldURI=\"item:DateTimeReceived\"/></SortBy>";
        XmlElement first =
                investigation.search("falcon OR soup", "PreviewOnly", order + "<PageSize>2</PageSize>", "anna", "bert");
        assertThat(texts(first, "Items", "Subject")).containsExactly("Talk", "Talk");
        assertThat(text(first, "ItemCount")).isEqualTo("3");
        assertThat(text(first, "PageItemCount")).isEqualTo("2");

        String from = texts(first, "Items", "SortValue").get(1);
        XmlElement second = investigation.search(
                "falcon OR soup",
                "PreviewOnly",
                order + "<PageSize>2</PageSize><PageItemReference>" + from + "</PageItemReference>"
                        + "<PageDirection>Next</PageDirection>",
                "anna",
                "bert");
        assertThat(texts(second, "Items", "Subject")).containsExactly("Lunch");
    }

    @Test
    void showsOneOfManyWhereThatIsWanted() {
        XmlElement message =
                investigation.search("falcon", "PreviewOnly", "<Deduplication>true</Deduplication>", "anna", "bert");
        assertThat(texts(message, "Items", "Subject")).containsExactly("Talk");
        assertThat(text(message, "ItemCount")).isEqualTo("1");
    }

    @Test
    void searchesTheOthersWhereOneMailboxCannotBeSearched() {
        XmlElement message = investigation.search("falcon", "PreviewOnly", "", "anna", "carla", "bert/ArchiveOnly");
        assertThat(texts(message, "Items", "Subject")).containsExactly("Talk");
        assertThat(texts(message, "FailedMailboxes", "Mailbox"))
                .containsExactly(investigation.reference("carla"), investigation.reference("bert"));
        assertThat(texts(message, "FailedMailboxes", "IsArchive")).containsExactly("false", "true");
    }

    @Test
    void saysWhereAQueryIsNotUnderstood() {
        XmlElement message = investigation.search("colour:red", "StatisticsOnly", "", "bert");
        assertThat(text(message, "ItemCount")).isEqualTo("0");
        assertThat(texts(message, "FailedMailboxes", "ErrorMessage").get(0))
                .contains("position 1")
                .contains("colour");
        assertThat(texts(investigation.search("", "StatisticsOnly", "", "bert"), "FailedMailboxes", "ErrorMessage"))
                .isEqualTo(List.of("The search query can't be empty."));
    }

    @Test
    void refusesAPageReferenceItNeverGave() {
        XmlElement message = investigation.search(
                "falcon", "PreviewOnly", "<PageItemReference>nonsense</PageItemReference>", "bert");
        assertThat(texts(message, "FailedMailboxes", "ErrorMessage").get(0)).contains("page item reference");
    }

    private String foundId() {
        return investigation
                .search("falcon", "PreviewOnly", "", "bert")
                .at("SearchMailboxesResult", "Items", "SearchPreviewItem", "Id")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    private XmlElement byId(String operation, String shape) {
        return investigation
                .server
                .call("<" + operation + ">" + shape + "<ItemIds><t:ItemId Id=\"" + foundId() + "\"/></ItemIds></"
                        + operation + ">")
                .response()
                .child("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
    }

    @Test
    void letsASearcherLookAtWhatWasFoundAndNothingElse() {
        String shape = "<ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>";
        XmlElement item = byId("GetItem", shape);
        assertThat(item.at("Items", "Message", "Body").orElseThrow().text()).contains("The falcon has landed");
        assertThat(byId("ExportItems", "").childText("ResponseCode")).contains("NoError");
        XmlElement deletion = investigation
                .server
                .call("<DeleteItem DeleteType=\"HardDelete\"><ItemIds><t:ItemId Id=\"" + foundId()
                        + "\"/></ItemIds></DeleteItem>")
                .response()
                .child("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
        assertThat(deletion.childText("ResponseCode")).contains("ErrorItemNotFound");
    }

    @Test
    void keepsOthersFromLookingByAnIdTheyHaveLearned() {
        String id = foundId();
        investigation.server.asPerson("dora");
        XmlElement answer = investigation
                .server
                .call("<GetItem><ItemShape><t:BaseShape>IdOnly</t:BaseShape></ItemShape><ItemIds><t:ItemId Id=\"" + id
                        + "\"/></ItemIds></GetItem>")
                .response()
                .child("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
        assertThat(answer.childText("ResponseCode")).contains("ErrorItemNotFound");
    }

    @Test
    void refusesAQueryOfMoreKeywordsThanItsLimit() {
        String most = String.join(" OR ", Collections.nCopies(TestItems.QUERY_TERMS, "falcon"));
        assertThat(text(investigation.search(most, "StatisticsOnly", "", "anna", "bert"), "ItemCount"))
                .isEqualTo("2");

        XmlElement refused = investigation.search(most + " OR soup", "StatisticsOnly", "", "anna");

        assertThat(refused.childText("ResponseCode")).contains("ErrorSearchQueryHasTooManyKeywords");
        assertThat(refused.childText("MessageText").orElse("")).contains("more than " + TestItems.QUERY_TERMS);
    }
}
