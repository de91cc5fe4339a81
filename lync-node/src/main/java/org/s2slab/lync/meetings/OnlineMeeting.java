package org.s2slab.lync.meetings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored online meeting.
 *
 * @param id eight letters and digits, unique in the pool
 * @param owner the organizer, by Lync's own key of users
 * @param assigned whether it is the person's standing meeting, which is not scheduled and cannot be deleted
 * @param settings what its organizer decides
 * @param putKey the member a change must carry, so that old clients cannot overwrite what they never read
 * @param version grows with each change; the entity tag
 */
record OnlineMeeting(String id, String owner, boolean assigned, Settings settings, String putKey, long version) {
    /**
     * The settings of a meeting that its organizer chooses (UCWA, myOnlineMeeting).
     *
     * @param attendees {@code sip:} addresses in lower case
     * @param leaders {@code sip:} addresses in lower case; the organizer is one without being listed
     * @param announced whether comings and goings are announced
     * @param byPhone whether people may join by telephone
     * @param phonesPassLobby whether those who do need not wait in the lobby
     * @param expires when the meeting ends to exist
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

    /** Whether the meeting is over at this moment and can be deleted; a standing meeting never is. */
    boolean isOver(Instant now) {
        return !assigned && !now.isBefore(settings.expires());
    }
}
