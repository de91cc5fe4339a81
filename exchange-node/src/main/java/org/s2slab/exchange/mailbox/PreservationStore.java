package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;

/** What keeps items from being purged: kept searches with their holds, and each mailbox's retention. Read from memory. */
public final class PreservationStore {
    private final Database database;
    private volatile List<MailboxSearch> searches = List.of();
    private volatile Map<String, RetentionSettings> retention = Map.of();

    public PreservationStore(Database database) {
        this.database = database;
    }

    public Future<Void> load() {
        return readSearches(database.pool())
                .compose(found -> readRetention(database.pool()).map(settings -> {
                    searches = found;
                    retention = settings;
                    return null;
                }));
    }

    private static Future<Map<String, RetentionSettings>> readRetention(SqlClient client) {
        return client.query("SELECT mailbox, litigation, single_item, retain FROM mailbox_retention")
                .execute()
                .map(rows -> {
                    Map<String, RetentionSettings> all = new HashMap<>();
                    rows.forEach(row -> all.put(row.getString(0), retention(row)));
                    return Map.copyOf(all);
                });
    }

    /** All kept searches, sorted by name. */
    public List<MailboxSearch> searches() {
        return searches;
    }

    /** By name, without case. */
    public Optional<MailboxSearch> search(String name) {
        return searches.stream()
                .filter(search -> search.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** The In-Place Holds on a mailbox. */
    public List<MailboxSearch> holdsOn(String mailbox) {
        return searches.stream().filter(search -> search.holds(mailbox)).toList();
    }

    public RetentionSettings retentionOf(String mailbox) {
        return retention.getOrDefault(mailbox, RetentionSettings.DEFAULT);
    }

    /** As {@link #holdsOn(String)}, as the transaction sees it. */
    public Future<List<MailboxSearch>> holdsOn(SqlConnection connection, String mailbox) {
        return readSearches(connection)
                .map(all -> all.stream().filter(search -> search.holds(mailbox)).toList());
    }

    /** As {@link #retentionOf(String)}, as the transaction sees it. */
    public Future<RetentionSettings> retentionOf(SqlConnection connection, String mailbox) {
        return readRetention(connection).map(all -> all.getOrDefault(mailbox, RetentionSettings.DEFAULT));
    }

    /** Writes a search; one of that name is replaced. */
    public Future<Void> put(MailboxSearch search) {
        String key = NameKey.trimmed(search.name());
        Duration period = search.period();
        Tuple row = Tuple.tuple()
                .addString(key)
                .addString(search.name())
                .addString(search.query())
                .addInteger(search.hold() ? 1 : 0)
                .addString(search.holdId())
                .addLong(period == null ? null : period.toSeconds())
                .addLong(search.created().getEpochSecond());
        List<Tuple> sources = search.mailboxes().stream()
                .distinct()
                .map(mailbox -> Tuple.of(key, mailbox))
                .toList();
        return database.pool()
                .withTransaction(connection -> delete(connection, key)
                        .compose(deleted -> connection
                                .preparedQuery(
                                        "INSERT INTO mailbox_searches (name_key, name, query, hold, hold_id, period,"
                                                + " created) VALUES (?, ?, ?, ?, ?, ?, ?)")
                                .execute(row))
                        .compose(inserted -> sources.isEmpty()
                                ? Future.succeededFuture()
                                : connection
                                        .preparedQuery(
                                                "INSERT INTO mailbox_search_sources (search, mailbox) VALUES (?, ?)")
                                        .executeBatch(sources)
                                        .mapEmpty()))
                .compose(done -> load());
    }

    /** Forgets a search and with it its hold. */
    public Future<Void> remove(MailboxSearch search) {
        return database.pool()
                .withTransaction(connection -> delete(connection, NameKey.trimmed(search.name())))
                .compose(done -> load());
    }

    public Future<Void> setRetention(String mailbox, RetentionSettings wanted) {
        return database.pool()
                .preparedQuery("INSERT INTO mailbox_retention (mailbox, litigation, single_item, retain)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox) DO UPDATE SET litigation = excluded.litigation,"
                        + " single_item = excluded.single_item, retain = excluded.retain")
                .execute(Tuple.of(
                        mailbox,
                        wanted.litigationHold() ? 1 : 0,
                        wanted.singleItemRecovery() ? 1 : 0,
                        wanted.retain().toSeconds()))
                .compose(done -> load());
    }

    /** Whether a hold or single item recovery protects a mailbox, as the transaction sees it. */
    static Future<Boolean> protects(SqlConnection connection, String mailbox) {
        return connection
                .preparedQuery("SELECT EXISTS (SELECT 1 FROM mailbox_retention WHERE mailbox = ?"
                        + " AND (litigation = 1 OR single_item = 1)) OR EXISTS (SELECT 1 FROM mailbox_search_sources s"
                        + " JOIN mailbox_searches m ON m.name_key = s.search WHERE s.mailbox = ? AND m.hold = 1)")
                .execute(Tuple.of(mailbox, mailbox))
                .map(rows -> rows.iterator().next().getInteger(0) == 1);
    }

    private static Future<Void> delete(SqlConnection connection, String key) {
        return connection
                .preparedQuery("DELETE FROM mailbox_searches WHERE name_key = ?")
                .execute(Tuple.of(key))
                .mapEmpty();
    }

    private static Future<List<MailboxSearch>> readSearches(SqlClient client) {
        return client.query("SELECT search, mailbox FROM mailbox_search_sources ORDER BY search, mailbox")
                .execute()
                .compose(sources -> {
                    Map<String, List<String>> mailboxes = Rows.grouped(sources);
                    return client.query("SELECT name_key, name, query, hold, hold_id, period, created"
                                    + " FROM mailbox_searches")
                            .execute()
                            .map(rows -> rows.stream()
                                    .map(row -> search(row, mailboxes.getOrDefault(row.getString(0), List.of())))
                                    .sorted(Comparator.comparing(MailboxSearch::name))
                                    .toList());
                });
    }

    private static MailboxSearch search(Row row, List<String> mailboxes) {
        return new MailboxSearch(
                row.getString(1),
                row.getString(2),
                mailboxes,
                row.getInteger(3) == 1,
                period(row.getLong(5)),
                row.getString(4),
                Instant.ofEpochSecond(row.getLong(6)));
    }

    private static @Nullable Duration period(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static RetentionSettings retention(Row row) {
        return new RetentionSettings(
                row.getInteger(1) == 1, row.getInteger(2) == 1, Duration.ofSeconds(row.getLong(3)));
    }
}
