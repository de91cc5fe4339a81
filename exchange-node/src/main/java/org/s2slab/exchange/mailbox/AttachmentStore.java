package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemSerializer;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NewAttachment;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** The attachments of items; written inside {@link ItemStore#write} as items are. */
public record AttachmentStore(ItemStore items, IdGenerator ids, Clock clock) {
    /** Bytes of an attached item in its stored form: as many as a request can have. */
    private static final int LARGEST_ITEM = 32 * 1024 * 1024;

    private static final RecordColumns<Attachment> COLUMNS = new RecordColumns<>(Attachment.class);
    private static final String SELECT = "SELECT " + COLUMNS.names() + " FROM attachments";
    private static final String INSERT = "INSERT INTO attachments (id, item, position, name, content_type, content_id,"
            + " inline, modified, hash, size, is_item, content, content_location, occurrence)";
    private static final String COPY =
            INSERT + " SELECT ?, ?, position, name, content_type, content_id, inline, modified,"
                    + " hash, size, is_item, content, content_location, COALESCE(?, occurrence) FROM attachments WHERE id = ?";

    /** What is attached to an item; to an occurrence what its series has, until {@link #own} gives it its own. */
    private static final String OF_ITEM = " WHERE item = ? AND occurrence IS"
            + " (SELECT original FROM series_changes WHERE item = ? AND original = ? AND attached = 1)";

    /** What is attached to an item, in the order attached. */
    public Future<List<Attachment>> of(SqlClient client, Item item) {
        return Rows.list(
                client,
                SELECT + OF_ITEM + " ORDER BY position",
                COLUMNS::read,
                item.number(),
                item.number(),
                item.originalSeconds());
    }

    /** Copies the attachments of a series to an exception of it, which then has its own. Does nothing if it has already. */
    public Future<Void> own(SqlConnection connection, Item exception) {
        Long original = exception.originalSeconds();
        return of(connection, exception)
                .compose(inherited -> Rows.query(
                                connection,
                                "UPDATE series_changes SET attached = 1 WHERE item = ? AND original = ? AND attached = 0",
                                exception.number(),
                                original)
                        .compose(first -> WorkSequence.each(
                                first.rowCount() == 0 ? List.<Attachment>of() : inherited,
                                one -> Rows.execute(
                                        connection, COPY, ids.uuid(), exception.number(), original, one.id()))));
    }

    /** The attachment of an item that has the place of another: that which {@link #own} made of it, or itself. */
    public Future<String> counterpart(SqlClient client, Item item, String id) {
        return Rows.first(
                        client,
                        "SELECT id FROM attachments" + OF_ITEM
                                + " AND position = (SELECT position FROM attachments WHERE id = ?)",
                        row -> row.getString(0),
                        item.number(),
                        item.number(),
                        item.originalSeconds(),
                        id)
                .map(AttachmentStore::required);
    }

    /** An item with everything in it. */
    public Future<ItemWithAttachments> whole(SqlClient client, Item item) {
        return of(client, item)
                .compose(attachments -> WorkSequence.list(attachments, one -> content(client, one)))
                .map(attachments -> new ItemWithAttachments(item.content(), attachments));
    }

    /** The item an attachment belongs to. Fails with ATTACHMENT_UNKNOWN where that mailbox has no such attachment. */
    public Future<Item> parent(SqlClient client, Mailbox mailbox, String id) {
        return Rows.first(
                        client,
                        "SELECT i.id FROM attachments a JOIN items i ON i.number = a.item WHERE a.id = ? AND i.mailbox = ?",
                        row -> row.getString(0),
                        id,
                        mailbox.id())
                .compose(parent -> items.get(client, mailbox, required(parent)));
    }

    private static <T> T required(Optional<T> found) {
        return found.orElseThrow(() -> new MailboxException(Kind.ATTACHMENT_UNKNOWN));
    }

    /** An attachment by its key. */
    public Future<Attachment> get(SqlClient client, String id) {
        return Rows.first(client, SELECT + " WHERE id = ?", COLUMNS::read, id).map(AttachmentStore::required);
    }

    /** An attachment with what it holds. */
    public Future<NewAttachment> content(SqlClient client, Attachment attachment) {
        return Rows.query(client, "SELECT content FROM attachments WHERE id = ?", attachment.id())
                .map(rows -> {
                    Buffer bytes = rows.iterator().next().getBuffer(0);
                    return new NewAttachment(
                            attachment.name(),
                            attachment.contentType(),
                            attachment.contentId(),
                            attachment.inline(),
                            attachment.isItem() ? null : bytes,
                            attachment.isItem() ? ItemSerializer.read(bytes).orElseThrow() : null,
                            attachment.contentLocation(),
                            null);
                });
    }

    /** Puts a new item with its attachments into a folder; see {@link ItemStore#create}. */
    public Future<Item> create(SqlConnection connection, Mailbox mailbox, String folder, ItemWithAttachments whole) {
        return items.create(connection, mailbox, folder, whole.content())
                .compose(item -> addAll(connection, mailbox, item, whole.attachments()));
    }

    /** Attaches something to an item. Fails with ITEM_UNCHANGEABLE where items are preserved for discovery. */
    public Future<Attachment> add(SqlConnection connection, Item item, NewAttachment attachment) {
        return requireChangeable(connection, item)
                .compose(kept -> insert(connection, item, attachment))
                .compose(id -> touched(connection, item).compose(touched -> get(connection, id)));
    }

    /** Attaches something to a deposit, once: one of the same name and content is given back as it is. */
    Future<Attachment> complete(SqlConnection connection, Item deposit, NewAttachment attachment) {
        return Rows.first(
                        connection,
                        SELECT + " WHERE item = ? AND name = ? AND hash = ?",
                        COLUMNS::read,
                        deposit.number(),
                        attachment.name(),
                        hash(attachment.bytes()))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> insert(connection, deposit, attachment)
                                .compose(id ->
                                        items.touch(connection, deposit).compose(touched -> get(connection, id)))));
    }

    /**
     * Puts another item into an attachment. Fails as {@link #add} does, and with ATTACHMENT_TOO_LARGE if the attachment would
     * grow beyond the size of a request: one call after another could add to it.
     */
    public Future<Item> replace(SqlConnection connection, Item item, Attachment attachment, NewAttachment content) {
        Buffer bytes = content.bytes();
        if (bytes.length() > Math.max(LARGEST_ITEM, attachment.size())) {
            return MailboxException.failed(Kind.ATTACHMENT_TOO_LARGE);
        }
        return requireChangeable(connection, item)
                .compose(kept -> Rows.execute(
                        connection,
                        "UPDATE attachments SET content = ?, hash = ?, size = ?, modified = ? WHERE id = ?",
                        bytes.getBytes(),
                        hash(bytes),
                        (long) bytes.length(),
                        clock.instant().getEpochSecond(),
                        attachment.id()))
                .compose(replaced -> Rows.execute(
                        connection,
                        "UPDATE items SET attachment_size = attachment_size + ? WHERE number = ?",
                        bytes.length() - attachment.size(),
                        item.number()))
                .compose(counted -> touched(connection, item));
    }

    /** Takes an attachment away. Fails as {@link #add} does. */
    public Future<Item> remove(SqlConnection connection, Item item, Attachment attachment) {
        return requireChangeable(connection, item)
                .compose(kept -> Rows.execute(connection, "DELETE FROM attachments WHERE id = ?", attachment.id()))
                .compose(removed -> touched(connection, item));
    }

    /** Changes the change key of an item; that of an occurrence is that of its series. */
    private Future<Item> touched(SqlConnection connection, Item item) {
        return item.storeId().kind() == StoreId.Kind.OCCURRENCE
                ? SeriesStore.master(connection, item.number())
                        .compose(master -> items.touch(connection, master))
                        .map(master -> master.occurrence(item.storeId().original(), item.content()))
                : items.touch(connection, item);
    }

    private Future<Void> requireChangeable(SqlConnection connection, Item item) {
        return item.isPreserved()
                ? MailboxException.failed(Kind.ITEM_UNCHANGEABLE)
                : items.keepOriginal(connection, item);
    }

    /** Attaches all of these to an item that is new. */
    public Future<Item> addAll(SqlConnection connection, Mailbox mailbox, Item item, List<NewAttachment> attachments) {
        return attachments.isEmpty()
                ? Future.succeededFuture(item)
                : WorkSequence.each(attachments, one -> insert(connection, item, one))
                        .compose(done -> items.get(connection, mailbox, item.id()));
    }

    private Future<String> insert(SqlConnection connection, Item item, NewAttachment attachment) {
        String id = ids.uuid();
        Buffer bytes = attachment.bytes();
        return Rows.query(
                        connection,
                        INSERT + " VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM attachments"
                                + " WHERE item = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        item.number(),
                        item.number(),
                        attachment.name(),
                        attachment.contentType(),
                        attachment.contentId(),
                        attachment.inline() ? 1 : 0,
                        clock.instant().getEpochSecond(),
                        hash(bytes),
                        (long) bytes.length(),
                        attachment.item() == null ? 0 : 1,
                        bytes.getBytes(),
                        attachment.contentLocation(),
                        item.originalSeconds())
                .map(inserted -> id);
    }

    /** Gives one item, by its row, copies of all attachments of another. */
    static Future<Void> copy(SqlConnection connection, long from, long to, IdGenerator ids) {
        return Rows.list(connection, "SELECT id FROM attachments WHERE item = ?", row -> row.getString(0), from)
                .compose(all -> WorkSequence.each(all, id -> Rows.execute(connection, COPY, ids.uuid(), to, null, id)));
    }

    private static String hash(Buffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
