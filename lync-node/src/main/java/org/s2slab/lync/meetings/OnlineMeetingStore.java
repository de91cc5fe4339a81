package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;

/** Stores meetings in Lync's database. A meeting is stored before its organizer's client gets the response. */
record OnlineMeetingStore(Database database) {
    private static final String COLUMNS = "subject, description, access_level, leader_assignment, announcement,"
            + " phone_admission, phone_lobby_bypass, attendees, leaders, expires";
    private static final String SELECT =
            "SELECT id, owner, assigned, put_key, version, " + COLUMNS + " FROM meetings WHERE ";

    /** Stores a new meeting. Of two standing meetings created at once for one person, the first stays. */
    Future<Void> add(OnlineMeeting meeting) {
        Tuple values = Tuple.of(
                meeting.id(), meeting.owner(), meeting.assigned() ? 1 : 0, meeting.putKey(), meeting.version());
        settings(values, meeting.settings());
        return database.execute(
                "INSERT INTO meetings (id, owner, assigned, put_key, version, " + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (owner) WHERE assigned = 1 DO NOTHING",
                values);
    }

    /** Replaces the settings of one version of a meeting; false when it is no longer at that version. */
    Future<Boolean> change(OnlineMeeting meeting, OnlineMeeting.Settings settings) {
        Tuple values = settings(Tuple.tuple(), settings).addString(meeting.id()).addLong(meeting.version());
        return database.query(
                        "UPDATE meetings SET (" + COLUMNS
                                + ", version) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, version + 1) WHERE id = ? AND version = ?",
                        values)
                .map(updated -> updated.rowCount() == 1);
    }

    Future<Optional<OnlineMeeting>> find(String id) {
        return database.first(SELECT + "id = ?", OnlineMeetingStore::read, id);
    }

    /** A person's meetings that are not over, including the standing one, by their end. */
    Future<List<OnlineMeeting>> of(String owner, Instant now) {
        return database.list(
                SELECT + "owner = ? AND (assigned = 1 OR expires > ?) ORDER BY assigned DESC, expires, id",
                OnlineMeetingStore::read,
                Tuple.of(owner, now.getEpochSecond()));
    }

    /** Removes one version of a meeting; false when it is no longer at that version. */
    Future<Boolean> remove(OnlineMeeting meeting) {
        return database.query("DELETE FROM meetings WHERE id = ? AND version = ?", meeting.id(), meeting.version())
                .map(removed -> removed.rowCount() == 1);
    }

    /** Deletes the meetings that are over. */
    Future<Void> purge(Instant now) {
        return database.execute("DELETE FROM meetings WHERE assigned = 0 AND expires <= ?", now.getEpochSecond());
    }

    private static Tuple settings(Tuple values, OnlineMeeting.Settings settings) {
        return values.addString(settings.subject())
                .addString(settings.description())
                .addString(settings.accessLevel().name())
                .addString(settings.leaderAssignment().name())
                .addInteger(settings.announced() ? 1 : 0)
                .addInteger(settings.byPhone() ? 1 : 0)
                .addInteger(settings.phonesPassLobby() ? 1 : 0)
                .addString(new JsonArray(settings.attendees()).encode())
                .addString(new JsonArray(settings.leaders()).encode())
                .addLong(settings.expires().getEpochSecond());
    }

    private static OnlineMeeting read(Row row) {
        return new OnlineMeeting(
                row.getString("id"),
                row.getString("owner"),
                row.getLong("assigned") != 0,
                new OnlineMeeting.Settings(
                        row.getString("subject"),
                        row.getString("description"),
                        AccessLevel.valueOf(row.getString("access_level")),
                        LeaderAssignment.valueOf(row.getString("leader_assignment")),
                        addresses(row.getString("attendees")),
                        addresses(row.getString("leaders")),
                        row.getLong("announcement") != 0,
                        row.getLong("phone_admission") != 0,
                        row.getLong("phone_lobby_bypass") != 0,
                        Instant.ofEpochSecond(row.getLong("expires"))),
                row.getString("put_key"),
                row.getLong("version"));
    }

    private static List<String> addresses(String json) {
        return new JsonArray(json).stream().map(String::valueOf).toList();
    }
}
