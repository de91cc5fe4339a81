package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.TraceParent;

/** Stores the state of each user's unified contact store, and the cached copies of lists that are in Exchange. */
public record UcsStore(Database database) {
    private static final String SELECT = "SELECT user_id, store, attempts, last_attempt, last_error, allowed_since,"
            + " rolled_back FROM ucs_users ";

    /** A cached copy of a list that is in Exchange. */
    record CachedList(Instant asOf, ContactList list) {}

    Future<UcsState> of(String userId) {
        return database.first(SELECT + "WHERE user_id = ?", UcsStore::read, userId)
                .map(found -> found.orElseGet(() -> UcsState.untouched(userId)));
    }

    private static UcsState read(Row row) {
        return new UcsState(
                row.getString("user_id"),
                UcsState.Store.valueOf(row.getString("store").toUpperCase(Locale.ROOT)),
                row.getInteger("attempts"),
                Rows.moment(row, "last_attempt"),
                row.getString("last_error"),
                Rows.moment(row, "allowed_since"),
                Rows.moment(row, "rolled_back"));
    }

    /** Stores the time since which the user's policy has allowed the migration; null when it does not. */
    Future<Void> allowedSince(String userId, @Nullable Instant moment) {
        return database.execute(
                "INSERT INTO ucs_users (user_id, store, attempts, allowed_since)"
                        + " VALUES (?, 'lync', 0, ?) ON CONFLICT (user_id) DO UPDATE"
                        + " SET allowed_since = excluded.allowed_since",
                Tuple.of(userId, moment == null ? null : moment.getEpochSecond()));
    }

    /** Stores the begin of a migration and the request that caused it, before the first call to Exchange. */
    Future<Void> attemptBegins(String userId, Instant now, TraceParent cause) {
        return database.execute(
                "INSERT INTO ucs_users (user_id, store, attempts, last_attempt, cause)"
                        + " VALUES (?, 'migrating', 1, ?, ?) ON CONFLICT (user_id) DO UPDATE SET store = 'migrating',"
                        + " attempts = ucs_users.attempts + 1, last_attempt = excluded.last_attempt, last_error = NULL,"
                        + " cause = excluded.cause",
                Tuple.of(userId, now.getEpochSecond(), cause.header()));
    }

    /** The request whose migration or rollback has not ended; null when there is none or it is unknown. */
    Future<@Nullable TraceParent> unfinished(String userId) {
        return database.query("SELECT cause FROM ucs_users WHERE user_id = ?", userId)
                .map(rows -> rows.size() == 0
                        ? null
                        : TraceParent.stored(rows.iterator().next().getString("cause")));
    }

    Future<Void> attemptFailed(String userId, String reason) {
        return database.execute("UPDATE ucs_users SET last_error = ? WHERE user_id = ?", reason, userId);
    }

    /** The entries that Lync has added, or may have added, to the user's list in Exchange. */
    Future<Set<String>> handedOut(String userId) {
        return database.list(
                        "SELECT entry FROM ucs_handed_out WHERE user_id = ?", row -> row.getString("entry"), userId)
                .map(HashSet::new);
    }

    /** Adds to the entries of Lync, before the first of them is sent to Exchange. */
    Future<Void> handOut(String userId, Set<String> entries) {
        return database.transaction(connection -> handOut(connection, userId, entries));
    }

    private static Future<Void> handOut(SqlConnection connection, String userId, Set<String> entries) {
        List<Tuple> rows = new ArrayList<>();
        entries.stream().sorted().forEach(entry -> rows.add(Tuple.of(userId, entry)));
        return Rows.batch(
                connection,
                "INSERT INTO ucs_handed_out (user_id, entry) VALUES (?, ?) ON CONFLICT (user_id, entry) DO NOTHING",
                rows);
    }

    /**
     * Completes a migration after Exchange has confirmed everything: the list is in Exchange, with a cached copy in
     * Lync. Fails with CONFLICT when Lync's list has changed since.
     *
     * @param moved Lync's list as it was moved
     * @param confirmed the list as Exchange has it
     * @param leftOut what was not moved and why, or null
     */
    Future<Void> handOver(
            String userId, ContactList moved, ContactList confirmed, @Nullable String leftOut, Instant now) {
        return database.transaction(connection -> ContactListStore.read(connection, userId)
                .compose(list -> list.equals(moved)
                        ? ContactListStore.erase(connection, userId)
                        : Future.failedFuture(Refusal.conflict(
                                "the contact list was changed while it was being moved; the next sign-in moves it")))
                .compose(done -> forgetHandedOut(connection, userId))
                .compose(done -> copy(connection, userId, confirmed, now))
                .compose(done -> Rows.query(
                        connection,
                        "UPDATE ucs_users SET store = 'exchange', last_error = ?, rolled_back = NULL,"
                                + " cause = NULL WHERE user_id = ?",
                        Tuple.of(leftOut, userId)))
                .mapEmpty());
    }

    /** Completes a rollback: the list is in Lync; {@code left} are Lync's entries still to be removed from Exchange. */
    Future<Void> takeBack(String userId, ContactList list, Set<String> left, Instant now, TraceParent cause) {
        return database.transaction(connection -> ContactListStore.write(connection, userId, list)
                .compose(done -> handOut(connection, userId, left))
                .compose(done -> Rows.query(connection, "DELETE FROM ucs_cached_lists WHERE user_id = ?", userId))
                .compose(done -> Rows.query(
                        connection,
                        "UPDATE ucs_users SET store = 'lync', rolled_back = ?, last_error = NULL,"
                                + " cause = ? WHERE user_id = ?",
                        Tuple.of(now.getEpochSecond(), left.isEmpty() ? null : cause.header(), userId)))
                .mapEmpty());
    }

    /** Records that the user's list in Exchange contains no entries of Lync. */
    Future<Void> cleanedUp(String userId) {
        return database.transaction(connection -> forgetHandedOut(connection, userId)
                .compose(forgotten ->
                        Rows.query(connection, "UPDATE ucs_users SET cause = NULL WHERE user_id = ?", userId))
                .mapEmpty());
    }

    private static Future<Void> forgetHandedOut(SqlConnection connection, String userId) {
        return Rows.execute(connection, "DELETE FROM ucs_handed_out WHERE user_id = ?", userId);
    }

    /** Caches a response of Exchange, as long as the list is in Exchange. */
    Future<Void> keepCopy(String userId, ContactList list, Instant now) {
        return database.transaction(connection -> Rows.query(
                        connection, "SELECT store FROM ucs_users WHERE user_id = ? AND store = 'exchange'", userId)
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture() : copy(connection, userId, list, now)));
    }

    private static Future<Void> copy(SqlConnection connection, String userId, ContactList list, Instant now) {
        return Rows.execute(
                connection,
                "INSERT INTO ucs_cached_lists (user_id, as_of, list) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET as_of = excluded.as_of, list = excluded.list",
                Tuple.of(
                        userId,
                        now.getEpochSecond(),
                        ContactListJson.write(list).encode()));
    }

    Future<Optional<CachedList>> copyOf(String userId) {
        return database.first(
                "SELECT as_of, list FROM ucs_cached_lists WHERE user_id = ?",
                row -> new CachedList(
                        Instant.ofEpochSecond(row.getLong("as_of")),
                        ContactListJson.read(new JsonObject(row.getString("list")))),
                userId);
    }
}
