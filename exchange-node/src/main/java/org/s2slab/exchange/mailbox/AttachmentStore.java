package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.MailboxException.Kind;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** The attachments of items; written inside {@link ItemStore#write} as items are. */
public final class AttachmentStore {
    private static final String SELECT =
            "SELECT id, name, content_type, content_id, inline, modified, size, is_item, content_location FROM attachments";

    private final ItemStore items;
    private final IdGenerator ids;
    private final Clock clock;

    public AttachmentStore(ItemStore items, IdGenerator ids, Clock clock) {
        this.items = items;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is attached to an item, in the order attached. */
    public Future<List<Attachment>> of(SqlClient client, Item item) {
        return client.preparedQuery(SELECT + " WHERE item = ? ORDER BY position")
                .execute(Tuple.of(item.number()))
                .map(rows -> rows.stream().map(AttachmentStore::attachment).toList());
    }

    /** An item with everything in it. */
    public Future<ItemWithAttachments> whole(SqlClient client, Item item) {
        return of(client, item)
                .compose(attachments -> {
                    Future<List<NewAttachment>> all = Future.succeededFuture(new ArrayList<>());
                    for (Attachment attachment : attachments) {
                        all = all.compose(before -> content(client, attachment).map(found -> {
                            before.add(found);
                            return before;
                        }));
                    }
                    return all;
                })
                .map(attachments -> new ItemWithAttachments(item.content(), attachments));
    }

    /** The item an attachment belongs to. Fails with ATTACHMENT_UNKNOWN where that mailbox has no such attachment. */
    public Future<Item> parent(SqlClient client, Mailbox mailbox, String id) {
        return client.preparedQuery("SELECT i.id FROM attachments a JOIN items i ON i.number = a.item"
                        + " WHERE a.id = ? AND i.mailbox = ?")
                .execute(Tuple.of(id, mailbox.id()))
                .compose(rows -> Rows.first(rows, row -> row.getString(0))
                        .map(parent -> items.get(client, mailbox, parent))
                        .orElseGet(() -> Future.failedFuture(new MailboxException(Kind.ATTACHMENT_UNKNOWN))));
    }

    /** An attachment by its key. */
    public Future<Attachment> get(SqlClient client, String id) {
        return client.preparedQuery(SELECT + " WHERE id = ?")
                .execute(Tuple.of(id))
                .compose(rows -> Rows.first(rows, AttachmentStore::attachment)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new MailboxException(Kind.ATTACHMENT_UNKNOWN))));
    }

    /** An attachment with what it holds. */
    public Future<NewAttachment> content(SqlClient client, Attachment attachment) {
        return client.preparedQuery("SELECT content FROM attachments WHERE id = ?")
                .execute(Tuple.of(attachment.id()))
                .map(rows -> {
                    Buffer bytes = rows.iterator().next().getBuffer(0);
                    return new NewAttachment(
                            attachment.name(),
                            attachment.contentType(),
                            attachment.contentId(),
                            attachment.inline(),
                            attachment.isItem() ? null : bytes,
                            attachment.isItem() ? ItemSerializer.read(bytes).orElseThrow() : null,
                            attachment.contentLocation());
                });
    }

    /** Puts a new item with its attachments into a folder; see {@link ItemStore#create}. */
    public Future<Item> create(SqlConnection connection, Mailbox mailbox, String folder, ItemWithAttachments whole) {
        return items.create(connection, mailbox, folder, whole.content())
                .compose(item -> addAll(connection, mailbox, item, whole.attachments()));
    }

    /** Attaches something to an item. Fails with ITEM_UNCHANGEABLE where items are preserved for discovery. */
    public Future<Attachment> add(SqlConnection connection, Item item, NewAttachment attachment) {
        Buffer bytes = attachment.bytes();
        return requireChangeable(item)
                .compose(free -> items.keepOriginal(connection, item))
                .compose(kept -> insert(connection, item, attachment, bytes, hash(bytes)))
                .compose(id -> items.touch(connection, item).compose(touched -> get(connection, id)));
    }

    /** Attaches something to a deposit, once: one of the same name and content is given back as it is. */
    Future<Attachment> complete(SqlConnection connection, Item deposit, NewAttachment attachment) {
        Buffer bytes = attachment.bytes();
        String hash = hash(bytes);
        return connection
                .preparedQuery(SELECT + " WHERE item = ? AND name = ? AND hash = ?")
                .execute(Tuple.of(deposit.number(), attachment.name(), hash))
                .compose(rows -> Rows.first(rows, AttachmentStore::attachment)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> insert(connection, deposit, attachment, bytes, hash)
                                .compose(id ->
                                        items.touch(connection, deposit).compose(touched -> get(connection, id)))));
    }

    /** Takes an attachment away. Fails as {@link #add} does. */
    public Future<Item> remove(SqlConnection connection, Item item, Attachment attachment) {
        return requireChangeable(item)
                .compose(free -> items.keepOriginal(connection, item))
                .compose(kept -> connection
                        .preparedQuery("DELETE FROM attachments WHERE id = ?")
                        .execute(Tuple.of(attachment.id())))
                .compose(removed -> items.touch(connection, item));
    }

    private static Future<Void> requireChangeable(Item item) {
        return item.isPreserved()
                ? Future.failedFuture(new MailboxException(Kind.ITEM_UNCHANGEABLE))
                : Future.succeededFuture();
    }

    /** Attaches all of these to an item that is new. */
    Future<Item> addAll(SqlConnection connection, Mailbox mailbox, Item item, List<NewAttachment> attachments) {
        if (attachments.isEmpty()) {
            return Future.succeededFuture(item);
        }
        Future<String> done = Future.succeededFuture("");
        for (NewAttachment attachment : attachments) {
            Buffer bytes = attachment.bytes();
            done = done.compose(before -> insert(connection, item, attachment, bytes, hash(bytes)));
        }
        return done.compose(last -> items.get(connection, mailbox, item.id()));
    }

    private Future<String> insert(
            SqlConnection connection, Item item, NewAttachment attachment, Buffer bytes, String hash) {
        String id = ids.uuid();
        return connection
                .preparedQuery("INSERT INTO attachments (id, item, position, name, content_type, content_id, inline,"
                        + " modified, hash, size, is_item, content, content_location) VALUES (?, ?,"
                        + " (SELECT COALESCE(MAX(position), 0) + 1 FROM attachments WHERE item = ?),"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .execute(Tuple.tuple()
                        .addString(id)
                        .addLong(item.number())
                        .addLong(item.number())
                        .addString(attachment.name())
                        .addString(attachment.contentType())
                        .addString(attachment.contentId())
                        .addInteger(attachment.inline() ? 1 : 0)
                        .addLong(clock.instant().getEpochSecond())
                        .addString(hash)
                        .addLong((long) bytes.length())
                        .addInteger(attachment.item() == null ? 0 : 1)
                        .addValue(bytes.getBytes())
                        .addString(attachment.contentLocation()))
                .map(inserted -> id);
    }

    /** Gives one item, by its row, copies of all attachments of another. */
    static Future<Void> copy(SqlConnection connection, long from, long to, IdGenerator ids) {
        return connection
                .preparedQuery("SELECT id FROM attachments WHERE item = ?")
                .execute(Tuple.of(from))
                .compose(rows -> {
                    Future<Void> done = Future.succeededFuture();
                    for (Row row : rows) {
                        done = done.compose(before -> connection
                                .preparedQuery(
                                        "INSERT INTO attachments (id, item, position, name, content_type, content_id,"
                                                + " inline, modified, hash, size, is_item, content, content_location)"
                                                + " SELECT ?, ?, position, name, content_type, content_id, inline, modified, hash,"
                                                + " size, is_item, content, content_location FROM attachments WHERE id = ?")
                                .execute(Tuple.of(ids.uuid(), to, row.getString(0)))
                                .mapEmpty());
                    }
                    return done;
                });
    }

    private static String hash(Buffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Attachment attachment(Row row) {
        return new Attachment(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(8),
                row.getInteger(4) == 1,
                Instant.ofEpochSecond(row.getLong(5)),
                row.getLong(6),
                row.getInteger(7) == 1);
    }
}
