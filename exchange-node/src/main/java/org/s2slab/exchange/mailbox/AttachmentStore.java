package org.s2slab.exchange.mailbox;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemSerializer;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores the attachments of items in the transaction of the item. */
public record AttachmentStore(ItemStore items, IdGenerator ids, Clock clock) {
    /** The maximum size in bytes of an attached item in its stored form, equal to the maximum size of a request. */
    private static final int LARGEST_ITEM = 32 * 1024 * 1024;

    private static final RecordColumns<Attachment> COLUMNS = new RecordColumns<>(Attachment.class);
    private static final String SELECT = "SELECT " + COLUMNS.names() + " FROM attachments";
    private static final String INSERT = "INSERT INTO attachments (id, item, position, name, content_type, content_id,"
            + " inline, modified, hash, size, is_item, content, content_location, occurrence)";
    private static final String COPY =
            INSERT + " SELECT ?, ?, position, name, content_type, content_id, inline, modified,"
                    + " hash, size, is_item, content, content_location, COALESCE(?, occurrence) FROM attachments WHERE id = ?";

    /**
     * SQL: the attachments of an item. Until {@link #own} is called, an occurrence has the attachments of its series.
     */
    private static final String OF_ITEM = " WHERE item = ? AND occurrence IS NOT DISTINCT FROM"
            + " (SELECT original FROM series_changes WHERE item = ? AND original = ? AND attached = 1)";

    /** The attachments of an item, in the order in which they were attached. */
    public List<Attachment> of(ReadTransaction rx, Item item) {
        return rx.list(
                SELECT + OF_ITEM + " ORDER BY position",
                COLUMNS::read,
                item.number(),
                item.number(),
                item.originalSeconds());
    }

    /** Copies the attachments of a series to an exception. Does nothing if the exception has own attachments. */
    public void own(WriteTransaction tx, Item exception) {
        Long original = exception.originalSeconds();
        List<Attachment> inherited = of(tx, exception);
        int first = tx.execute(
                "UPDATE series_changes SET attached = 1 WHERE item = ? AND original = ? AND attached = 0",
                exception.number(),
                original);
        if (first > 0) {
            inherited.forEach(one -> tx.execute(COPY, ids.uuid(), exception.number(), original, one.id()));
        }
    }

    /** The id of the attachment that an item has at the position of the given one: the same id, or that of its copy. */
    public String counterpart(ReadTransaction rx, Item item, String id) {
        return required(rx.first(
                "SELECT id FROM attachments" + OF_ITEM
                        + " AND position = (SELECT position FROM attachments WHERE id = ?)",
                row -> row.text("id"),
                item.number(),
                item.number(),
                item.originalSeconds(),
                id));
    }

    /** An item with the content of all its attachments. */
    public ItemWithAttachments whole(ReadTransaction rx, Item item) {
        return new ItemWithAttachments(
                item.content(),
                of(rx, item).stream().map(one -> content(rx, one)).toList());
    }

    /** The item to which an attachment belongs. Fails with ATTACHMENT_UNKNOWN if the mailbox has no such attachment. */
    public Item parent(ReadTransaction rx, Mailbox mailbox, String id) {
        String parent = required(rx.first(
                "SELECT i.id FROM attachments a JOIN items i ON i.number = a.item WHERE a.id = ? AND i.mailbox = ?",
                row -> row.text("id"),
                id,
                mailbox.id()));
        return items.get(rx, mailbox, parent);
    }

    private static <T> T required(Optional<T> found) {
        return found.orElseThrow(() -> new MailboxException(Kind.ATTACHMENT_UNKNOWN));
    }

    /** An attachment by its key. */
    public Attachment get(ReadTransaction rx, String id) {
        return required(rx.first(SELECT + " WHERE id = ?", COLUMNS::read, id));
    }

    /** An attachment with its content. */
    public AttachmentWithContent content(ReadTransaction rx, Attachment attachment) {
        Buffer bytes = required(
                rx.first("SELECT content FROM attachments WHERE id = ?", row -> row.bytes("content"), attachment.id()));
        return new AttachmentWithContent(
                attachment.name(),
                attachment.contentType(),
                attachment.contentId(),
                attachment.inline(),
                attachment.isItem() ? null : bytes,
                attachment.isItem() ? ItemSerializer.read(bytes).orElseThrow() : null,
                attachment.contentLocation(),
                null);
    }

    /** Stores a new item with its attachments in a folder; see {@link ItemStore#create}. */
    public Item create(WriteTransaction tx, Mailbox mailbox, String folder, ItemWithAttachments whole) {
        return addAll(tx, mailbox, items.create(tx, mailbox, folder, whole.content()), whole.attachments());
    }

    /** Adds an attachment to an item. Fails with ITEM_UNCHANGEABLE in a folder that preserves items for eDiscovery. */
    public Attachment add(WriteTransaction tx, Item item, AttachmentWithContent attachment) {
        requireChangeable(tx, item);
        String id = insert(tx, item, attachment);
        touched(tx, item);
        return get(tx, id);
    }

    /** Adds an attachment to a deposit, or returns the existing attachment with this name and content. */
    Attachment complete(WriteTransaction tx, Item deposit, AttachmentWithContent attachment) {
        return tx.first(
                        SELECT + " WHERE item = ? AND name = ? AND hash = ?",
                        COLUMNS::read,
                        deposit.number(),
                        attachment.name(),
                        hash(attachment.bytes()))
                .orElseGet(() -> {
                    String id = insert(tx, deposit, attachment);
                    items.touch(tx, deposit);
                    return get(tx, id);
                });
    }

    /**
     * Replaces the attached item. Fails as {@link #add} does, and with ATTACHMENT_TOO_LARGE if the attachment would
     * become larger than a request: several calls could enlarge it.
     */
    public Item replace(WriteTransaction tx, Item item, Attachment attachment, AttachmentWithContent content) {
        Buffer bytes = content.bytes();
        Kind.ATTACHMENT_TOO_LARGE.throwIf(bytes.length() > Math.max(LARGEST_ITEM, attachment.size()));
        requireChangeable(tx, item);
        tx.execute(
                "UPDATE attachments SET content = ?, hash = ?, size = ?, modified = ? WHERE id = ?",
                bytes.getBytes(),
                hash(bytes),
                (long) bytes.length(),
                clock.instant().getEpochSecond(),
                attachment.id());
        tx.execute(
                "UPDATE items SET attachment_size = attachment_size + ? WHERE number = ?",
                bytes.length() - attachment.size(),
                item.number());
        return touched(tx, item);
    }

    /** Removes an attachment. Fails as {@link #add} does. */
    public Item remove(WriteTransaction tx, Item item, Attachment attachment) {
        requireChangeable(tx, item);
        tx.execute("DELETE FROM attachments WHERE id = ?", attachment.id());
        return touched(tx, item);
    }

    /** Gives an item a new change key. An occurrence has the change key of its series. */
    private Item touched(WriteTransaction tx, Item item) {
        return item.storeId().kind() == MailboxObjectId.Kind.OCCURRENCE
                ? items.touch(tx, SeriesStore.master(tx, item.number()))
                        .occurrence(item.storeId().original(), item.content())
                : items.touch(tx, item);
    }

    private void requireChangeable(WriteTransaction tx, Item item) {
        Kind.ITEM_UNCHANGEABLE.throwIf(item.isPreserved());
        items.keepOriginal(tx, item);
    }

    /** Replaces all attachments of an item. Fails as {@link #add} does. A protected mailbox keeps the original once. */
    public Item replaceAll(WriteTransaction tx, Mailbox mailbox, Item item, List<AttachmentWithContent> attachments) {
        List<Attachment> before = of(tx, item);
        if (!before.isEmpty() || !attachments.isEmpty()) {
            requireChangeable(tx, item);
            before.forEach(one -> tx.execute("DELETE FROM attachments WHERE id = ?", one.id()));
            touched(tx, item);
        }
        insertAll(tx, item, attachments);
        return items.get(tx, mailbox, item.id());
    }

    /** Adds attachments to a new item. */
    public Item addAll(WriteTransaction tx, Mailbox mailbox, Item item, List<AttachmentWithContent> attachments) {
        insertAll(tx, item, attachments);
        return attachments.isEmpty() ? item : items.get(tx, mailbox, item.id());
    }

    /** Adds attachments to an item whose original needs no (further) copy in Versions. */
    public void insertAll(WriteTransaction tx, Item item, List<AttachmentWithContent> attachments) {
        attachments.forEach(one -> insert(tx, item, one));
    }

    private String insert(WriteTransaction tx, Item item, AttachmentWithContent attachment) {
        String id = ids.uuid();
        Buffer bytes = attachment.bytes();
        tx.execute(
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
                item.originalSeconds());
        return id;
    }

    /** Copies all attachments of one item to another item, both given by their row numbers. */
    static void copy(WriteTransaction tx, long from, long to, IdGenerator ids) {
        tx.list("SELECT id FROM attachments WHERE item = ?", row -> row.text("id"), from)
                .forEach(id -> tx.execute(COPY, ids.uuid(), to, null, id));
    }

    private static String hash(Buffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
