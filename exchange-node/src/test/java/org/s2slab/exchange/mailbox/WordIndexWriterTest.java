package org.s2slab.exchange.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.search.KeywordQuery;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

class WordIndexWriterTest {
    private final Vertx vertx = Vertx.vertx();
    private TestMailboxes mailboxes;
    private ItemStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        store = new ItemStore(mailboxes.database, IdGenerator.seeded(5), new TestClock());
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private Item put(String subject) {
        ItemContent content = ItemContent.empty(ItemKind.MESSAGE).withSubject(subject);
        return store.database()
                .write(tx -> store.create(tx, mailboxes.of("anna"), "inbox", content))
                .await();
    }

    private static long count(ReadTransaction rx, String word) {
        SearchIndex.Statement found = SearchIndex.condition(new KeywordQuery.Text(KeywordQuery.Field.ANY, word, false));
        return rx.number(
                "SELECT COUNT(*) AS number FROM items i WHERE " + found.sql(),
                found.values().toArray());
    }

    private long indexed(String word) {
        return store.database().read(rx -> count(rx, word)).await();
    }

    private long found(String person, String word) {
        return store.readWords(person, List.of(mailboxes.of(person).id()), rx -> count(rx, word))
                .await();
    }

    private long found(String word) {
        return found("anna", word);
    }

    @Test
    void aCommitLeavesTheWordsAndASearchWaitsForThem() {
        put("falcon");
        assertThat(indexed("falcon")).isZero();
        assertThat(found("falcon")).isOne();
    }

    @Test
    void aSearchDoesNotWaitForTheWordsOfOtherMailboxes() {
        put("falcon");
        assertThat(found("bert", "falcon")).isZero();
        assertThat(indexed("falcon")).isZero();
        assertThat(found("anna", "falcon")).isOne();
    }

    @Test
    void anItemThatChangesBeforeItIsIndexedIsFoundAsItReadsNow() {
        put("older");
        Item item = put("falcon");
        store.database()
                .write(tx -> store.update(tx, item, item.content().withSubject("heron")))
                .await();
        assertThat(found("heron")).isOne();
        assertThat(found("older")).isOne();
        assertThat(found("falcon")).isZero();
    }

    @Test
    void anIndexedItemThatChangesIsIndexedAgainInItsTransaction() {
        Item item = put("falcon");
        store.words().catchUp(List.of(mailboxes.of("anna").id())).await();
        store.database()
                .write(tx -> store.update(tx, item, item.content().withSubject("heron")))
                .await();
        assertThat(TestDatabase.isPostgres() ? found("heron") : indexed("heron"))
                .isOne();
        assertThat(indexed("falcon")).isZero();
    }

    @Test
    void aNumberThatIsUsedAgainIsIndexedAgain() {
        put("older");
        Item last = put("falcon");
        store.words().catchUp(List.of(mailboxes.of("anna").id())).await();
        store.database().change(tx -> store.remove(tx, last)).await();
        Item next = put("heron");
        assertThat(next.number()).isEqualTo(last.number() + (TestDatabase.isPostgres() ? 1 : 0));
        assertThat(found("heron")).isOne();
        assertThat(found("falcon")).isZero();
    }

    @Test
    void waitsWhileItemsAreStoredAndThenIndexesThem() {
        put("falcon");
        store.words().look().await();
        assertThat(indexed("falcon")).isZero();
        store.words().look().await();
        assertThat(indexed("falcon")).isOne();
    }
}
