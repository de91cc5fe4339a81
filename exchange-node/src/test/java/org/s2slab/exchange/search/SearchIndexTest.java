package org.s2slab.exchange.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.s2slab.ews.EwsNames.t;
import static org.s2slab.exchange.search.ArchivedItems.at;
import static org.s2slab.exchange.search.ArchivedItems.mail;
import static org.s2slab.exchange.search.ArchivedItems.people;
import static org.s2slab.exchange.search.ArchivedItems.transcript;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

class SearchIndexTest {
    private static final Instant NOW = Instant.parse("2013-03-13T15:00:00Z");
    private static final String PURGES = "recoverableitemspurges";

    private final Vertx vertx = Vertx.vertx();
    private final SearchIndex index = new SearchIndex();
    private TestMailboxes mailboxes;
    private ItemStore store;
    private MailboxSearchScope everywhere;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        store = new ItemStore(mailboxes.database, IdGenerator.seeded(5), new TestClock());
        everywhere = scope("anna", "bert");
        put("anna", PURGES, at(transcript("Talk", "The falcon has landed", "anna", "bert"), "2013-03-11T10:00:00Z"));
        put("bert", PURGES, at(transcript("Talk", "The falcon has landed", "anna", "bert"), "2013-03-11T10:00:00Z"));
        put(
                "anna",
                "inbox",
                at(mail("Falcon budget", "Numbers for the year", "bert", "anna"), "2013-03-12T10:00:00Z")
                        .with(people("CcRecipients", "carla")));
        put("anna", "sentitems", at(mail("Lunch", "Crème brûlée at noon?", "anna", "dora"), "2013-03-13T10:00:00Z"));
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private MailboxSearchScope scope(String... people) {
        return MailboxSearchScope.all(
                List.of(people).stream().map(name -> mailboxes.of(name).id()).toList());
    }

    private Item put(String person, String folder, ItemContent content) {
        return ArchivedItems.put(store, mailboxes.of(person), folder, content);
    }

    private List<String> found(String query) {
        return found(everywhere, query, false);
    }

    private List<String> found(MailboxSearchScope scope, String query, boolean distinct) {
        SearchHitPageRequest page = new SearchHitPageRequest(SearchHitOrder.RECEIVED, false, null, true, 100);
        return subjects(store.readWords(
                        "anna",
                        everywhere.primary(),
                        rx -> index.page(rx, scope, QueryParser.parse(query, NOW), distinct, page))
                .await());
    }

    private List<String> subjects(List<SearchHit> hits) {
        List<String> subjects = new ArrayList<>();
        for (SearchHit hit : hits) {
            store.database()
                    .read(rx -> rx.list(
                            "SELECT subject FROM items WHERE number = ?",
                            row -> subjects.add(row.text("subject")),
                            hit.number()))
                    .await();
        }
        return subjects;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                | Talk, Talk, Falcon budget, Lunch
            FALCON                            | Talk, Talk, Falcon budget
            "falcon has"                      | Talk, Talk
            "has falcon"                      | ''
            falc*                             | Talk, Talk, Falcon budget
            creme                             | Lunch
            falcon NOT landed                 | Falcon budget
            falcon -year                      | Talk, Talk
            NOT falcon                        | Lunch
            landed OR lunch                   | Talk, Talk, Lunch
            (landed OR lunch) AND subject:talk | Talk, Talk
            subject:falcon                    | Falcon budget
            body:falcon                       | Talk, Talk
            from:bert@contoso.com             | Falcon budget
            from:bert                         | Falcon budget
            to:dora                           | Lunch
            to:mailbox                        | ''
            cc:carla                          | Falcon budget
            bcc:carla                         | ''
            participants:bert                 | Talk, Talk, Falcon budget
            to:dora to:anna                   | Falcon budget, Lunch
            sent:2013-03-12                   | Falcon budget
            sent>=2013-03-12 falcon           | Falcon budget
            received:yesterday OR lunch       | Falcon budget, Lunch
            sent<2013-03-12 OR sent:today     | Talk, Talk, Lunch
            kind:im                           | Talk, Talk
            kind:email falcon                 | Falcon budget
            itemclass:IPM.Note NOT kind:im    | Falcon budget, Lunch
            size>1000000                      | ''
            NOT (falcon AND kind:im) NOT lunch | Falcon budget
            """)
    void findsWhatAQueryMeans(String query, String subjects) {
        assertThat(String.join(", ", found(query))).isEqualTo(subjects);
    }

    /** The keywords of "Perform an AQS search by using EWS in Exchange" that ask for properties of the item. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            importance:high                   | Marked
            importance:Normal AND falcon      | Talk, Talk, Falcon budget
            importance:low                    | ''
            isflagged:true                    | Marked
            isflagged:false AND lunch         | Lunch
            isread:false                      | Marked
            isread:true AND lunch             | Lunch
            category:proj                     | Marked
            category:"project x"              | Marked
            category:"project"                | Marked
            category:"proj"                   | ''
            category:x -category:falcon       | Marked
            category:(other OR blue)          | Marked
            category:tail                     | ''
            category:*                        | refused
            attachment:REP                    | Marked
            attachment:"report"               | Marked
            attachment:"rep"                  | ''
            attachment:[r-s]eport             | ''
            attachment:report                 | Marked
            hasattachment:true                | Marked
            size:>5000                        | Marked
            size:>=5000 isread:false          | Marked
            size:<5000 AND subject:marked     | ''
            isread:maybe                      | refused
            importance:urgent                 | refused
            isflagged>true                    | refused
            """)
    void findsByThePropertiesThatAqsNames(String query, String subjects) {
        put(
                "anna",
                "inbox",
                mail("Marked", "x".repeat(6000), "bert", "anna")
                        .withRead(false)
                        .with(t("Importance", "High"))
                        .with(t("Flag", t("FlagStatus", "Flagged")))
                        .with(t(
                                "Categories",
                                t("String", "Blue"),
                                t("String", "Project X"),
                                t("String", "long ".repeat(60) + "tail"))));
        mailboxes
                .database
                .change(tx -> tx.execute(
                        "INSERT INTO attachments (id, item, position, name, inline, modified, hash, size, is_item, content)"
                                + " SELECT 'a', number, 0, 'Q3 report.docx', 0, 0, '', 1, 0, ? FROM items"
                                + " WHERE subject = 'Marked'",
                        new byte[1]))
                .await();
        SearchHitPageRequest page = new SearchHitPageRequest(SearchHitOrder.RECEIVED, false, null, true, 100);
        if (subjects.equals("refused")) {
            assertThatExceptionOfType(QuerySyntaxException.class)
                    .isThrownBy(() -> QueryParser.parse(query, NOW, true, 9));
            return;
        }
        assertThat(String.join(
                        ", ",
                        subjects(store.readWords(
                                        "anna",
                                        everywhere.primary(),
                                        rx -> index.page(
                                                rx, everywhere, QueryParser.parse(query, NOW, true, 9), false, page))
                                .await())))
                .isEqualTo(subjects);
    }

    @Test
    void looksOnlyIntoTheMailboxesAsked() {
        assertThat(found(scope("bert"), "falcon", false)).containsExactly("Talk");
        assertThat(found(scope("dora"), "falcon", false)).isEmpty();
    }

    @Test
    void showsWhatLiesInSeveralMailboxesOnceWhereThatIsWanted() {
        assertThat(found(everywhere, "landed", true)).containsExactly("Talk");
    }

    @Test
    void tellsThePrimaryMailboxFromItsArchive() {
        put("anna", "archiveinbox", mail("Old falcon", "", "bert", "anna"));
        List<String> anna = List.of(mailboxes.of("anna").id());
        assertThat(found(new MailboxSearchScope(List.of(), anna), "falcon", false))
                .containsExactly("Old falcon");
        assertThat(found(new MailboxSearchScope(anna, List.of()), "falcon", false))
                .containsExactly("Talk", "Falcon budget");
    }

    @Test
    void forgetsTheWordsOfWhatIsChangedAndOfWhatIsGone() {
        Item item = put("anna", "inbox", mail("Draft", "first words", "anna", "bert"));
        Item changed = store.database()
                .write(tx -> store.update(tx, item, item.content().withBody(null, "other text")))
                .await();
        assertThat(found("\"first words\"")).isEmpty();
        assertThat(found("\"other text\"")).containsExactly("Draft");

        store.database().change(tx -> store.remove(tx, changed)).await();
        assertThat(found("\"other text\"")).isEmpty();
    }

    @Test
    void findsWhatHasBeenMoved() {
        Item item = put("anna", "inbox", mail("Wandering", "", "anna", "bert"));
        store.database()
                .change(tx -> store.delete(tx, mailboxes.of("anna"), item, DisposalType.SoftDelete))
                .await();
        assertThat(found("wandering")).containsExactly("Wandering");
    }

    @Test
    void countsByMailbox() {
        List<SearchIndex.Count> counts = store.readWords(
                        "anna",
                        everywhere.primary(),
                        rx -> index.count(rx, everywhere, QueryParser.parse("falcon", NOW), false))
                .await();
        assertThat(counts).extracting(SearchIndex.Count::items).containsExactlyInAnyOrder(2, 1);
        assertThat(counts).allMatch(count -> count.size() > 0);
    }

    @Test
    void turnsPagesForwardAndBack() {
        KeywordQuery all = QueryParser.parse("", NOW);
        SearchHitPageRequest first = new SearchHitPageRequest(SearchHitOrder.RECEIVED, true, null, true, 2);
        List<SearchHit> one = store.database()
                .read(rx -> index.page(rx, everywhere, all, false, first))
                .await();
        assertThat(subjects(one)).containsExactly("Lunch", "Falcon budget");

        SearchHitPageRequest second = new SearchHitPageRequest(
                SearchHitOrder.RECEIVED, true, one.get(1).reference(), true, 2);
        List<SearchHit> two = store.database()
                .read(rx -> index.page(rx, everywhere, all, false, second))
                .await();
        assertThat(subjects(two)).containsExactly("Talk", "Talk");

        SearchHitPageRequest back = new SearchHitPageRequest(
                SearchHitOrder.RECEIVED, true, two.get(0).reference(), false, 2);
        assertThat(store.database()
                        .read(rx -> index.page(rx, everywhere, all, false, back))
                        .await())
                .isEqualTo(one);
    }

    @Test
    void sortsByTextToo() {
        SearchHitPageRequest page = new SearchHitPageRequest(SearchHitOrder.SUBJECT, false, null, true, 100);
        assertThat(subjects(store.database()
                        .read(rx -> index.page(rx, everywhere, QueryParser.parse("", NOW), false, page))
                        .await()))
                .containsExactly("Falcon budget", "Lunch", "Talk", "Talk");
    }

    /** The time is for the benchmark; that the index leads is for this test. */
    @ParameterizedTest
    @CsvSource({"falcon", "falcon kind:im sent>=2013-01-01", "falcon OR landed", "falcon NOT landed"})
    void beginsWithTheIndexAndScansNothing(String query) {
        SearchHitPageRequest page = new SearchHitPageRequest(SearchHitOrder.RECEIVED, true, null, true, 20);
        SearchIndex.Statement expected = SearchIndex.page(everywhere, QueryParser.parse(query, NOW), false, page);
        List<String> plan = store.database()
                .read(rx -> rx.list(
                        (TestDatabase.isPostgres() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + expected.sql(),
                        row -> row.text(TestDatabase.isPostgres() ? "QUERY PLAN" : "detail"),
                        expected.values().toArray()))
                .await();
        if (TestDatabase.isPostgres()) {
            assertThat(plan).anyMatch(step -> step.contains("item_tokens"));
            return;
        }
        assertThat(plan).anyMatch(step -> step.startsWith("SCAN t VIRTUAL TABLE INDEX"));
        assertThat(plan).noneMatch(step -> step.matches("SCAN (i|items|folders)\\b.*"));
        assertThat(plan).anyMatch(step -> step.startsWith("SEARCH i USING INTEGER PRIMARY KEY"));
    }
}
