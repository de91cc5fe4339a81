package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/** Stores the state of each user's unified contact store, and the cached copies of lists that are in Exchange. */
public record UcsStore(Database database) {
    private static final String SELECT = "SELECT user_id, store, attempts, last_attempt, last_error, allowed_since,"
            + " rolled_back FROM ucs_users ";

    /** A cached copy of a list that is in Exchange. */
    record CachedList(Instant asOf, ContactList list) {}

    Future<UcsState> of(String userId) {
        return database.read(rx -> rx.first(SELECT + "WHERE user_id = ?", UcsStore::read, userId)
                .orElseGet(() -> UcsState.untouched(userId)));
    }

    private static UcsState read(ResultRow row) {
        return new UcsState(
                row.text("user_id"),
                UcsState.Store.valueOf(row.text("store").toUpperCase(Locale.ROOT)),
                (int) row.integer("attempts"),
                row.moment("last_attempt"),
                row.optionalText("last_error"),
                row.moment("allowed_since"),
                row.moment("rolled_back"));
    }

    /**
     * Stores the time since which the user's policy has allowed the migration. The time is null if the policy does not
     * allow the migration.
     */
    Future<Void> allowedSince(String userId, @Nullable Instant moment) {
        return database.change(tx -> tx.execute(
                "INSERT INTO ucs_users (user_id, store, attempts, allowed_since)"
                        + " VALUES (?, 'lync', 0, ?) ON CONFLICT (user_id) DO UPDATE"
                        + " SET allowed_since = excluded.allowed_since",
                userId,
                moment == null ? null : moment.getEpochSecond()));
    }

    /** Stores the start of a migration and the request that caused it, before the first call to Exchange. */
    Future<Void> attemptBegins(String userId, Instant now, TraceParent cause) {
        return database.change(tx -> tx.execute(
                "INSERT INTO ucs_users (user_id, store, attempts, last_attempt, cause)"
                        + " VALUES (?, 'migrating', 1, ?, ?) ON CONFLICT (user_id) DO UPDATE SET store = 'migrating',"
                        + " attempts = ucs_users.attempts + 1, last_attempt = excluded.last_attempt, last_error = NULL,"
                        + " cause = excluded.cause",
                userId,
                now.getEpochSecond(),
                cause.header()));
    }

    /** The request that caused an unfinished migration or rollback; null if there is none or it is unknown. */
    Future<@Nullable TraceParent> unfinished(String userId) {
        return database.read(
                rx -> rx
                        .list("SELECT cause FROM ucs_users WHERE user_id = ?", row -> row.optionalText("cause"), userId)
                        .stream()
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(TraceParent::stored)
                        .orElse(null));
    }

    Future<Void> attemptFailed(String userId, String reason) {
        return database.change(
                tx -> tx.execute("UPDATE ucs_users SET last_error = ? WHERE user_id = ?", reason, userId));
    }

    /** The entries that Lync has added, or may have added, to the user's list in Exchange. */
    Future<Set<String>> handedOut(String userId) {
        return database.read(rx -> new HashSet<>(
                rx.list("SELECT entry FROM ucs_handed_out WHERE user_id = ?", row -> row.text("entry"), userId)));
    }

    /** Stores further entries that Lync adds, before the first of them is sent to Exchange. */
    Future<Void> handOut(String userId, Set<String> entries) {
        return database.change(tx -> handOut(tx, userId, entries));
    }

    private static void handOut(WriteTransaction tx, String userId, Set<String> entries) {
        entries.stream()
                .sorted()
                .forEach(entry -> tx.execute(
                        "INSERT INTO ucs_handed_out (user_id, entry) VALUES (?, ?)"
                                + " ON CONFLICT (user_id, entry) DO NOTHING",
                        userId,
                        entry));
    }

    /**
     * Completes a migration after Exchange has confirmed everything: the list is in Exchange, with a cached copy in
     * Lync. Fails with CONFLICT if Lync's list was changed in the meantime.
     *
     * @param moved Lync's list that was moved
     * @param confirmed the list as Exchange has it
     * @param leftOut the entries that were not moved and why, or null
     */
    Future<Void> handOver(
            String userId, ContactList moved, ContactList confirmed, @Nullable String leftOut, Instant now) {
        return database.change(tx -> {
            ContactListStore.lock(tx, userId);
            if (!ContactListStore.read(tx, userId).equals(moved)) {
                throw Refusal.conflict(
                        "the contact list was changed while it was being moved; the next sign-in moves it");
            }
            ContactListStore.erase(tx, userId);
            forgetHandedOut(tx, userId);
            copy(tx, userId, confirmed, now);
            tx.execute(
                    "UPDATE ucs_users SET store = 'exchange', last_error = ?, rolled_back = NULL,"
                            + " cause = NULL WHERE user_id = ?",
                    leftOut,
                    userId);
        });
    }

    /** Completes a rollback. {@code left} are Lync's entries that must still be removed from Exchange. */
    Future<Void> takeBack(String userId, ContactList list, Set<String> left, Instant now, TraceParent cause) {
        return database.change(tx -> {
            ContactListStore.write(tx, userId, list);
            handOut(tx, userId, left);
            tx.execute("DELETE FROM ucs_cached_lists WHERE user_id = ?", userId);
            tx.execute(
                    "UPDATE ucs_users SET store = 'lync', rolled_back = ?, last_error = NULL,"
                            + " cause = ? WHERE user_id = ?",
                    now.getEpochSecond(),
                    left.isEmpty() ? null : cause.header(),
                    userId);
        });
    }

    /** Records that the user's list in Exchange contains no entries of Lync. */
    Future<Void> cleanedUp(String userId) {
        return database.change(tx -> {
            forgetHandedOut(tx, userId);
            tx.execute("UPDATE ucs_users SET cause = NULL WHERE user_id = ?", userId);
        });
    }

    private static void forgetHandedOut(WriteTransaction tx, String userId) {
        tx.execute("DELETE FROM ucs_handed_out WHERE user_id = ?", userId);
    }

    /** Caches a response of Exchange if the list is in Exchange. */
    Future<Void> keepCopy(String userId, ContactList list, Instant now) {
        return database.change(tx -> {
            if (tx.number("SELECT COUNT(*) AS number FROM ucs_users WHERE user_id = ? AND store = 'exchange'", userId)
                    == 1) {
                copy(tx, userId, list, now);
            }
        });
    }

    private static void copy(WriteTransaction tx, String userId, ContactList list, Instant now) {
        tx.execute(
                "INSERT INTO ucs_cached_lists (user_id, as_of, list) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET as_of = excluded.as_of, list = excluded.list",
                userId,
                now.getEpochSecond(),
                ContactListJson.write(list).encode());
    }

    Future<Optional<CachedList>> copyOf(String userId) {
        return database.read(rx -> rx.first(
                "SELECT as_of, list FROM ucs_cached_lists WHERE user_id = ?",
                row -> new CachedList(
                        Instant.ofEpochSecond(row.integer("as_of")),
                        ContactListJson.read(new JsonObject(row.text("list")))),
                userId));
    }
}
