package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.s2slab.trace.Ids;

/** Many items put into a folder at once, each kept once by its Internet message id, as {@link ItemStore#deposit} does it. */
public final class Deposits {
    private final Ids ids;
    private final Clock clock;

    public Deposits(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** An item that lies in the folder now, whether it was put there this time or before. */
    public record Deposit(ItemKind kind, StoreId id, String changeKey) {}

    /**
     * Puts them into a folder of a mailbox; each of them as it lies there, in their order.
     *
     * @param contents each with an Internet message id
     */
    public Future<List<Deposit>> put(
            SqlConnection connection, Mailbox mailbox, String folder, List<ItemContent> contents) {
        Map<String, ItemContent> wanted = new LinkedHashMap<>();
        contents.forEach(content -> wanted.putIfAbsent(identity(content), content));
        return known(connection, mailbox, folder, wanted).compose(known -> {
            List<String> missing = wanted.keySet().stream()
                    .filter(identity -> !known.containsKey(identity))
                    .toList();
            return (missing.isEmpty()
                            ? Future.succeededFuture()
                            : insert(connection, mailbox, folder, missing, wanted, known))
                    .map(done -> contents.stream()
                            .map(content -> Objects.requireNonNull(known.get(identity(content))))
                            .toList());
        });
    }

    private static String identity(ItemContent content) {
        return Objects.requireNonNull(content.internetMessageId(), "a deposit has an Internet message id");
    }

    private static Future<Map<String, Deposit>> known(
            SqlConnection connection, Mailbox mailbox, String folder, Map<String, ItemContent> wanted) {
        return connection
                .preparedQuery("SELECT deposit, kind, id, change FROM items WHERE mailbox = ? AND folder = ?"
                        + " AND deposit IN (SELECT value FROM json_each(?))")
                .execute(Tuple.of(mailbox.id(), folder, new JsonArray(List.copyOf(wanted.keySet())).encode()))
                .map(rows -> {
                    Map<String, Deposit> known = new HashMap<>();
                    rows.forEach(row -> known.put(
                            row.getString(0),
                            deposit(mailbox, ItemKind.valueOf(row.getString(1)), row.getString(2), row.getLong(3))));
                    return known;
                });
    }

    private Future<?> insert(
            SqlConnection connection,
            Mailbox mailbox,
            String folder,
            List<String> missing,
            Map<String, ItemContent> wanted,
            Map<String, Deposit> known) {
        long now = clock.instant().getEpochSecond();
        return MailboxChanges.next(connection, mailbox.id(), missing.size()).compose(last -> {
            long change = last - missing.size();
            // Ids beside each other, as each index page that is written costs more than what is written on it.
            UUID first = UUID.fromString(ids.uuid());
            List<Tuple> rows = new ArrayList<>();
            for (String identity : missing) {
                ItemContent content = Objects.requireNonNull(wanted.get(identity));
                String id = new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + rows.size())
                        .toString();
                change++;
                rows.add(ItemRows.ofNew(content, id, mailbox.id(), folder, identity, now, change));
                known.put(identity, deposit(mailbox, content.kind(), id, change));
            }
            return connection.preparedQuery(ItemRows.NEW).executeBatch(rows);
        });
    }

    private static Deposit deposit(Mailbox mailbox, ItemKind kind, String id, long change) {
        return new Deposit(kind, new StoreId(StoreId.Kind.ITEM, mailbox.id(), id), ChangeKey.of(change));
    }
}
