package org.s2slab.exchange.mailbox;

import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.ConversationIdentifier;
import org.s2slab.exchange.content.FolderItemChange;
import org.s2slab.exchange.content.FolderItemChange.ChangeTrait;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.content.PropertyChangeNumberRecorder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts items to database rows and back. */
public final class ItemRowMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ItemRowMapper.class);

    static final String CONTENT_COLUMNS =
            "kind, class, subject, html, text, is_read, is_draft, associated, received, sent,"
                    + " starts, ends, properties";

    static final String SELECT =
            "SELECT " + CONTENT_COLUMNS + ", number, id, mailbox, folder, deposit, created, modified,"
                    + " size + attachment_size AS whole_size,"
                    + " (SELECT MIN(a.inline) FROM attachments a WHERE a.item = number AND a.occurrence IS NULL)"
                    + " AS all_inline, entered, change, content_change, depositor FROM items";

    static final String WITHOUT_BODY = SELECT.replace("html, text", "NULL AS html, '' AS text");

    /** The columns of {@link #of}: the content, and the values that searches use. */
    private static final String WRITTEN = CONTENT_COLUMNS + ", sender, recipients, message_id, size, conversation";

    /**
     * Parameters: {@link #WRITTEN}, id, mailbox, folder, deposit, depositor, created, modified, placed, entered and
     * change.
     */
    static final String NEW = "INSERT INTO items (" + WRITTEN
            + ", id, mailbox, folder, deposit, depositor, created, modified, placed, entered, change)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Parameters: id, mailbox, folder, created, modified, placed, entered, change, number of the row to copy. */
    static final String COPY = "INSERT INTO items (" + WRITTEN
            + ", id, mailbox, folder, created, modified, placed, entered, change) SELECT " + WRITTEN
            + ", ?, ?, ?, ?, ?, ?, ?, ? FROM items WHERE number = ? RETURNING number";

    /**
     * Parameters: the {@link #WRITTEN} columns, modified, change, 1 if only the read flag changed, the change again,
     * {@link PropertyChangeNumberRecorder}, row number.
     */
    static final String CHANGE = "UPDATE items SET (" + WRITTEN + ", modified, change)"
            + " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?),"
            + " content_change = CASE WHEN ? = 1 THEN content_change ELSE ? END,"
            + " changed = json_patch(COALESCE(changed, '{}'), ?) WHERE number = ?";

    /** The values of {@link #CONTENT_COLUMNS}, then sender, recipients, message_id, size and conversation. */
    static List<@Nullable Object> of(ItemContent content) {
        String properties = PropertyValueCodec.json(content.values());
        return new ArrayList<>(Arrays.asList(
                content.kind().name(),
                content.itemClass(),
                content.subject(),
                content.html(),
                content.text(),
                content.read() ? 1 : 0,
                content.draft() ? 1 : 0,
                content.isAssociated() ? 1 : 0,
                seconds(content.received()),
                seconds(content.sent()),
                seconds(content.starts()),
                seconds(content.ends()),
                properties,
                content.sender(),
                MailPerson.recipients(content),
                content.internetMessageId(),
                size(content, properties),
                ConversationIdentifier.stored(content)));
    }

    /** The values of {@link #of}, followed by more values. */
    static @Nullable Object[] with(ItemContent content, @Nullable Object... more) {
        List<@Nullable Object> values = of(content);
        Collections.addAll(values, more);
        return values.toArray();
    }

    /** The size of an item's texts in bytes; {@code others} are the stored property values. */
    private static long size(ItemContent content, String others) {
        String html = content.html();
        return Stream.of(content.subject(), html == null ? content.text() : html, others)
                .mapToLong(part -> part.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Inserts a new item with {@link #NEW}. */
    static void insert(
            WriteTransaction tx,
            ItemContent content,
            String id,
            String mailbox,
            String folder,
            @Nullable String deposit,
            @Nullable String depositor,
            long now,
            long change) {
        tx.execute(NEW, with(content, id, mailbox, folder, deposit, depositor, now, now, now, change, change));
    }

    private ItemRowMapper() {}

    /** The change of an item in a row, compared with an earlier change number. */
    static FolderItemChange change(ResultRow row, long since) {
        Item item = item(row);
        boolean isNew = item.history().entered() > since;
        boolean more = row.integer("content_change") > since;
        return new FolderItemChange(
                item.history().change(),
                item.id(),
                item,
                Switches.<ChangeTrait>of()
                        .with(ChangeTrait.NEW, isNew)
                        .with(ChangeTrait.READ_FLAG_ONLY, !isNew && !more));
    }

    /** The readable items with these row numbers, in no particular order. */
    public static List<Item> numbered(ReadTransaction rx, List<Long> numbers) {
        return readable(
                rx,
                SELECT + " WHERE number IN (SELECT CAST(value AS BIGINT) FROM json_each(?))",
                new JsonArray(numbers).encode());
    }

    /**
     * The items that a query returns, in the order of the query. Logs and skips an unreadable row, so that the other
     * items of the view stay readable.
     */
    static List<Item> readable(ReadTransaction rx, String query, Object... values) {
        return rx.list(query, ItemRowMapper::readable, values).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Item> readable(ResultRow row) {
        try {
            return Optional.of(item(row));
        } catch (RuntimeException e) {
            LOG.error("The item with the number {} cannot be read", row.integer("number"), e);
            return Optional.empty();
        }
    }

    /** The item with a number. Fails with ITEM_UNKNOWN where it was removed after an earlier transaction read it. */
    static Item byNumber(ReadTransaction rx, long number) {
        return rx.first(SELECT + " WHERE number = ?", ItemRowMapper::item, number)
                .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNKNOWN));
    }

    static Item item(ResultRow row) {
        return new Item(
                row.integer("number"),
                row.text("id"),
                row.text("mailbox"),
                row.text("folder"),
                content(row),
                row.optionalText("deposit"),
                new Item.History(
                        Instant.ofEpochSecond(row.integer("created")),
                        Instant.ofEpochSecond(row.integer("modified")),
                        row.integer("entered"),
                        row.integer("change")),
                row.integer("whole_size"),
                ChangedOccurrence.Attached.of(row.optionalInteger("all_inline")),
                row.optionalText("depositor"));
    }

    private static ItemContent content(ResultRow row) {
        return new ItemContent(
                ItemKind.valueOf(row.text("kind")),
                row.text("class"),
                row.text("subject"),
                new ItemContent.Body(row.optionalText("html"), row.text("text")),
                Switches.<ItemFlag>of()
                        .with(ItemFlag.READ, row.integer("is_read") == 1)
                        .with(ItemFlag.DRAFT, row.integer("is_draft") == 1)
                        .with(ItemFlag.ASSOCIATED, row.integer("associated") == 1),
                new ItemContent.Times(
                        row.moment("received"), row.moment("sent"), row.moment("starts"), row.moment("ends")),
                PropertyValueCodec.read(row.text("properties")));
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
