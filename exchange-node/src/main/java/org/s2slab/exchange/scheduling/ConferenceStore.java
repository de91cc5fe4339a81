package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.node.DeferredQueue;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.KeyedLock;
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
        /** The conference was requested from Lync. No caller has received a confirmation of the meeting. */
        BOOKING,
        /** Lync has the current state of the meeting. */
        BOOKED,
        /** The meeting was changed. Lync has not received the change yet. */
        CHANGING,
        /** The meeting does not exist (any more). Lync has not deleted the conference yet. */
        CANCELLING
    }

    /**
     * The conference of a meeting.
     *
     * @param conference the id in Lync, or null if it is unknown whether the conference exists
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

    /** The delay in seconds before the background worker calls Lync. The request with the change calls Lync first. */
    private static final long FIRST_ATTEMPT = 2;

    private final Database database;
    private final Clock clock;
    private final KeyedLock bookings;

    ConferenceStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.bookings = database.instances().lock("the booking of the meeting");
    }

    /** Books a meeting. Meanwhile no instance takes the booking for unfinished. */
    <T> Future<T> whileBooking(String uid, Supplier<Future<T>> booking) {
        return bookings.inTurn(uid, booking);
    }

    /** Stores a conference before the request to Lync, with the trace of the causing request. */
    Future<Void> begin(String uid, Mailbox mailbox, TraceParent cause) {
        return database.change(tx -> tx.execute(
                "INSERT INTO conferences (uid, mailbox, state, version, attempts, next_attempt, cause,"
                        + " since) VALUES (?, ?, 'BOOKING', 1, 0, 0, ?, ?)",
                uid,
                mailbox.id(),
                cause.header(),
                now()));
    }

    /**
     * Stores the id of the conference, in the transaction that books the meeting.
     *
     * @throws Refusal CONFLICT if another instance takes the booking for unfinished, because the locks of the instances
     *     were lost; it deletes the conference, so the meeting must not be booked
     */
    static void booked(WriteTransaction tx, String uid, String conference) {
        int found = tx.execute(
                "UPDATE conferences SET state = 'BOOKED', conference = ? WHERE uid = ? AND state = 'BOOKING'",
                conference,
                uid);
        if (found == 0) {
            throw Refusal.conflict(
                    "another server of the organization has ended the booking of the meeting '" + uid + "'; try again");
        }
    }

    /**
     * Marks a conference for deletion in Lync, because the booking failed. Stores it again if another instance took the
     * booking for unfinished and has found no conference in Lync.
     */
    Future<Void> undo(String uid, Mailbox mailbox, @Nullable String conference, TraceParent cause) {
        return database.change(tx -> tx.execute(
                "INSERT INTO conferences (uid, mailbox, conference, state, version, attempts, next_attempt, cause, since)"
                        + " VALUES (?, ?, ?, 'CANCELLING', 1, 0, ?, ?, ?) ON CONFLICT (uid) DO UPDATE SET"
                        + " state = 'CANCELLING', version = conferences.version + 1,"
                        + " conference = excluded.conference, next_attempt = excluded.next_attempt",
                uid,
                mailbox.id(),
                conference,
                firstAttempt(),
                cause.header(),
                now()));
    }

    /** Deletes an entry, because Lync certainly did not create the conference. */
    Future<Void> forget(String uid) {
        return database.change(tx -> tx.execute("DELETE FROM conferences WHERE uid = ?", uid));
    }

    /**
     * Marks unfinished bookings for deletion in Lync, after a restart or a failed {@link #undo}: no caller received a
     * confirmation of these meetings. Skips running bookings.
     */
    Future<Void> undoUnfinished() {
        return database.read(
                        rx -> rx.list("SELECT uid FROM conferences WHERE state = 'BOOKING'", row -> row.text("uid")))
                .compose(unfinished -> WorkSequence.each(unfinished, this::undoUnfinished));
    }

    private Future<Void> undoUnfinished(String uid) {
        return bookings.ifFree(
                        uid,
                        () -> database.change(tx -> tx.execute(
                                "UPDATE conferences SET state = 'CANCELLING' WHERE uid = ? AND state = 'BOOKING'",
                                uid)))
                .mapEmpty();
    }

    /**
     * Records a change in the transaction that changes or removes a meeting. Does nothing without a conference.
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

    /** Records that Lync has the state of this version. Does nothing if the version has changed since. */
    Future<Void> done(Entry entry) {
        String query = entry.state() == State.CANCELLING
                ? "DELETE FROM conferences WHERE uid = ? AND version = ?"
                : "UPDATE conferences SET state = 'BOOKED', attempts = 0, last_error = NULL"
                        + " WHERE uid = ? AND version = ?";
        return database.change(tx -> tx.execute(query, entry.uid(), entry.version()));
    }

    /** @param next the time of the next attempt, in seconds since 1970 */
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
     * The pending updates whose next attempt is due, in the order of their due times.
     *
     * @param longestPause in seconds; a later attempt is also due, because it was scheduled before the clock was set
     *     back
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

    /**
     * The queue of pending updates for administrators. An update that was not yet attempted does not count as deferred.
     */
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

    /** All conferences of a mailbox, by the UID of the meeting. */
    static Map<String, Entry> of(ReadTransaction rx, Mailbox mailbox) {
        return rx.list(SELECT + " WHERE mailbox = ?", COLUMNS::read, mailbox.id()).stream()
                .collect(Collectors.toMap(Entry::uid, entry -> entry));
    }
}
