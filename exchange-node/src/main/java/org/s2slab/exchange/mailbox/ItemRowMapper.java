package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ChangedProperties;
import org.s2slab.exchange.content.ConversationKey;
import org.s2slab.exchange.content.ElementJson;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemChange;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MapiView;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Items as rows. */
public final class ItemRowMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ItemRowMapper.class);

    static final String CONTENT_COLUMNS =
            "kind, class, subject, html, text, is_read, is_draft, associated, received, sent,"
                    + " starts, ends, properties";

    static final String SELECT =
            "SELECT " + CONTENT_COLUMNS + ", number, id, mailbox, folder, deposit, created, modified,"
                    + " size + attachment_size,"
                    + " (SELECT MIN(a.inline) FROM attachments a WHERE a.item = number AND a.occurrence IS NULL), entered, change,"
                    + " content_change, depositor FROM items";

    private static final String NUMBERED = SELECT + " WHERE number IN (SELECT value FROM json_each(?))";

    static final String WITHOUT_BODY = SELECT.replace("html, text", "NULL, ''");

    /** What {@link #of} gives: the content, and the values that searches use. */
    private static final String WRITTEN = CONTENT_COLUMNS + ", sender, recipients, message_id, size, conversation";

    /** After what is {@link #WRITTEN}: id, mailbox, folder, deposit, depositor, created, modified, placed, entered, change. */
    static final String NEW = "INSERT INTO items (" + WRITTEN
            + ", id, mailbox, folder, deposit, depositor, created, modified, placed, entered, change)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Id, mailbox, folder, created, modified, placed, entered, change; then the number of the row that is copied. */
    static final String COPY = "INSERT INTO items (" + WRITTEN
            + ", id, mailbox, folder, created, modified, placed, entered, change) SELECT " + WRITTEN
            + ", ?, ?, ?, ?, ?, ?, ?, ? FROM items WHERE number = ? RETURNING number";

    /**
     * After what is {@link #WRITTEN}: modified, change; whether it was a flag only, the change, {@link ChangedProperties},
     * the row's number.
     */
    static final String CHANGE = "UPDATE items SET (" + WRITTEN + ", modified, change)"
            + " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?),"
            + " content_change = CASE WHEN ? = 1 THEN content_change ELSE ? END,"
            + " changed = json_patch(COALESCE(changed, '{}'), ?) WHERE number = ?";

    /** After what is {@link #WRITTEN}: the row's number. It is no change that anybody is told of. */
    static final String REWRITE = "UPDATE items SET (" + WRITTEN + ")"
            + " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE number = ?";

    /** The values of {@link #CONTENT_COLUMNS}, then sender, recipients, message_id, size and conversation. */
    static Tuple of(ItemContent content) {
        String properties = PropertyValue.json(content.values());
        return Tuple.tuple()
                .addString(content.kind().name())
                .addString(content.itemClass())
                .addString(content.subject())
                .addString(content.html())
                .addString(content.text())
                .addInteger(content.read() ? 1 : 0)
                .addInteger(content.draft() ? 1 : 0)
                .addInteger(content.associated() ? 1 : 0)
                .addLong(seconds(content.received()))
                .addLong(seconds(content.sent()))
                .addLong(seconds(content.starts()))
                .addLong(seconds(content.ends()))
                .addString(properties)
                .addString(content.sender())
                .addString(content.recipients())
                .addString(content.internetMessageId())
                .addLong(size(content, properties))
                .addString(ConversationKey.stored(content));
    }

    /** Bytes of the texts that an item is made of; {@code others} are the values as they are stored. */
    private static long size(ItemContent content, String others) {
        String html = content.html();
        return Stream.of(content.subject(), html == null ? content.text() : html, others)
                .mapToLong(part -> part.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** The values of {@link #NEW}. */
    static Tuple ofNew(
            ItemContent content,
            String id,
            String mailbox,
            String folder,
            @Nullable String deposit,
            @Nullable String depositor,
            long now,
            long change) {
        return of(content)
                .addString(id)
                .addString(mailbox)
                .addString(folder)
                .addString(deposit)
                .addString(depositor)
                .addLong(now)
                .addLong(now)
                .addLong(now)
                .addLong(change)
                .addLong(change);
    }

    private ItemRowMapper() {}

    /** What happened to the item of a row since a change. */
    static ItemChange change(Row row, long since) {
        Item item = item(row);
        boolean isNew = item.entered() > since;
        boolean more = row.getLong("content_change") > since;
        return new ItemChange(item.change(), item.id(), item, isNew, !isNew && !more);
    }

    /** The items of these rows that can be read, in no particular order. */
    public static Future<List<Item>> numbered(SqlClient client, List<Long> numbers) {
        return readable(client, NUMBERED, new JsonArray(numbers).encode());
    }

    /** The items of these rows that can be read, in no particular order. */
    public static List<Item> numbered(ReadTransaction rx, List<Long> numbers) {
        String encoded = new JsonArray(numbers).encode();
        return rx.call(connection -> Rows.query(connection, NUMBERED, encoded)).stream()
                .flatMap(row -> readable(row).stream())
                .toList();
    }

    /**
     * The items of a query, in its order. A row that cannot be read is logged and left out: it costs its item, not the view.
     * A thread of the worker pool reads them.
     */
    static Future<List<Item>> readable(SqlClient client, String query, Object... values) {
        return Rows.query(client, query, values)
                .compose(rows -> WorkSequence.aside(() ->
                        rows.stream().flatMap(row -> readable(row).stream()).toList()));
    }

    private static Optional<Item> readable(Row row) {
        try {
            return Optional.of(item(row));
        } catch (RuntimeException e) {
            LOG.error("The item with the number {} cannot be read", row.getLong("number"), e);
            return Optional.empty();
        }
    }

    static Future<Item> byNumber(SqlClient client, long number) {
        return client.preparedQuery(SELECT + " WHERE number = ?")
                .execute(Tuple.of(number))
                .map(rows -> item(rows.iterator().next()));
    }

    static Item item(Row row) {
        int at = 13;
        return new Item(
                row.getLong(at),
                row.getString(at + 1),
                row.getString(at + 2),
                row.getString(at + 3),
                content(row),
                row.getString(at + 4),
                Instant.ofEpochSecond(row.getLong(at + 5)),
                Instant.ofEpochSecond(row.getLong(at + 6)),
                row.getLong(at + 7),
                row.getInteger(at + 8) != null,
                Objects.equals(row.getInteger(at + 8), 0),
                row.getLong(at + 9),
                row.getLong(at + 10),
                row.getString(at + 12));
    }

    private static ItemContent content(Row row) {
        String properties = row.getString(12);
        boolean isOld = properties.startsWith("[");
        ItemContent content = new ItemContent(
                ItemKind.valueOf(row.getString(0)),
                row.getString(1),
                row.getString(2),
                new ItemContent.Body(row.getString(3), row.getString(4)),
                new ItemContent.Flags(row.getInteger(5) == 1, row.getInteger(6) == 1, row.getInteger(7) == 1),
                new ItemContent.Times(
                        instant(row.getLong(8)),
                        instant(row.getLong(9)),
                        instant(row.getLong(10)),
                        instant(row.getLong(11))),
                isOld ? Map.of() : PropertyValue.read(properties));
        return isOld ? MapiView.withAll(content, ElementJson.read(properties)) : content;
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static @Nullable Instant instant(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
