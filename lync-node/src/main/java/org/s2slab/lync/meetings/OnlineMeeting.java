package org.s2slab.lync.meetings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored online meeting.
 *
 * @param id eight letters and digits, unique in the pool
 * @param owner the organizer's key in Lync
 * @param assigned whether it is the person's standing meeting, which is not scheduled and cannot be deleted
 * @param settings the settings that the organizer chooses
 * @param putKey a member of every change, so that old clients cannot overwrite settings that they do not know
 * @param version grows with each change; the entity tag
 */
record OnlineMeeting(String id, String owner, boolean assigned, Settings settings, String putKey, long version) {
    /**
     * The settings of a meeting that its organizer chooses (UCWA, myOnlineMeeting).
     *
     * @param attendees {@code sip:} addresses in lower case
     * @param leaders {@code sip:} addresses in lower case; the organizer is a leader without being listed
     * @param announced whether the meeting announces people who join or leave
     * @param byPhone whether people may join by telephone
     * @param phonesPassLobby whether people who join by telephone bypass the lobby
     * @param expires when the meeting ceases to exist
     */
    record Settings(
            @Nullable String subject,
            @Nullable String description,
            AccessLevel accessLevel,
            LeaderAssignment leaderAssignment,
            List<String> attendees,
            List<String> leaders,
            boolean announced,
            boolean byPhone,
            boolean phonesPassLobby,
            Instant expires) {
        Settings {
            attendees = List.copyOf(attendees);
            leaders = List.copyOf(leaders);
        }
    }

    String etag() {
        return Long.toString(version);
    }

    /** Whether the meeting has ended at this moment and can be deleted; a standing meeting never ends. */
    boolean isOver(Instant now) {
        return !assigned && !now.isBefore(settings.expires());
    }
}
