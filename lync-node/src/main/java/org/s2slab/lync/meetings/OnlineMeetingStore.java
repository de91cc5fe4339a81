package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.lync.meetings.OnlineMeeting.Settings.MeetingOption;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;

/** Stores meetings in Lync's database. A meeting is stored before its organizer's client gets the response. */
record OnlineMeetingStore(Database database) {
    private static final String COLUMNS = "subject, description, access_level, leader_assignment, announcement,"
            + " phone_admission, phone_lobby_bypass, attendees, leaders, expires";
    private static final String SELECT =
            "SELECT id, owner, assigned, put_key, version, " + COLUMNS + " FROM meetings WHERE ";

    /** Stores a new meeting. If two standing meetings are created for one person at the same time, the first stays. */
    Future<Void> add(OnlineMeeting meeting) {
        List<@Nullable Object> values = new ArrayList<>(List.of(
                meeting.id(), meeting.owner(), meeting.assigned() ? 1 : 0, meeting.putKey(), meeting.version()));
        values.addAll(settings(meeting.settings()));
        return database.change(tx -> tx.execute(
                "INSERT INTO meetings (id, owner, assigned, put_key, version, " + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (owner) WHERE assigned = 1 DO NOTHING",
                values.toArray()));
    }

    /** Replaces the settings of one version of a meeting; false if the meeting has another version. */
    Future<Boolean> change(OnlineMeeting meeting, OnlineMeeting.Settings settings) {
        List<@Nullable Object> values = new ArrayList<>(settings(settings));
        values.add(meeting.id());
        values.add(meeting.version());
        return database.write(tx -> tx.execute(
                        "UPDATE meetings SET (" + COLUMNS
                                + ", version) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, version + 1) WHERE id = ? AND version = ?",
                        values.toArray())
                == 1);
    }

    Future<Optional<OnlineMeeting>> find(String id) {
        return database.read(rx -> rx.first(SELECT + "id = ?", OnlineMeetingStore::read, id));
    }

    /** A person's meetings that have not ended, including the standing meeting, sorted by their end. */
    Future<List<OnlineMeeting>> of(String owner, Instant now) {
        return database.read(rx -> rx.list(
                SELECT + "owner = ? AND (assigned = 1 OR expires > ?) ORDER BY assigned DESC, expires, id",
                OnlineMeetingStore::read,
                owner,
                now.getEpochSecond()));
    }

    /** Removes one version of a meeting; false if the meeting has another version. */
    Future<Boolean> remove(OnlineMeeting meeting) {
        return database.write(tx ->
                tx.execute("DELETE FROM meetings WHERE id = ? AND version = ?", meeting.id(), meeting.version()) == 1);
    }

    /** Deletes the meetings that have ended. */
    Future<Void> purge(Instant now) {
        return database.change(
                tx -> tx.execute("DELETE FROM meetings WHERE assigned = 0 AND expires <= ?", now.getEpochSecond()));
    }

    private static List<@Nullable Object> settings(OnlineMeeting.Settings settings) {
        return Arrays.asList(
                settings.subject(),
                settings.description(),
                settings.accessLevel().name(),
                settings.leaderAssignment().name(),
                settings.announced() ? 1 : 0,
                settings.byPhone() ? 1 : 0,
                settings.phonesPassLobby() ? 1 : 0,
                new JsonArray(settings.attendees()).encode(),
                new JsonArray(settings.leaders()).encode(),
                settings.expires().getEpochSecond());
    }

    private static OnlineMeeting read(ResultRow row) {
        return new OnlineMeeting(
                row.text("id"),
                row.text("owner"),
                row.isSet("assigned"),
                new OnlineMeeting.Settings(
                        row.optionalText("subject"),
                        row.optionalText("description"),
                        AccessLevel.valueOf(row.text("access_level")),
                        LeaderAssignment.valueOf(row.text("leader_assignment")),
                        addresses(row.text("attendees")),
                        addresses(row.text("leaders")),
                        Switches.<MeetingOption>of()
                                .with(MeetingOption.ANNOUNCED, row.isSet("announcement"))
                                .with(MeetingOption.BY_PHONE, row.isSet("phone_admission"))
                                .with(MeetingOption.PHONES_PASS_LOBBY, row.isSet("phone_lobby_bypass")),
                        Instant.ofEpochSecond(row.integer("expires"))),
                row.text("put_key"),
                row.integer("version"));
    }

    private static List<String> addresses(String json) {
        return new JsonArray(json).stream().map(String::valueOf).toList();
    }
}
