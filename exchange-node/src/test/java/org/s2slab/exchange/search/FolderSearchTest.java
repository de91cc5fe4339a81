package org.s2slab.exchange.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.ReadMailbox.constant;
import static org.s2slab.exchange.search.ArchivedItems.at;
import static org.s2slab.exchange.search.ArchivedItems.mail;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.exchange.items.TestItems;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Anna's inbox with 300 messages, numbered by their subjects, one a minute, each third unread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FolderSearchTest {
    private static final String INBOX = "inbox";
    private static final String SUBJECT = "<t:FieldURI FieldURI=\"item:Subject\"/>";
    private static final String SENDER = "<t:FieldURI FieldURI=\"message:From\"/>";
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Item> read = new ArrayList<>();
    private MailboxCalls calls;
    private ItemStore store;

    @BeforeAll
    void open(@TempDir Path folder) {
        calls = new MailboxCalls(folder);
        store = new ItemStore(calls.mailboxes.database, IdGenerator.seeded(5), new TestClock());
        store.database()
                .change(tx -> {
                    for (int i = 0; i < 300; i++) {
                        store.create(tx, calls.mailboxes.of("anna"), INBOX, message(i));
                    }
                })
                .await();
    }

    @AfterAll
    void close() {
        calls.close();
    }

    private static ItemContent message(int number) {
        String sender = number % 2 == 0 ? "bert" : "dora";
        return at(
                        mail(
                                "Message %03d".formatted(number),
                                number == 123 ? "falcon landing" : "nothing",
                                sender,
                                "anna"),
                        FIRST.plusSeconds(60L * number).toString())
                .withRead(number % 3 != 0);
    }

    private <T> T found(String restriction, SortOrder order, Function<SortedResult, T> use) {
        read.clear();
        Optional<XmlElement> element = restriction.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        XmlReader.read(("<m:Restriction xmlns:m='m' xmlns:t='t'>" + restriction + "</m:Restriction>")
                                .getBytes(UTF_8)));
        return store.database()
                .read(rx -> use.apply(FolderSearch.in(
                        rx,
                        FolderSearch.place(calls.mailboxes.of("anna"), INBOX, false),
                        Restriction.of(element),
                        order,
                        item -> {
                            read.add(item);
                            return StoredItemView.of(
                                    calls.mailboxes.of("anna"), item, List.of(), null, ResponseShape.ALL);
                        })))
                .await();
    }

    private static SortOrder by(String uri, String direction) {
        return SortOrder.of(List.of(
                XmlReader.read(("<FieldOrder Order='" + direction + "'><FieldURI FieldURI='" + uri + "'/></FieldOrder>")
                        .getBytes(UTF_8))));
    }

    private static List<String> subjects(List<ObjectProperties> shown) {
        PropertyPath subject = PropertyPath.of("item:Subject");
        return shown.stream().map(item -> String.valueOf(item.value(subject))).toList();
    }

    @Test
    void readsNoMoreItemsThanThePageHas() {
        String restriction = "<t:And><t:IsEqualTo><t:FieldURI FieldURI='message:IsRead'/>" + constant("false")
                + "</t:IsEqualTo><t:IsGreaterThan><t:FieldURI FieldURI='item:DateTimeReceived'/>"
                + constant("2026-03-01T11:00:00Z") + "</t:IsGreaterThan></t:And>";
        SortOrder newest = by("item:DateTimeReceived", "Descending");
        assertThat(found(restriction, newest, SortedResult::total)).isEqualTo(79);
        assertThat(subjects(found(restriction, newest, found -> found.slice(10, 60))))
                .hasSize(50)
                .startsWith("Message 267", "Message 264");
        assertThat(read).hasSize(50);
    }

    @Test
    void readsABatchAfterTheOtherWhereTheDatabaseCannotDecide() {
        String restriction =
                "<t:And><t:Contains ContainmentMode='Substring' ContainmentComparison='IgnoreCase'>" + SENDER
                        + "<t:Constant Value='DORA'/></t:Contains><t:IsEqualTo><t:FieldURI FieldURI='message:IsRead'/>"
                        + constant("false") + "</t:IsEqualTo></t:And>";
        SortOrder bySubject = by("item:Subject", "Ascending");
        assertThat(found(restriction, bySubject, SortedResult::total)).isEqualTo(50);
        assertThat(read).hasSize(100); // the unread ones, which the database could tell
        assertThat(subjects(found(restriction, bySubject, found -> found.slice(0, 2))))
                .containsExactly("Message 003", "Message 009");
    }

    @Test
    void sortsByWhatHasNoColumn() {
        SortOrder bySender = by("message:From", "Descending");
        assertThat(found("", bySender, SortedResult::total)).isEqualTo(300);
        // The newest of those with the same sender comes first in a descending order.
        assertThat(subjects(found("", bySender, found -> found.slice(149, 151))))
                .containsExactly("Message 001", "Message 298");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <t:IsEqualTo>%s<t:FieldURIOrConstant><t:Constant Value='MESSAGE 007'/></t:FieldURIOrConstant></t:IsEqualTo> | 1
            <t:Not><t:IsEqualTo>%s<t:FieldURIOrConstant><t:Constant Value='message 007'/></t:FieldURIOrConstant></t:IsEqualTo></t:Not> | 299
            <t:IsGreaterThan>%s<t:FieldURIOrConstant><t:Constant Value='message 297'/></t:FieldURIOrConstant></t:IsGreaterThan> | 2
            <t:Contains ContainmentMode='Substring' ContainmentComparison='IgnoreCase'>%s<t:Constant Value='E 29'/></t:Contains> | 10
            <t:Contains ContainmentMode='Substring' ContainmentComparison='Exact'>%s<t:Constant Value='E 29'/></t:Contains> | 0
            <t:Contains ContainmentMode='Prefixed' ContainmentComparison='Exact'>%s<t:Constant Value='Message 1'/></t:Contains> | 100
            <t:Contains ContainmentMode='ExactPhrase' ContainmentComparison='Exact'>%s<t:Constant Value='001'/></t:Contains> | 1
            <t:Or><t:Not><t:Exists>%s</t:Exists></t:Not><t:Exists><t:FieldURI FieldURI='calendar:Start'/></t:Exists></t:Or> | 0
            <t:Not><t:IsLessThan><t:FieldURI FieldURI='calendar:Start'/><t:FieldURIOrConstant><t:Constant Value='2026-03-01T10:00:00Z'/></t:FieldURIOrConstant></t:IsLessThan></t:Not> | 300
            """)
    void findsTheSameAsItemByItem(String restriction, int expected) {
        String asked = restriction.replace("%s", SUBJECT);
        assertThat(found(asked, SortOrder.of(List.of()), SortedResult::total)).isEqualTo(expected);
        Restriction condition = Restriction.of(Optional.of(XmlReader.read(
                ("<m:Restriction xmlns:m='m' xmlns:t='t'>" + asked + "</m:Restriction>").getBytes(UTF_8))));
        List<ObjectProperties> all = found("", SortOrder.of(List.of()), found -> found.slice(0, 300));
        assertThat(all.stream().filter(condition::matches)).hasSize(expected);
    }

    /** That nothing but the index's entries for the page and those before it is looked at: an order, and no sorting. */
    @Test
    void cutsThePageOutOfAnIndex() {
        FolderSearch search = (FolderSearch) found("", SortOrder.of(List.of()), found -> found);
        Statement page = search.page(new Statement(" LIMIT ? OFFSET ?", List.of(50, 100)));
        List<String> plan = store.database()
                .read(rx -> rx.list(
                        (TestDatabase.isPostgres() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + page.sql(),
                        row -> row.text(TestDatabase.isPostgres() ? "QUERY PLAN" : "detail"),
                        page.values().toArray()))
                .await();
        if (TestDatabase.isPostgres()) {
            assertThat(plan).anyMatch(step -> step.contains(" on items i"));
            return;
        }
        assertThat(plan)
                .containsExactly("SEARCH i USING COVERING INDEX items_by_entered"
                        + " (mailbox=? AND folder=? AND associated=?)");
    }

    private static String find(String more, String query) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>" + more
                + "<m:ParentFolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:ParentFolderIds>" + query
                + "</m:FindItem>";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            falc                          | 1
            "falc"                        | 0
            content:falcon                | 1
            subject:message NOT falcon    | 299
            subject:message subject:12    | 10
            from:dora received:2026-03-01 | 150
            received:last week            | 300
            received:this week            | 0
            isread:false                  | 100
            isread:false AND from:dora    | 50
            importance:high               | 0
            size:>100000                  | 0
            """)
    void findsByWordsWhatTheIndexKnows(String query, int total) {
        XmlElement message = done(
                calls.anna,
                find(
                        "<m:IndexedPageItemView MaxEntriesReturned=\"5\" Offset=\"0\" BasePoint=\"Beginning\"/>",
                        "<m:QueryString>" + query.replace("\"", "&quot;").replace(">", "&gt;") + "</m:QueryString>"));
        XmlElement root = message.child("RootFolder").orElseThrow();
        assertThat(root.attribute("TotalItemsInView")).hasValue(Integer.toString(total));
        assertThat(root.child("Items").orElseThrow().children()).hasSize(Math.min(5, total));
    }

    @Test
    void refusesAQueryItDoesNotUnderstandWithItsPosition() {
        XmlElement tooLong = only(
                calls.anna,
                find("", "<m:QueryString>" + "falcon OR ".repeat(TestItems.QUERY_TERMS) + "soup</m:QueryString>"));
        assertThat(code(tooLong)).isEqualTo("ErrorUnsupportedQueryFilter");
        assertThat(tooLong.childText("MessageText").orElse("")).contains("more than " + TestItems.QUERY_TERMS);
        XmlElement refused = only(calls.anna, find("", "<m:QueryString>subject:a colour:red</m:QueryString>"));
        assertThat(code(refused)).isEqualTo("ErrorUnsupportedQueryFilter");
        assertThat(refused.childText("MessageText").orElseThrow()).contains("position 11", "colour");
    }

    @Test
    void refusesAQueryBesideARestriction() {
        String restriction = "<m:Restriction><t:Exists>" + SUBJECT.replace('\'', '"') + "</t:Exists></m:Restriction>";
        XmlElement refused = only(calls.anna, find(restriction, "<m:QueryString>falcon</m:QueryString>"));
        assertThat(code(refused)).isEqualTo("ErrorInvalidOperation");
    }

    @Test
    void beginsAPageAtTheFirstItemThatMeetsACondition() {
        XmlElement message = done(
                calls.anna,
                find(
                        "<m:SeekToConditionPageItemView MaxEntriesReturned=\"3\" BasePoint=\"Beginning\"><t:Condition>"
                                + "<t:IsEqualTo>" + SUBJECT + constant("Message 250")
                                + "</t:IsEqualTo></t:Condition></m:SeekToConditionPageItemView>",
                        ""));
        XmlElement root = message.child("RootFolder").orElseThrow();
        assertThat(root.attribute("IndexedPagingOffset")).hasValue("250");
        assertThat(root.child("Items").orElseThrow().children())
                .extracting(item -> item.childText("Subject").orElse(""))
                .containsExactly("Message 250", "Message 251", "Message 252");
    }

    /** The caller's long reads wait for each other, and hold up nobody's short reads. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsASearchFolderAndWritesMimeContentInALongRead(boolean isLong) throws Exception {
        String name = "Unread " + isLong;
        XmlElement search = done(
                        calls.anna,
                        "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"searchfolders\"/>"
                                + "</m:ParentFolderId><m:Folders><t:SearchFolder><t:DisplayName>" + name
                                + "</t:DisplayName><t:SearchParameters><t:Restriction><t:IsEqualTo>"
                                + "<t:FieldURI FieldURI=\"message:IsRead\"/>" + constant("false")
                                + "</t:IsEqualTo></t:Restriction><t:BaseFolderIds>"
                                + "<t:DistinguishedFolderId Id=\"inbox\"/></t:BaseFolderIds></t:SearchParameters>"
                                + "</t:SearchFolder></m:Folders></m:CreateFolder>")
                .find("FolderId")
                .orElseThrow();
        String first = "<t:ItemId Id=\""
                + store.database()
                        .read(rx -> store.list(rx, calls.mailboxes.of("anna"), INBOX, false)
                                .get(0))
                        .await()
                        .storeId()
                        .text()
                + "\"/>";
        List<String> requests = List.of(
                "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>"
                        + (isLong ? MailboxCalls.id(search) : MailboxCalls.folder(INBOX))
                        + "</m:FolderIds></m:GetFolder>",
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>" + isLong
                        + "</t:IncludeMimeContent></m:ItemShape><m:ItemIds>" + first + "</m:ItemIds></m:GetItem>");
        CountDownLatch over = new CountDownLatch(1);
        Future<Boolean> held = store.database().read(calls.mailboxes.of("anna").id(), rx -> isOver(over));
        List<CompletableFuture<XmlElement>> answers = requests.stream()
                .map(request -> CompletableFuture.supplyAsync(() -> done(calls.anna, request)))
                .toList();
        try {
            for (CompletableFuture<XmlElement> answer : answers) {
                if (isLong) {
                    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                } else {
                    answer.get(10, TimeUnit.SECONDS);
                }
            }
        } finally {
            over.countDown();
        }
        assertThat(held.await()).isTrue();
        for (CompletableFuture<XmlElement> answer : answers) {
            answer.get(10, TimeUnit.SECONDS);
        }
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
