package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.PropertyChangeNumberRecorder;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/**
 * Stores the items of all mailboxes.
 *
 * <p>A transaction commits the writes of all its calls together, or none of them, even for several mailboxes.
 *
 * <p>Every write to a mailbox takes the next change number, for {@link MailboxChangeLog}. The callers check the access
 * rights and that the folder exists.
 */
public final class ItemStore {
    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;
    private final WordIndexWriter words;

    public ItemStore(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.words = new WordIndexWriter(database);
        this.ids = ids;
        this.clock = clock;
    }

    /** The database of all mailboxes. */
    public Database database() {
        return database;
    }

    /** Runs a long read with the full-text index, after all items stored before this call are indexed. */
    public <T> Future<T> readWords(String caller, List<String> mailboxes, Function<ReadTransaction, T> read) {
        return words.catchUp(mailboxes).compose(indexed -> database.read(caller, read));
    }

    public WordIndexWriter words() {
        return words;
    }

    /** The item with a key in a mailbox; empty if the mailbox has no such item. */
    public Optional<Item> find(ReadTransaction rx, Mailbox mailbox, String id) {
        return rx.first(ItemRowMapper.SELECT + " WHERE mailbox = ? AND id = ?", ItemRowMapper::item, mailbox.id(), id);
    }

    /** The item with a key; fails with ITEM_UNKNOWN if the mailbox has no such item. */
    public Item get(ReadTransaction rx, Mailbox mailbox, String id) {
        return find(rx, mailbox, id).orElseThrow(() -> new MailboxException(Kind.ITEM_UNKNOWN));
    }

    /** The items of a folder in the order of arrival: the associated items (settings of the folder) or the others. */
    public List<Item> list(ReadTransaction rx, Mailbox mailbox, String folder, boolean associated) {
        String query = ItemRowMapper.SELECT + " WHERE mailbox = ? AND folder = ? AND associated = ? ORDER BY entered";
        return rx.list(query, ItemRowMapper::item, mailbox.id(), folder, associated ? 1 : 0);
    }

    /** Stores a new item in a folder. Fails with FOLDER_PRESERVING if the folder preserves items for eDiscovery. */
    public Item create(WriteTransaction tx, Mailbox mailbox, String folder, ItemContent content) {
        FolderHierarchyRules.requireOpen(folder);
        String id = ids.uuid();
        long change = MailboxChangeLog.next(tx, mailbox.id());
        ItemRowMapper.insert(tx, content, id, mailbox.id(), folder, null, null, now(), change);
        return get(tx, mailbox, id);
    }

    /**
     * Changes the content of an item. Stores the original in Versions if a hold or single item recovery requires this
     * ({@link CopyOnWriteRule}). Deletes the MIME source of the item if the source no longer matches the content. Fails
     * with ITEM_UNCHANGEABLE if the folder preserves items for eDiscovery.
     */
    public Item update(WriteTransaction tx, Item item, ItemContent content) {
        Kind.ITEM_UNCHANGEABLE.throwIf(item.isPreserved());
        return change(tx, item, content);
    }

    /** As {@link #update}, but without the check for ITEM_UNCHANGEABLE. */
    Item change(WriteTransaction tx, Item item, ItemContent content) {
        boolean flag = content.read() != item.content().read()
                && content.withRead(item.content().read()).equals(item.content());
        if (CopyOnWriteRule.wants(item, content)) {
            keepOriginal(tx, item);
        }
        long change = MailboxChangeLog.next(tx, item.mailbox());
        tx.execute(
                ItemRowMapper.CHANGE,
                ItemRowMapper.with(
                        content,
                        now(),
                        change,
                        flag ? 1 : 0,
                        change,
                        PropertyChangeNumberRecorder.json(item.content(), content, change),
                        item.number()));
        if (!MimeSourceStore.readAlike(content, item.content())) {
            MimeSourceStore.forget(tx, item);
        }
        return ItemRowMapper.byNumber(tx, item.number());
    }

    /** Copies an item to Versions before a change, if the mailbox is protected. */
    public void keepOriginal(WriteTransaction tx, Item item) {
        if (!CopyOnWriteRule.exempts(item) && HoldAndRetentionStore.protects(tx, item.mailbox())) {
            String versions = DistinguishedFolder.RECOVERABLEITEMSVERSIONS
                    .beside(item.folder())
                    .distinguishedName();
            copy(tx, item, item.mailbox(), versions, item.history().created().getEpochSecond());
        }
    }

    /** Records a change outside of the item's content, for instance of attachments or occurrences. */
    public Item touch(WriteTransaction tx, Item item) {
        MimeSourceStore.forget(tx, item);
        return change(tx, item, item.content());
    }

    /**
     * Moves an item to a folder of the same or another mailbox. The item gets a new id. Fails with ITEM_PRESERVED if
     * the source folder preserves items for eDiscovery, and with FOLDER_PRESERVING if the target folder does.
     */
    public Item move(WriteTransaction tx, Item item, Mailbox mailbox, String folder) {
        Kind.ITEM_PRESERVED.throwIf(item.isPreserved());
        FolderHierarchyRules.requireOpen(folder);
        return relocate(tx, item, mailbox, folder);
    }

    /** As {@link #move}, but without these two checks. */
    public Item relocate(WriteTransaction tx, Item item, Mailbox mailbox, String folder) {
        MailboxChangeLog.bury(tx, item, now());
        long change = MailboxChangeLog.next(tx, mailbox.id());
        tx.execute(
                "UPDATE items SET id = ?, mailbox = ?, folder = ?, deposit = NULL, placed = ?,"
                        + " entered = ?, change = ? WHERE number = ?",
                ids.uuid(),
                mailbox.id(),
                folder,
                now(),
                change,
                change,
                item.number());
        return ItemRowMapper.byNumber(tx, item.number());
    }

    /** Copies an item with its attachments, without its depositor. Fails with FOLDER_PRESERVING as {@link #create}. */
    public Item copy(WriteTransaction tx, Item item, Mailbox mailbox, String folder) {
        FolderHierarchyRules.requireOpen(folder);
        return copy(tx, item, mailbox.id(), folder, now());
    }

    private Item copy(WriteTransaction tx, Item item, String mailbox, String folder, long created) {
        long change = MailboxChangeLog.next(tx, mailbox);
        long number = tx.number(
                ItemRowMapper.COPY, ids.uuid(), mailbox, folder, created, now(), now(), change, change, item.number());
        if (mailbox.equals(item.mailbox())) {
            MailboxEventStore.copied(tx, mailbox, item.id(), item.folder());
        }
        AttachmentStore.copy(tx, item.number(), number, ids);
        MimeSourceStore.copy(tx, item.number(), number);
        SeriesStore.copy(tx, item.number(), number);
        return ItemRowMapper.byNumber(tx, number);
    }

    /**
     * Deletes an item in the given way. A hard delete moves the item to Purges if a hold or single item recovery
     * protects the mailbox. Fails with ITEM_PRESERVED as {@link #move} does.
     */
    public void delete(WriteTransaction tx, Mailbox mailbox, Item item, DisposalType disposal) {
        Kind.ITEM_PRESERVED.throwIf(item.isPreserved());
        if (disposal == DisposalType.HardDelete && !HoldAndRetentionStore.protects(tx, item.mailbox())) {
            remove(tx, item);
            return;
        }
        DistinguishedFolder bin = switch (disposal) {
            case HardDelete -> DistinguishedFolder.RECOVERABLEITEMSPURGES.beside(item.folder());
            case SoftDelete -> DistinguishedFolder.RECOVERABLEITEMSDELETIONS;
            case MoveToDeletedItems -> DistinguishedFolder.DELETEDITEMS;
        };
        relocate(tx, item, mailbox, bin.distinguishedName());
    }

    /** The current state of an item that was moved in the same transaction and so has a new key. */
    public Item moved(ReadTransaction rx, Item item) {
        return ItemRowMapper.byNumber(rx, item.number());
    }

    /** Removes an item permanently, without a check for protection. */
    public void remove(WriteTransaction tx, Item item) {
        MailboxChangeLog.bury(tx, item, now());
        tx.execute("DELETE FROM items WHERE number = ?", item.number());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
