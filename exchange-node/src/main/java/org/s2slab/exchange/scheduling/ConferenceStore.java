package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.node.DeferredQueue;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/** Stores the Lync conferences of meetings and the updates that Lync has not received yet. */
final class ConferenceStore {
    private static final RecordColumns<Entry> COLUMNS = new RecordColumns<>(Entry.class);
    private static final String SELECT = "SELECT " + COLUMNS.names() + " FROM conferences";

    /** The state of a conference. */
    enum State {
        /** The conference was requested from Lync; no caller has received a confirmation of the meeting. */
        BOOKING,
        /** Lync and the meeting are of one mind. */
        BOOKED,
        /** The meeting was changed; Lync has to follow. */
        CHANGING,
        /** There is no meeting, no more or not at all; Lync has to follow. */
        CANCELLING
    }

    /**
     * The conference of a meeting.
     *
     * @param conference Lync's key, or null if it is unknown whether the conference exists
     * @param cause the request that caused the pending update, or null if unknown
     */
    record Entry(
            String uid,
            String mailbox,
            @Nullable String conference,
            State state,
            long version,
            long attempts,
            @Nullable String lastError,
            @Nullable String cause) {}

    /** Seconds until the background calls Lync. The caller that changes a meeting calls first, and must not be overtaken. */
    private static final long FIRST_ATTEMPT = 2;

    private final Database database;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    ConferenceStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes, before Lync is asked, that a conference may come to be, and because of which request. */
    Future<Void> begin(String uid, Mailbox mailbox, TraceParent cause) {
        underWay.add(uid);
        return database.change(tx -> tx.execute(
                "INSERT INTO conferences (uid, mailbox, state, version, attempts, next_attempt, cause,"
                        + " since) VALUES (?, ?, 'BOOKING', 1, 0, 0, ?, ?)",
                uid,
                mailbox.id(),
                cause.header(),
                now()));
    }

    /** In the transaction that books the meeting: its conference is this one. */
    static void booked(WriteTransaction tx, String uid, String conference) {
        tx.execute("UPDATE conferences SET state = 'BOOKED', conference = ? WHERE uid = ?", conference, uid);
    }

    /** There is to be no conference after all. */
    Future<Void> undo(String uid, @Nullable String conference) {
        return database.change(tx -> tx.execute(
                "UPDATE conferences SET state = 'CANCELLING', version = version + 1,"
                        + " conference = ?, next_attempt = ? WHERE uid = ?",
                conference,
                firstAttempt(),
                uid));
    }

    /** Lync certainly made no conference. */
    Future<Void> forget(String uid) {
        return database.change(tx -> tx.execute("DELETE FROM conferences WHERE uid = ?", uid));
    }

    /** The booking has ended, in whatever way. */
    void ended(String uid) {
        underWay.remove(uid);
    }

    /**
     * After a stop in the middle, or a write that failed when a booking was to be undone: nobody was told that these meetings exist, so
     * they do not. Bookings that are under way stay.
     */
    Future<Void> undoUnfinished() {
        return database.change(
                tx -> tx.list("SELECT uid FROM conferences WHERE state = 'BOOKING'", row -> row.text("uid")).stream()
                        .filter(uid -> !underWay.contains(uid))
                        .forEach(uid -> tx.execute("UPDATE conferences SET state = 'CANCELLING' WHERE uid = ?", uid)));
    }

    /**
     * Records a change in the transaction that changes or removes a meeting. Does nothing if there is no conference.
     *
     * @param state CHANGING or CANCELLING
     */
    void note(OrganizerChange change, String uid, State state) {
        change.tx()
                .execute(
                        "UPDATE conferences SET state = ?, version = version + 1, attempts = 0,"
                                + " next_attempt = ?, cause = ?, since = ? WHERE uid = ? AND mailbox = ?"
                                + " AND state IN ('BOOKED', 'CHANGING')",
                        state.name(),
                        firstAttempt(),
                        change.cause().header(),
                        now(),
                        uid,
                        change.owner().id());
    }

    private long firstAttempt() {
        return now() + FIRST_ATTEMPT;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** Lync has done what was wished in that version; an older one does not count. */
    Future<Void> done(Entry entry) {
        String query = entry.state() == State.CANCELLING
                ? "DELETE FROM conferences WHERE uid = ? AND version = ?"
                : "UPDATE conferences SET state = 'BOOKED', attempts = 0, last_error = NULL"
                        + " WHERE uid = ? AND version = ?";
        return database.change(tx -> tx.execute(query, entry.uid(), entry.version()));
    }

    /** @param next when to try again, seconds since 1970 */
    Future<Void> failed(Entry entry, String error, long next) {
        return database.change(tx -> tx.execute(
                "UPDATE conferences SET attempts = attempts + 1, last_error = ?, next_attempt = ?"
                        + " WHERE uid = ? AND version = ?",
                error,
                next,
                entry.uid(),
                entry.version()));
    }

    /**
     * What Lync is to be told, and when it was told the last time that may be repeated now.
     *
     * @param longestPause seconds; what is to be tried later than after so long was put off before the clock was set back: it
     *     is due
     */
    Future<List<Entry>> due(long now, long longestPause) {
        return database.read(rx -> rx.list(
                SELECT
                        + " WHERE state IN ('CHANGING', 'CANCELLING') AND (next_attempt <= ? OR next_attempt > ?)"
                        + " ORDER BY next_attempt, uid",
                COLUMNS::read,
                now,
                now + longestPause));
    }

    /** What Lync has still to be told, as administrators see it; what was never tried is not put off. */
    DeferredQueue queue(long longestPause) {
        return new DeferredQueue(
                database,
                "conferences that Lync has to follow",
                "conferences WHERE state IN ('CHANGING', 'CANCELLING')",
                new DeferredQueue.Columns("since", "next_attempt", "attempts"),
                () -> new DeferredQueue.Due(
                        "attempts = 0 OR next_attempt <= ? OR next_attempt > ?",
                        List.of(now(), now() + longestPause),
                        null));
    }

    /** All of a mailbox, by UID. */
    static Map<String, Entry> of(ReadTransaction rx, Mailbox mailbox) {
        return rx.list(SELECT + " WHERE mailbox = ?", COLUMNS::read, mailbox.id()).stream()
                .collect(Collectors.toMap(Entry::uid, entry -> entry));
    }
}
