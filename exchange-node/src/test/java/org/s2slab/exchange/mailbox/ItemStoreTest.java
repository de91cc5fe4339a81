package org.s2slab.exchange.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.FolderItemChange;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

class ItemStoreTest {
    private static final String INBOX = "inbox";
    private static final String PURGES = "recoverableitemspurges";

    private final Vertx vertx = Vertx.vertx();
    private TestMailboxes mailboxes;
    private Mailbox anna;
    private ItemStore store;
    private FolderStore folders;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        anna = mailboxes.of("anna");
        IdGenerator ids = IdGenerator.seeded(5);
        store = new ItemStore(mailboxes.database, ids, new TestClock());
        folders = new FolderStore(ids, new TestClock());
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private Item create(String folder, ItemContent content) {
        return store.database()
                .write(tx -> store.create(tx, anna, folder, content))
                .await();
    }

    private List<FolderItemChange> since(long change) {
        return store.database()
                .read(rx -> MailboxChangeLog.ofItems(rx, anna, INBOX, change, 100))
                .await();
    }

    private static ItemContent message(String subject) {
        return ItemContent.empty(ItemKind.MESSAGE)
                .withSubject(subject)
                .withBody("<p>Hello</p>", "Hello")
                .with(t("From", t("Mailbox", t("Name", "Bert"), t("EmailAddress", "bert@contoso.com"))));
    }

    @Test
    void givesBackAnItemAsItWasPutIn() {
        Item item = create(INBOX, message("Lunch"));
        Item read = store.database().read(rx -> store.get(rx, anna, item.id())).await();
        assertThat(read.content().subject()).isEqualTo("Lunch");
        assertThat(read.content().html()).isEqualTo("<p>Hello</p>");
        assertThat(read.content().sender()).isEqualTo("Bert <bert@contoso.com>");
        assertThat(read).isEqualTo(item);
    }

    @Test
    void doesNotKnowAnItemThatWasRemovedAfterItWasRead() {
        Item item = create(INBOX, message("Lunch"));
        store.database().change(tx -> store.remove(tx, item)).await();

        assertThatThrownBy(() -> store.database()
                        .write(tx -> store.update(tx, item, message("Dinner")))
                        .await())
                .hasMessage("ITEM_UNKNOWN");
        assertThatThrownBy(() -> store.database()
                        .read(rx -> SeriesStore.master(rx, item.number()))
                        .await())
                .hasMessage("ITEM_UNKNOWN");
    }

    @Test
    void letsNobodyPutAnythingWhereItemsArePreserved() {
        Item item = create(INBOX, message("a"));
        assertThatThrownBy(() -> create(PURGES, message("forged"))).hasMessage("FOLDER_PRESERVING");
        assertThatThrownBy(() -> store.database()
                        .write(tx -> store.copy(tx, item, anna, PURGES))
                        .await())
                .hasMessage("FOLDER_PRESERVING");
        assertThatThrownBy(() -> store.database()
                        .write(tx -> store.move(tx, item, anna, PURGES))
                        .await())
                .hasMessage("FOLDER_PRESERVING");
        assertThat(store.database()
                        .read(rx -> store.list(rx, anna, PURGES, false))
                        .await())
                .isEmpty();
    }

    @Test
    void tellsWhatHappenedSinceAChange() {
        Item kept = create(INBOX, message("kept"));
        Item deleted = create(INBOX, message("deleted"));
        long then = store.database()
                .read(rx -> MailboxChangeLog.range(rx, anna, ""))
                .await()
                .last();
        Item created = create(INBOX, message("new"));
        store.database()
                .write(tx -> store.update(tx, kept, kept.content().withSubject("changed")))
                .await();
        store.database()
                .change(tx -> store.delete(tx, anna, deleted, DisposalType.SoftDelete))
                .await();

        List<FolderItemChange> changes = since(then);
        assertThat(changes).extracting(FolderItemChange::id).containsExactly(created.id(), kept.id(), deleted.id());
        assertThat(changes).extracting(FolderItemChange::isNew).containsExactly(true, false, false);
        assertThat(changes.get(2).item()).isNull();
        assertThat(since(changes.get(2).change())).isEmpty();
        assertThat(since(0)).extracting(FolderItemChange::isNew).containsExactly(true, true);
        assertThat(store.database()
                        .read(rx -> store.list(rx, anna, "recoverableitemsdeletions", false))
                        .await())
                .hasSize(1);
    }

    @Test
    void undoesATransactionAsAWhole() {
        assertThatThrownBy(() -> store.database()
                        .write(tx -> store.create(tx, anna, INBOX, message("a"))
                                .folder()
                                .concat(store.get(tx, anna, "nothing").id()))
                        .await())
                .isInstanceOf(MailboxException.class);
        assertThat(store.database()
                        .read(rx -> store.list(rx, anna, INBOX, false))
                        .await())
                .isEmpty();
        assertThat(store.database()
                        .read(rx -> MailboxChangeLog.range(rx, anna, ""))
                        .await()
                        .last())
                .isZero();
    }

    @Test
    void givesAMovedItemANewIdAndCopiesIt() {
        Item item = create(INBOX, message("a"));
        Item moved = store.database()
                .write(tx -> store.move(tx, item, anna, "drafts"))
                .await();
        Item copy =
                store.database().write(tx -> store.copy(tx, moved, anna, INBOX)).await();
        assertThat(moved.id()).isNotEqualTo(item.id());
        assertThat(copy.content()).isEqualTo(item.content());
        assertThat(store.database()
                        .read(rx -> store.list(rx, anna, "drafts", false))
                        .await())
                .containsExactly(moved);
        assertThat(store.database()
                        .read(rx -> store.list(rx, anna, INBOX, false))
                        .await())
                .containsExactly(copy);
    }

    @Test
    void keepsFoldersThatPeopleMake() {
        MailFolder inbox = MailFolder.of(DistinguishedFolder.INBOX);
        MailFolder made = store.database()
                .write(tx -> folders.create(tx, anna, inbox, "Projects", "IPF.Note", null))
                .await();
        assertThat(store.database()
                        .read(rx -> folders.get(rx, anna, made.key()))
                        .await())
                .isEqualTo(made);
        assertThatThrownBy(() -> store.database()
                        .write(tx -> folders.create(tx, anna, inbox, "PROJECTS", "IPF.Note", null))
                        .await())
                .hasMessage("FOLDER_EXISTS");
        store.database().change(tx -> folders.remove(tx, anna, made)).await();
        assertThat(store.database()
                        .read(rx -> folders.changes(rx, anna, made.change()))
                        .await())
                .extracting(FolderChange::id)
                .containsExactly(made.key());
        assertThat(store.database().read(rx -> folders.changes(rx, anna, 0)).await())
                .isEmpty();
    }

    @Test
    void hasFoldersOfAnArchiveOnlyWhereThereIsOne() {
        assertThat(store.database().read(rx -> folders.all(rx, anna)).await())
                .extracting(MailFolder::key)
                .contains("recoverableitemspurges")
                .doesNotContain("archiveinbox");
        assertThatThrownBy(() -> store.database()
                        .read(rx -> folders.get(rx, anna, "archiveinbox"))
                        .await())
                .hasMessage("FOLDER_UNKNOWN");
    }
}
