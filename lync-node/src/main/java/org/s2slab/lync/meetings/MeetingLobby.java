package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TokenHash;

/** The people who wait in meeting lobbies until a leader decides. */
record MeetingLobby(Database database, Clock clock) {
    /** Maximum number of people in one lobby, so that outsiders cannot fill the database. */
    private static final int MOST = 250;

    /** Maximum number of lobbies at the same time. A new lobby replaces the oldest. */
    private static final int MOST_LOBBIES = 2_000;

    /** Time after which a person has to enter again. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final String SELECT = "SELECT place, name, state FROM lobby_guests WHERE meeting_id = ? AND ";

    /** The state of a person in a lobby. */
    enum State {
        WAITING,
        ADMITTED,
        DENIED
    }

    /**
     * A person in a lobby.
     *
     * @param id the id of the person for leaders
     */
    record Guest(String id, String name, State state) {}

    /**
     * The guest with this key. An unknown guest is added as waiting.
     *
     * @param holder the kind of guest, and the secret or user key that identifies a returning guest
     */
    Future<Guest> enter(OnlineMeeting meeting, String holder, String name) {
        return find(meeting, holder)
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known.get())
                        : database.write(tx -> add(tx, meeting, TokenHash.of(holder), name)));
    }

    private Guest add(WriteTransaction tx, OnlineMeeting meeting, String holder, String name) {
        tx.lock("SELECT id FROM meetings WHERE id = ?", meeting.id());
        long now = clock.instant().getEpochSecond();
        tx.execute("DELETE FROM lobby_guests WHERE entered <= ?", now - LONGEST.toSeconds());
        Optional<Guest> known = find(tx, meeting, holder);
        if (known.isPresent()) {
            return known.get();
        }
        if (tx.number("SELECT COUNT(*) AS number FROM lobby_guests WHERE meeting_id = ?", meeting.id()) >= MOST) {
            throw Refusal.unavailable("the lobby is full");
        }
        if (tx.number(
                        "SELECT COUNT(DISTINCT meeting_id) AS number FROM lobby_guests WHERE meeting_id <> ?",
                        meeting.id())
                >= MOST_LOBBIES) {
            tx.execute("DELETE FROM lobby_guests WHERE meeting_id ="
                    + " (SELECT meeting_id FROM lobby_guests ORDER BY entered LIMIT 1)");
        }
        tx.execute(
                "INSERT INTO lobby_guests (meeting_id, holder, place, name, state, entered)"
                        + " SELECT ?, ?, COALESCE(MAX(place), 0) + 1, ?, ?, ? FROM lobby_guests WHERE meeting_id = ?",
                meeting.id(),
                holder,
                name,
                State.WAITING.name(),
                now,
                meeting.id());
        return find(tx, meeting, holder).orElseThrow();
    }

    Future<Optional<Guest>> find(OnlineMeeting meeting, String holder) {
        return database.read(rx -> find(rx, meeting, TokenHash.of(holder)));
    }

    private static Optional<Guest> find(ReadTransaction rx, OnlineMeeting meeting, String hash) {
        return rx.first(SELECT + "holder = ?", MeetingLobby::guest, meeting.id(), hash);
    }

    private static Guest guest(ResultRow row) {
        return new Guest(Long.toString(row.integer("place")), row.text("name"), State.valueOf(row.text("state")));
    }

    Future<List<Guest>> waiting(OnlineMeeting meeting) {
        return database.read(rx ->
                rx.list(SELECT + "state = ? ORDER BY place", MeetingLobby::guest, meeting.id(), State.WAITING.name()));
    }

    /** Admits or refuses a guest; fails with NOT_FOUND if no guest with this id waits. */
    Future<Void> decide(OnlineMeeting meeting, String id, boolean admit) {
        return database.change(tx -> {
            int decided = tx.execute(
                    "UPDATE lobby_guests SET state = ? WHERE meeting_id = ? AND place = ? AND state = ?",
                    (admit ? State.ADMITTED : State.DENIED).name(),
                    meeting.id(),
                    Long.parseLong(id),
                    State.WAITING.name());
            if (decided == 0) {
                throw Refusal.notFound("nobody called " + id + " waits in the lobby");
            }
        });
    }
}
