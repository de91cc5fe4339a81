package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.search.ArchivedItems.mail;
import static org.s2slab.exchange.search.ArchivedItems.people;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.search.KeywordQuery;
import org.s2slab.exchange.search.MailboxSearchScope;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.exchange.search.SearchHitOrder;
import org.s2slab.exchange.search.SearchHitPageRequest;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

/** A search finds the same items on PostgreSQL and on SQLite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeOnPostgresTest {
    private static final String MANY =
            IntStream.range(0, 150_000).mapToObj(i -> "many" + i).collect(Collectors.joining(" ", "", " last words"));

    private static final List<ItemContent> MAIL = List.of(
            mail("Crème brûlée", "Ärger im Straßenverkehr, ΣΊΣΥΦΟΣ und İstanbul", "bert", "anna"),
            mail("a\u0308rger", "decomposed, nai\u0308ve co\u00f6peration", "bert", "anna"),
            mail("Account 4711-0815", "Write to first.last+tag@sub.contoso.com, room B-12_3.", "bert", "anna"),
            mail("東京 falcon", "\uD83D\uDE00 emoji \uD835\uDC00 letter, ﬁsh, 12³, ½", "bert", "anna"),
            mail("'quoted' \"words\"", "back\\slash 'it''s' $.key ** & | ! <-> (x) : y", "bert", "anna"),
            mail("nul", "before\0after \uFDD0 \uFDD00 end", "bert", "anna"),
            mail("repeated", "the ".repeat(300) + "contract ends the deal", "bert", "anna"),
            mail("long", "x".repeat(600) + "y z", "bert", "anna"),
            mail("many", MANY, "bert", "anna"),
            mail("copied", "nothing", "bert", "dora").with(people("CcRecipients", "anna", "carla")));

    private final Vertx vertx = Vertx.vertx();
    private Mails sqlite;
    private Mails postgres;

    /** The same mail in a database. */
    private record Mails(TestMailboxes mailboxes, ItemStore store, List<Item> items) {
        static Mails in(Database database) {
            TestMailboxes mailboxes = TestMailboxes.in(database);
            ItemStore store = new ItemStore(database, IdGenerator.seeded(5), new TestClock());
            return new Mails(
                    mailboxes,
                    store,
                    database.write(tx -> MAIL.stream()
                                    .map(content -> store.create(tx, mailboxes.of("anna"), "inbox", content))
                                    .toList())
                            .await());
        }

        List<String> found(KeywordQuery query) {
            List<String> anna = List.of(mailboxes.of("anna").id());
            var page = new SearchHitPageRequest(SearchHitOrder.SUBJECT, false, null, true, 100);
            List<Long> numbers = store.readWords(
                            "anna",
                            anna,
                            rx -> new SearchIndex()
                                    .page(rx, MailboxSearchScope.all(anna), query, false, page).stream()
                                            .map(hit -> hit.number())
                                            .toList())
                    .await();
            return items.stream()
                    .filter(item -> numbers.contains(item.number()))
                    .map(item -> item.content().subject())
                    .toList();
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) {
        sqlite = Mails.in(Database.at(vertx, folder.resolve("node.db"), "db/common", "db/exchange"));
        postgres = Mails.in(TestDatabase.onServer(vertx, folder, "db/common", "db/exchange"));
    }

    @AfterAll
    void close() {
        sqlite.store().database().close().await();
        postgres.store().database().close().await();
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "creme",
                "BRULEE",
                "crème",
                "subject:creme",
                "body:creme",
                "from:creme",
                "\"creme brulee\"",
                "\"brulee creme\"",
                "strassenverkehr",
                "straßen*",
                "STRASSE*",
                "σίσυφοσ",
                "ΣΊΣΥΦΟΣ",
                "istanbul",
                "İstanbul",
                "ärger",
                "arger",
                "naive",
                "cooperation",
                "4711",
                "4711-0815",
                "\"4711 0815\"",
                "47*",
                "0815",
                "first.last",
                "first.last+tag@sub.contoso.com",
                "contoso.com",
                "tag@sub",
                "b-12_3",
                "12_3",
                "東京",
                "東*",
                "falcon",
                "emoji",
                "letter",
                "𝐀",
                "a",
                "ﬁsh",
                "fish",
                "12³",
                "12",
                "quoted",
                "it's",
                "\"it s\"",
                "back\\slash",
                "$.key",
                "x",
                "before",
                "after",
                "\"before after\"",
                "end",
                "\"contract ends\"",
                "\"the contract\"",
                "\"the the the contract ends the deal\"",
                "\"deal the\"",
                "\"ends th\"*",
                "many149999",
                "many14*",
                "\"many149999 last words\"",
                "\"many149998 last\"",
                "many149999 NOT last",
                "bert NOT many149999",
                "from:bert NOT (creme OR falcon)",
                "to:anna",
                "to:dora",
                "cc:anna",
                "cc:\"anna example\"",
                "cc:\"anna example anna\"",
                "participants:carla",
                "bcc:anna",
                "to:contoso",
                "(creme OR falcon) bert",
                "NOT creme",
                "creme OR NOT bert",
                "size>100000 last",
                "x* z"
            })
    void findsTheSameOnBothEngines(String query) {
        for (KeywordQuery one : List.of(queries().kql(query), queries().aqs(query))) {
            assertThat(postgres.found(one)).isEqualTo(sqlite.found(one));
        }
    }

    /** A test of the test: most of these queries find something. */
    @Test
    void findsWordsOfEveryKind() {
        assertThat(postgres.found(queries().kql("\"the contract ends\""))).containsExactly("repeated");
        assertThat(postgres.found(queries().kql("\"many149999 last words\""))).containsExactly("many");
        assertThat(postgres.found(queries().kql("x".repeat(600) + "y"))).containsExactly("long");
        assertThat(postgres.found(queries().kql("x".repeat(600) + "z"))).isEmpty();
        assertThat(postgres.found(queries().kql("x".repeat(590) + "*"))).containsExactly("long");
        assertThat(postgres.found(queries().kql("\"before after\""))).containsExactly("nul");
    }

    private static QueryReader queries() {
        return new QueryReader(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 100);
    }
}
