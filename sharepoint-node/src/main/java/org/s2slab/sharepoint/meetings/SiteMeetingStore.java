package org.s2slab.sharepoint.meetings;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.DeferredQueue;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.meetings.SiteMeeting.State;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/** Stores meetings before any partner is called, and after each step. */
final class SiteMeetingStore {
    private static final String SELECT = "SELECT id, site_id, site_path, organiser, state, details, wanted, conference,"
            + " join_url, at_exchange, attempts, last_error, cause FROM meetings";

    private static final String DUE = " WHERE state <> 'BOOKED' AND (due_at <= ? OR due_at > ?)";

    private SiteMeetingStore() {}

    static void begin(WriteTransaction tx, SiteMeeting meeting, long due) {
        tx.execute(
                "INSERT INTO meetings (id, site_id, site_path, organiser, state, details, at_exchange, due_at, cause, since)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                meeting.id(),
                meeting.siteId(),
                meeting.sitePath(),
                meeting.organiser(),
                meeting.operation().state().name(),
                meeting.details().json().encode(),
                meeting.atExchange() ? 1 : 0,
                due,
                meeting.operation().cause() == null
                        ? null
                        : meeting.operation().cause().header(),
                due);
    }

    /**
     * Stores the conference, and that Exchange may have an appointment, before the call to Exchange.
     *
     * @throws Refusal CONFLICT if another server undoes the booking or has removed the meeting; then nobody would delete
     *     the appointment
     */
    static void calling(WriteTransaction tx, String id, String conference, String joinUrl) {
        int found = tx.execute(
                "UPDATE meetings SET conference = ?, join_url = ?, at_exchange = 1"
                        + " WHERE id = ? AND state IN ('BOOKING', 'CHANGING')",
                conference,
                joinUrl,
                id);
        if (found == 0) {
            throw endedElsewhere(id);
        }
    }

    /** Stores after a call to Exchange whether Exchange may have an appointment. */
    static void atExchange(WriteTransaction tx, String id, boolean may) {
        tx.execute("UPDATE meetings SET at_exchange = ? WHERE id = ?", may ? 1 : 0, id);
    }

    /**
     * Stores that an operation is complete, and that these details are current.
     *
     * @throws Refusal CONFLICT if another server has begun something else with the meeting, or has removed it
     */
    static void settled(WriteTransaction tx, String id, State operation, MeetingDetails details) {
        int found = tx.execute(
                "UPDATE meetings SET state = 'BOOKED', details = ?, wanted = NULL, attempts = 0, last_error = NULL"
                        + " WHERE id = ? AND state IN (?, 'BOOKED')",
                details.json().encode(),
                id,
                operation.name());
        if (found == 0) {
            throw endedElsewhere(id);
        }
    }

    private static Refusal endedElsewhere(String id) {
        return Refusal.conflict(
                "another server of the farm has ended the operation on the meeting '" + id + "'; try again");
    }

    /**
     * Stores that an interrupted booking is undone, and returns the meeting with everything that its server has stored
     * until now. Returns nothing if this server has completed the booking meanwhile.
     */
    static Optional<SiteMeeting> interrupted(WriteTransaction tx, String id) {
        return tx.execute("UPDATE meetings SET state = 'UNDOING' WHERE id = ? AND state = 'BOOKING'", id) == 1
                ? find(tx, id)
                : Optional.empty();
    }

    /**
     * Stores that a booking is undone until all its parts are deleted, and returns the meeting with everything that was
     * stored. If another server has removed the meeting, because the locks of the servers were lost, stores it again:
     * Exchange may have made the appointment after that.
     */
    static SiteMeeting undoing(WriteTransaction tx, SiteMeeting meeting, long due) {
        if (begin(tx, meeting.id(), State.UNDOING, null, due, null) == 0) {
            begin(tx, meeting.toUndo(), due);
        }
        return existing(tx, meeting.id());
    }

    /**
     * Stores an operation on a meeting, which is retried until it succeeds.
     *
     * @param cause the request that caused the operation, or null to leave the cause unchanged
     * @return 0 if the meeting is not stored, otherwise 1
     */
    static int begin(
            WriteTransaction tx,
            String id,
            State state,
            @Nullable MeetingDetails requested,
            long due,
            @Nullable TraceParent cause) {
        return tx.execute(
                "UPDATE meetings SET state = ?, wanted = ?, due_at = ?, since = ?, attempts = 0,"
                        + " cause = COALESCE(?, cause) WHERE id = ?",
                state.name(),
                requested == null ? null : requested.json().encode(),
                due,
                due,
                cause == null ? null : cause.header(),
                id);
    }

    static void failed(WriteTransaction tx, String id, String error, long due) {
        tx.execute(
                "UPDATE meetings SET attempts = attempts + 1, last_error = ?, due_at = ? WHERE id = ?", error, due, id);
    }

    static void remove(WriteTransaction tx, String id) {
        tx.execute("DELETE FROM meetings WHERE id = ?", id);
    }

    static Optional<SiteMeeting> find(ReadTransaction rx, String id) {
        return rx.first(SELECT + " WHERE id = ?", SiteMeetingStore::meeting, id);
    }

    /** The meeting with this id; fails with NOT_FOUND. */
    static SiteMeeting existing(ReadTransaction rx, String id) {
        return find(rx, id).orElseThrow(() -> Refusal.notFound("the meeting '" + id + "' is gone"));
    }

    /** The visible meetings of a site. */
    static List<SiteMeeting> at(ReadTransaction rx, String siteId) {
        return rx.list(
                SELECT + " WHERE site_id = ? AND state NOT IN ('BOOKING', 'UNDOING') ORDER BY id",
                SiteMeetingStore::meeting,
                siteId);
    }

    /**
     * The due unfinished operations, including those in progress.
     *
     * @param longestPause seconds; a later retry time was set before the clock was set back, and counts as due
     */
    static List<SiteMeeting> due(ReadTransaction rx, long now, long longestPause) {
        return rx.list(SELECT + DUE + " ORDER BY due_at LIMIT 100", SiteMeetingStore::meeting, now, now + longestPause);
    }

    /** The unfinished operation on a meeting if it is due. */
    static Optional<SiteMeeting> due(ReadTransaction rx, String id, long now, long longestPause) {
        return rx.first(SELECT + DUE + " AND id = ?", SiteMeetingStore::meeting, now, now + longestPause, id);
    }

    /** The unfinished operations, as administrators see them. */
    static DeferredQueue queue(Database database, Clock clock, long longestPause) {
        return new DeferredQueue(
                database,
                "meetings to finish",
                "meetings WHERE state <> 'BOOKED'",
                new DeferredQueue.Columns("since", "due_at", "attempts"),
                () -> {
                    long now = clock.instant().getEpochSecond();
                    return new DeferredQueue.Due("due_at <= ? OR due_at > ?", List.of(now, now + longestPause), null);
                });
    }

    private static SiteMeeting meeting(ResultRow row) {
        String requested = row.optionalText("wanted");
        return new SiteMeeting(
                row.text("id"),
                row.text("site_id"),
                row.text("site_path"),
                row.text("organiser"),
                new SiteMeeting.Operation(
                        State.valueOf(row.text("state")),
                        requested == null ? null : MeetingDetails.of(new JsonObject(requested)),
                        (int) row.integer("attempts"),
                        row.optionalText("last_error"),
                        TraceParent.stored(row.optionalText("cause"))),
                MeetingDetails.of(new JsonObject(row.text("details"))),
                row.optionalText("conference"),
                row.optionalText("join_url"),
                row.integer("at_exchange") == 1);
    }
}
