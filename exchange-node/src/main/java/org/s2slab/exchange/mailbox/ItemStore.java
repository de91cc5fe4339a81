package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ChangedProperties;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/**
 * The items of all mailboxes.
 *
 * <p>Whatever writes does so inside {@link #write}, which is one transaction: what several calls did there, in several
 * mailboxes even, is on the disk as a whole when its Future succeeds, or not at all. Reads take the connection of a
 * transaction, or {@link #client()} outside of one. There is one connection: never call {@code write} or use
 * {@code client()} inside of a {@code write}.
 *
 * <p>Every write to a mailbox takes its next change number, so that {@link MailboxChangeLog} can tell what has happened since.
 * Who may do what is for the callers to decide; a folder's key is taken as it is given.
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

    /** One transaction, on a database thread; it is undone where the Future of what it does fails. */
    public <T> Future<T> write(Function<SqlConnection, Future<T>> change) {
        return database.write(tx -> tx.call(change));
    }

    /** For reads outside of a transaction. */
    public SqlClient client() {
        return database.pool();
    }

    /** A read of a caller's that may take long, see {@link Database#readLong}. */
    public <T> Future<T> readLong(String caller, Function<SqlClient, Future<T>> read) {
        return database.readLong(caller, read);
    }

    /** A long read that looks for words in mailboxes: every item that was stored in them before is indexed. */
    public <T> Future<T> search(String caller, List<String> mailboxes, Function<SqlClient, Future<T>> read) {
        return words.catchUp(mailboxes).compose(indexed -> readLong(caller, read));
    }

    public WordIndexWriter words() {
        return words;
    }

    /** The item of that key in that mailbox; empty where there is none. */
    public Future<Optional<Item>> find(SqlClient client, Mailbox mailbox, String id) {
        return client.preparedQuery(ItemRowMapper.SELECT + " WHERE mailbox = ? AND id = ?")
                .execute(Tuple.of(mailbox.id(), id))
                .map(rows -> Rows.first(rows, ItemRowMapper::item));
    }

    /** The item of that key; fails with ITEM_UNKNOWN where there is none. */
    public Future<Item> get(SqlClient client, Mailbox mailbox, String id) {
        return find(client, mailbox, id)
                .map(found -> found.orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNKNOWN)));
    }

    /** The items of a folder in the order they came there; associated ones (settings, kept with a folder) or the others. */
    public Future<List<Item>> list(SqlClient client, Mailbox mailbox, String folder, boolean associated) {
        String query = ItemRowMapper.SELECT + " WHERE mailbox = ? AND folder = ? AND associated = ? ORDER BY entered";
        return Rows.list(client, query, ItemRowMapper::item, mailbox.id(), folder, associated ? 1 : 0);
    }

    /** Puts a new item into a folder. Fails with FOLDER_PRESERVING where items are preserved for discovery. */
    public Future<Item> create(SqlConnection connection, Mailbox mailbox, String folder, ItemContent content) {
        return FolderTree.requireOpen(folder)
                .compose(open -> insert(connection, mailbox.id(), folder, content))
                .compose(id -> get(connection, mailbox, id));
    }

    /**
     * Gives an item another content. The original stays in Versions where a hold or single item recovery wants it
     * ({@link CopyOnWrite}); the source it came with is forgotten where it would read otherwise now. Fails with
     * ITEM_UNCHANGEABLE where items are preserved for discovery.
     */
    public Future<Item> update(SqlConnection connection, Item item, ItemContent content) {
        return item.isPreserved()
                ? MailboxException.failed(MailboxException.Kind.ITEM_UNCHANGEABLE)
                : change(connection, item, content);
    }

    /** As {@link #update}, whatever protects the item. */
    Future<Item> change(SqlConnection connection, Item item, ItemContent content) {
        boolean flag = content.read() != item.content().read()
                && content.withRead(item.content().read()).equals(item.content());
        Future<Void> kept =
                CopyOnWrite.wants(item, content) ? keepOriginal(connection, item) : Future.succeededFuture();
        return kept.compose(ready -> MailboxChangeLog.next(connection, item.mailbox()))
                .compose(change -> connection
                        .preparedQuery(ItemRowMapper.CHANGE)
                        .execute(ItemRowMapper.of(content)
                                .addLong(now())
                                .addLong(change)
                                .addInteger(flag ? 1 : 0)
                                .addLong(change)
                                .addString(ChangedProperties.json(item.content(), content, change))
                                .addLong(item.number())))
                .compose(updated -> MimeSourceStore.readAlike(content, item.content())
                        ? Future.succeededFuture()
                        : MimeSourceStore.forget(connection, item))
                .compose(done -> ItemRowMapper.byNumber(connection, item.number()));
    }

    /** Puts an item as it is into Versions, before it is changed, where its mailbox is protected. */
    public Future<Void> keepOriginal(SqlConnection connection, Item item) {
        if (CopyOnWrite.exempts(item)) {
            return Future.succeededFuture();
        }
        String versions = DistinguishedFolder.RECOVERABLEITEMSVERSIONS
                .beside(item.folder())
                .distinguishedName();
        return PreservationStore.protects(connection, item.mailbox())
                .compose(kept -> kept
                        ? copy(
                                        connection,
                                        item,
                                        item.mailbox(),
                                        versions,
                                        item.created().getEpochSecond())
                                .mapEmpty()
                        : Future.succeededFuture());
    }

    /** Notes that something about an item has changed that its content does not tell: attachments, occurrences. */
    public Future<Item> touch(SqlConnection connection, Item item) {
        return MimeSourceStore.forget(connection, item).compose(done -> change(connection, item, item.content()));
    }

    /**
     * Moves an item to a folder, of another mailbox if need be; there it has a new id. Fails with ITEM_PRESERVED for an
     * item, and with FOLDER_PRESERVING for a folder, where items are preserved for discovery.
     */
    public Future<Item> move(SqlConnection connection, Item item, Mailbox mailbox, String folder) {
        return item.isPreserved()
                ? MailboxException.failed(MailboxException.Kind.ITEM_PRESERVED)
                : FolderTree.requireOpen(folder).compose(open -> relocate(connection, item, mailbox, folder));
    }

    /** As {@link #move}, whatever protects the item. */
    public Future<Item> relocate(SqlConnection connection, Item item, Mailbox mailbox, String folder) {
        return MailboxChangeLog.bury(connection, item, now())
                .compose(buried -> MailboxChangeLog.next(connection, mailbox.id()))
                .compose(change -> connection
                        .preparedQuery("UPDATE items SET id = ?, mailbox = ?, folder = ?, deposit = NULL, placed = ?,"
                                + " entered = ?, change = ? WHERE number = ?")
                        .execute(Tuple.of(ids.uuid(), mailbox.id(), folder, now(), change, change, item.number())))
                .compose(moved -> ItemRowMapper.byNumber(connection, item.number()));
    }

    /** Copies an item with its attachments; nobody has deposited the copy. Fails with FOLDER_PRESERVING as {@link #create}. */
    public Future<Item> copy(SqlConnection connection, Item item, Mailbox mailbox, String folder) {
        return FolderTree.requireOpen(folder).compose(open -> copy(connection, item, mailbox.id(), folder, now()));
    }

    private Future<Item> copy(SqlConnection connection, Item item, String mailbox, String folder, long created) {
        return MailboxChangeLog.next(connection, mailbox)
                .compose(change -> Rows.query(
                        connection,
                        ItemRowMapper.COPY,
                        ids.uuid(),
                        mailbox,
                        folder,
                        created,
                        now(),
                        now(),
                        change,
                        change,
                        item.number()))
                .map(rows -> rows.iterator().next().getLong(0))
                .compose(number -> mailbox.equals(item.mailbox())
                        ? MailboxEventStore.copied(connection, item.id(), item.folder(), number)
                        : Future.succeededFuture(number))
                .compose(number -> AttachmentStore.copy(connection, item.number(), number, ids)
                        .compose(copied -> MimeSourceStore.copy(connection, item.number(), number))
                        .compose(copied -> SeriesStore.copy(connection, item.number(), number))
                        .compose(copied -> ItemRowMapper.byNumber(connection, number)));
    }

    /**
     * Deletes an item in one of the ways there are. For good means into Purges where a hold or single item recovery
     * protects the mailbox. Fails with ITEM_PRESERVED as {@link #move} does.
     */
    public Future<Void> delete(SqlConnection connection, Mailbox mailbox, Item item, DisposalType disposal) {
        if (item.isPreserved()) {
            return MailboxException.failed(MailboxException.Kind.ITEM_PRESERVED);
        }
        return PreservationStore.protects(connection, item.mailbox()).compose(kept -> {
            if (disposal == DisposalType.HardDelete && !kept) {
                return remove(connection, item);
            }
            DistinguishedFolder bin = switch (disposal) {
                case HardDelete -> DistinguishedFolder.RECOVERABLEITEMSPURGES.beside(item.folder());
                case SoftDelete -> DistinguishedFolder.RECOVERABLEITEMSDELETIONS;
                case MoveToDeletedItems -> DistinguishedFolder.DELETEDITEMS;
            };
            return relocate(connection, item, mailbox, bin.distinguishedName()).mapEmpty();
        });
    }

    /** An item as it is after a move in the same transaction, which gave it another key. */
    public Future<Item> moved(SqlConnection connection, Item item) {
        return ItemRowMapper.byNumber(connection, item.number());
    }

    /** Removes an item for good, whatever protects it. */
    public Future<Void> remove(SqlConnection connection, Item item) {
        return MailboxChangeLog.bury(connection, item, now())
                .compose(buried -> Rows.execute(connection, "DELETE FROM items WHERE number = ?", item.number()));
    }

    private Future<String> insert(SqlConnection connection, String mailbox, String folder, ItemContent content) {
        String id = ids.uuid();
        return MailboxChangeLog.next(connection, mailbox)
                .compose(change -> Rows.query(
                        connection,
                        ItemRowMapper.NEW,
                        ItemRowMapper.ofNew(content, id, mailbox, folder, null, null, now(), change)))
                .map(inserted -> id);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
