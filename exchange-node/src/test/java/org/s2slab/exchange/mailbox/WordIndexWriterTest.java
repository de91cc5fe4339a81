package org.s2slab.exchange.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
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
        return store.write(connection -> store.create(connection, mailboxes.of("anna"), "inbox", content))
                .await();
    }

    private static Future<Integer> count(SqlClient client, String word) {
        return client.preparedQuery("SELECT COUNT(*) FROM item_text WHERE item_text MATCH ?")
                .execute(Tuple.of(word))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private int indexed(String word) {
        return count(store.client(), word).await();
    }

    private int found(String person, String word) {
        return store.search(person, List.of(mailboxes.of(person).id()), client -> count(client, word))
                .await();
    }

    private int found(String word) {
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
        store.write(connection -> store.update(connection, item, item.content().withSubject("heron")))
                .await();
        assertThat(found("heron")).isOne();
        assertThat(found("older")).isOne();
        assertThat(found("falcon")).isZero();
    }

    @Test
    void anIndexedItemThatChangesIsIndexedAgainInItsTransaction() {
        Item item = put("falcon");
        store.words().catchUp(List.of(mailboxes.of("anna").id())).await();
        store.write(connection -> store.update(connection, item, item.content().withSubject("heron")))
                .await();
        assertThat(indexed("heron")).isOne();
        assertThat(indexed("falcon")).isZero();
    }

    @Test
    void aNumberThatIsUsedAgainIsIndexedAgain() {
        put("older");
        Item last = put("falcon");
        store.words().catchUp(List.of(mailboxes.of("anna").id())).await();
        store.write(connection -> store.remove(connection, last)).await();
        Item next = put("heron");
        assertThat(next.number()).isEqualTo(last.number());
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
