package org.s2slab.lync.meetings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

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
     * @param options the settings that are on
     * @param expires when the meeting ceases to exist
     */
    record Settings(
            @Nullable String subject,
            @Nullable String description,
            AccessLevel accessLevel,
            LeaderAssignment leaderAssignment,
            List<String> attendees,
            List<String> leaders,
            Switches<MeetingOption> options,
            Instant expires) {
        /** A setting of a meeting that is on or off. */
        enum MeetingOption {
            /** The meeting announces people who join or leave. */
            ANNOUNCED,

            /** People may join by telephone. */
            BY_PHONE,

            /** People who join by telephone bypass the lobby. */
            PHONES_PASS_LOBBY
        }

        Settings {
            attendees = List.copyOf(attendees);
            leaders = List.copyOf(leaders);
        }

        boolean announced() {
            return options.has(MeetingOption.ANNOUNCED);
        }

        boolean byPhone() {
            return options.has(MeetingOption.BY_PHONE);
        }

        boolean phonesPassLobby() {
            return options.has(MeetingOption.PHONES_PASS_LOBBY);
        }
    }

    String etag() {
        return Long.toString(version);
    }

    /** Whether the meeting has ended at this moment and can be deleted. A standing meeting never ends. */
    boolean isOver(Instant now) {
        return !assigned && !now.isBefore(settings.expires());
    }
}
