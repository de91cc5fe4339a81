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
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemChange;
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
        return store.write(connection -> store.create(connection, anna, folder, content))
                .await();
    }

    private List<ItemChange> since(long change) {
        return MailboxChangeLog.ofItems(store.client(), anna, INBOX, change, 100)
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
        Item read = store.get(store.client(), anna, item.id()).await();
        assertThat(read.content().subject()).isEqualTo("Lunch");
        assertThat(read.content().html()).isEqualTo("<p>Hello</p>");
        assertThat(read.content().sender()).isEqualTo("Bert <bert@contoso.com>");
        assertThat(read).isEqualTo(item);
    }

    @Test
    void letsNobodyPutAnythingWhereItemsArePreserved() {
        Item item = create(INBOX, message("a"));
        assertThatThrownBy(() -> create(PURGES, message("forged"))).hasMessage("FOLDER_PRESERVING");
        assertThatThrownBy(() -> store.write(connection -> store.copy(connection, item, anna, PURGES))
                        .await())
                .hasMessage("FOLDER_PRESERVING");
        assertThatThrownBy(() -> store.write(connection -> store.move(connection, item, anna, PURGES))
                        .await())
                .hasMessage("FOLDER_PRESERVING");
        assertThat(store.list(store.client(), anna, PURGES, false).await()).isEmpty();
    }

    @Test
    void tellsWhatHappenedSinceAChange() {
        Item kept = create(INBOX, message("kept"));
        Item deleted = create(INBOX, message("deleted"));
        long then = MailboxChangeLog.range(store.client(), anna, "").await().last();
        Item created = create(INBOX, message("new"));
        store.write(connection -> store.update(connection, kept, kept.content().withSubject("changed")))
                .await();
        store.write(connection -> store.delete(connection, anna, deleted, DisposalType.SoftDelete))
                .await();

        List<ItemChange> changes = since(then);
        assertThat(changes).extracting(ItemChange::id).containsExactly(created.id(), kept.id(), deleted.id());
        assertThat(changes).extracting(ItemChange::isNew).containsExactly(true, false, false);
        assertThat(changes.get(2).item()).isNull();
        assertThat(since(changes.get(2).change())).isEmpty();
        assertThat(since(0)).extracting(ItemChange::isNew).containsExactly(true, true);
        assertThat(store.list(store.client(), anna, "recoverableitemsdeletions", false)
                        .await())
                .hasSize(1);
    }

    @Test
    void undoesATransactionAsAWhole() {
        assertThatThrownBy(() -> store.write(connection -> store.create(connection, anna, INBOX, message("a"))
                                .compose(item -> store.get(connection, anna, "nothing")))
                        .await())
                .isInstanceOf(MailboxException.class);
        assertThat(store.list(store.client(), anna, INBOX, false).await()).isEmpty();
        assertThat(MailboxChangeLog.range(store.client(), anna, "").await().last())
                .isZero();
    }

    @Test
    void givesAMovedItemANewIdAndCopiesIt() {
        Item item = create(INBOX, message("a"));
        Item moved = store.write(connection -> store.move(connection, item, anna, "drafts"))
                .await();
        Item copy = store.write(connection -> store.copy(connection, moved, anna, INBOX))
                .await();
        assertThat(moved.id()).isNotEqualTo(item.id());
        assertThat(copy.content()).isEqualTo(item.content());
        assertThat(store.list(store.client(), anna, "drafts", false).await()).containsExactly(moved);
        assertThat(store.list(store.client(), anna, INBOX, false).await()).containsExactly(copy);
    }

    @Test
    void keepsFoldersThatPeopleMake() {
        MailFolder inbox = MailFolder.of(DistinguishedFolder.INBOX);
        MailFolder made = store.write(
                        connection -> folders.create(connection, anna, inbox, "Projects", "IPF.Note", null))
                .await();
        assertThat(folders.get(store.client(), anna, made.key()).await()).isEqualTo(made);
        assertThatThrownBy(() -> store.write(
                                connection -> folders.create(connection, anna, inbox, "PROJECTS", "IPF.Note", null))
                        .await())
                .hasMessage("FOLDER_EXISTS");
        store.write(connection -> folders.remove(connection, anna, made)).await();
        assertThat(folders.changes(store.client(), anna, made.change()).await())
                .extracting(FolderChange::id)
                .containsExactly(made.key());
        assertThat(folders.changes(store.client(), anna, 0).await()).isEmpty();
    }

    @Test
    void hasFoldersOfAnArchiveOnlyWhereThereIsOne() {
        assertThat(folders.all(store.client(), anna).await())
                .extracting(MailFolder::key)
                .contains("recoverableitemspurges")
                .doesNotContain("archiveinbox");
        assertThatThrownBy(
                        () -> folders.get(store.client(), anna, "archiveinbox").await())
                .hasMessage("FOLDER_UNKNOWN");
    }
}
