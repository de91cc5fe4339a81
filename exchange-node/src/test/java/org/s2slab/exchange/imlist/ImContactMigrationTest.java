package org.s2slab.exchange.imlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

/** A data folder of the time when the contacts of IM lists had a table of their own: they become items. */
class ImContactMigrationTest {
    private static final String BERT = "00000000-0000-4000-8000-00000000000b";
    private static final String PHONE = "00000000-0000-4000-8000-00000000000c";

    /** What V405 replaced. */
    private static final List<String> EARLIER = List.of(
            "DROP TRIGGER im_contact_moved",
            "DROP TRIGGER im_contact_deleted",
            "DROP TABLE im_members",
            "CREATE TABLE im_contacts (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id),"
                    + " position INTEGER NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL, name TEXT NOT NULL,"
                    + " tel_uri TEXT, telephone TEXT, created BIGINT NOT NULL, change BIGINT NOT NULL,"
                    + " UNIQUE (account, address_key))",
            "CREATE TABLE im_members (group_id TEXT NOT NULL REFERENCES im_groups (id),"
                    + " contact_id TEXT NOT NULL REFERENCES im_contacts (id), position INTEGER NOT NULL,"
                    + " PRIMARY KEY (group_id, contact_id))",
            "DELETE FROM flyway_schema_history WHERE version = '405'",
            "PRAGMA user_version = 1");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void keepsTheContactsAndTheirGroups() {
        TestMailboxes before = TestMailboxes.open(vertx, folder);
        Mailbox owner = before.of("anna");
        EARLIER.forEach(statement -> before.database.execute(statement).await());
        contact(before.database, owner, BERT, 1, "sip:bert@contoso.com", "Bert \"B\" Bäcker", null, null);
        contact(before.database, owner, PHONE, 2, "dirk@contoso.com", "Dirk", "tel:+4930123", "030 123");
        String favorites = group(before, owner, "FAVORITES");
        before.database
                .execute("INSERT INTO im_members VALUES (?, ?, 1), (?, ?, 2)", favorites, BERT, favorites, PHONE)
                .await();
        before.database.close().await();

        TestMailboxes after = TestMailboxes.open(vertx, folder);
        ImList list = after.database
                .read(rx -> ImListStore.list(rx, after.of("anna")))
                .await();
        assertThat(list.contacts()).extracting(ImContact::id).containsExactly(BERT, PHONE);
        assertThat(list.contacts()).extracting(ImContact::name).containsExactly("Bert \"B\" Bäcker", "Dirk");
        assertThat(list.contacts())
                .extracting(ImContact::address)
                .containsExactly("sip:bert@contoso.com", "dirk@contoso.com");
        assertThat(list.contacts()).extracting(ImContact::telephone).containsExactly(null, "030 123");
        assertThat(list.contacts().get(1).telUri()).hasValue("tel:+4930123");
        assertThat(list.groups().stream()
                        .filter(group -> group.id().equals(favorites))
                        .toList()
                        .get(0)
                        .members())
                .containsExactly(BERT, PHONE);
        assertThat(list.contacts().get(0).item().change())
                .isLessThan(list.contacts().get(1).item().change());
        ItemStore items = new ItemStore(after.database, IdGenerator.seeded(3), new TestClock());
        ImContactStore store = new ImContactStore(items, ImLimits.DEFAULT);
        joins(store, after, BERT, new NewImContact("BERT@contoso.com", "Bert", null, null));
        joins(store, after, PHONE, new NewImContact("x@contoso.com", "Dirk", "tel:+4930123", "030 123"));
        after.database.close().await();
    }

    /** The migrated item is what a new one would be: the same contact is found, and a new item has the same values. */
    private static void joins(ImContactStore store, TestMailboxes mailboxes, String known, NewImContact contact) {
        ImContact found = mailboxes
                .database
                .write(tx -> store.add(tx, mailboxes.of("anna"), contact, null))
                .await();
        assertThat(found.id()).isEqualTo(known);
        ImContact made = mailboxes
                .database
                .write(tx -> store.add(tx, mailboxes.of("bert"), contact, null))
                .await();
        assertThat(found.item().content().values().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        made.item().content().values().keySet());
    }

    private static void contact(
            Database database,
            Mailbox owner,
            String id,
            int position,
            String address,
            String name,
            @Nullable String tel,
            @Nullable String phone) {
        database.execute(
                        "INSERT INTO im_contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1772442000, 7)",
                        id,
                        owner.id(),
                        position,
                        address,
                        tel == null ? "bert@contoso.com" : tel,
                        name,
                        tel,
                        phone)
                .await();
    }

    private static String group(TestMailboxes mailboxes, Mailbox owner, String type) {
        return mailboxes
                .database
                .first(
                        "SELECT id FROM im_groups WHERE account = ? AND type = ?",
                        row -> row.getString(0),
                        owner.id(),
                        type)
                .await()
                .orElseThrow();
    }
}
