package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.DeferredQueue;
import org.s2slab.sharepoint.meetings.SiteMeeting.State;
import org.s2slab.store.Database;
import org.s2slab.trace.TraceParent;

/** Stores meetings before any partner is called, and after each step. */
record SiteMeetingStore(Database database) {
    private static final String SELECT = "SELECT id, site_id, site_path, organiser, state, details, wanted, conference,"
            + " join_url, at_exchange, attempts, last_error, cause FROM meetings";

    Future<Void> begin(SiteMeeting meeting, long due) {
        return database.execute(
                "INSERT INTO meetings (id, site_id, site_path, organiser, state, details, due_at, cause, since)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Tuple.of(
                        meeting.id(),
                        meeting.siteId(),
                        meeting.sitePath(),
                        meeting.organiser(),
                        meeting.state().name(),
                        meeting.details().json().encode(),
                        due,
                        meeting.cause() == null ? null : meeting.cause().header(),
                        due));
    }

    Future<Void> conference(String id, String conference, String joinUrl) {
        return database.execute(
                "UPDATE meetings SET conference = ?, join_url = ? WHERE id = ?", conference, joinUrl, id);
    }

    /** Records before a call that Exchange may have an appointment, or afterwards that it definitely has none. */
    Future<Void> atExchange(String id, boolean may) {
        return database.execute("UPDATE meetings SET at_exchange = ? WHERE id = ?", may ? 1 : 0, id);
    }

    /** Records that the operation is complete, and that these details are current. */
    Future<Void> settled(String id, MeetingDetails details) {
        return database.execute(
                "UPDATE meetings SET state = 'BOOKED', details = ?, wanted = NULL, attempts = 0, last_error = NULL"
                        + " WHERE id = ?",
                details.json().encode(),
                id);
    }

    /** Records an operation with the same cause as before; it is retried until it succeeds. */
    Future<Void> begin(String id, State state, @Nullable MeetingDetails wanted, long due) {
        return begin(id, state, wanted, due, null);
    }

    /**
     * Records an operation on a meeting; it is retried until it succeeds.
     *
     * @param cause the request that caused it, or null for the same as before
     */
    Future<Void> begin(String id, State state, @Nullable MeetingDetails wanted, long due, @Nullable TraceParent cause) {
        return database.execute(
                "UPDATE meetings SET state = ?, wanted = ?, due_at = ?, since = ?, attempts = 0,"
                        + " cause = COALESCE(?, cause) WHERE id = ?",
                state.name(),
                wanted == null ? null : wanted.json().encode(),
                due,
                due,
                cause == null ? null : cause.header(),
                id);
    }

    Future<Void> failed(String id, String error, long due) {
        return database.execute(
                "UPDATE meetings SET attempts = attempts + 1, last_error = ?, due_at = ? WHERE id = ?", error, due, id);
    }

    Future<Void> remove(String id) {
        return database.execute("DELETE FROM meetings WHERE id = ?", id);
    }

    Future<Optional<SiteMeeting>> find(String id) {
        return select(" WHERE id = ?", id).map(found -> found.stream().findFirst());
    }

    Future<List<SiteMeeting>> at(String siteId) {
        return select(" WHERE site_id = ? AND state NOT IN ('BOOKING', 'UNDOING') ORDER BY id", siteId);
    }

    /**
     * The unfinished operations that are due, with those that are in progress.
     *
     * @param longestPause seconds; a later retry time was set before the clock was set back, and is due now
     */
    Future<List<SiteMeeting>> due(long now, long longestPause) {
        return select(
                " WHERE state <> 'BOOKED' AND (due_at <= ? OR due_at > ?)" + " ORDER BY due_at LIMIT 100",
                now,
                now + longestPause);
    }

    /** The unfinished operations, as administrators see them. */
    DeferredQueue queue(Clock clock, long longestPause) {
        return new DeferredQueue(
                database,
                "meetings to finish",
                "meetings WHERE state <> 'BOOKED'",
                new DeferredQueue.Columns("since", "due_at", "attempts"),
                () -> {
                    long now = clock.instant().getEpochSecond();
                    return new DeferredQueue.Due("due_at <= ? OR due_at > ?", Tuple.of(now, now + longestPause), null);
                });
    }

    private Future<List<SiteMeeting>> select(String condition, Object... values) {
        return database.query(SELECT + condition, values).map(SiteMeetingStore::meetings);
    }

    private static List<SiteMeeting> meetings(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new SiteMeeting(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        State.valueOf(row.getString(4)),
                        MeetingDetails.of(new JsonObject(row.getString(5))),
                        row.getString(6) == null ? null : MeetingDetails.of(new JsonObject(row.getString(6))),
                        row.getString(7),
                        row.getString(8),
                        row.getInteger(9) == 1,
                        row.getInteger(10),
                        row.getString(11),
                        TraceParent.stored(row.getString(12))))
                .toList();
    }
}
