package org.s2slab.lync.meetings;

import org.jspecify.annotations.Nullable;
import org.s2slab.lync.users.LyncUser;

/**
 * The decision whether a person who opens a meeting's link joins at once, and in which role.
 *
 * @param atOnce false for a person who waits in the lobby until a leader admits them
 */
record LobbyAdmission(boolean atOnce, Role role) {
    /** The role of a person in a meeting. */
    enum Role {
        ORGANIZER,
        LEADER,
        ATTENDEE
    }

    /** @param person the signed-in person, or null for a person from outside */
    static LobbyAdmission of(OnlineMeeting meeting, @Nullable LyncUser person) {
        OnlineMeeting.Settings settings = meeting.settings();
        if (person != null && person.id().equals(meeting.owner())) {
            return new LobbyAdmission(true, Role.ORGANIZER);
        }
        String address = person == null ? "" : "sip:" + person.sip();
        if (settings.leaders().contains(address)) {
            return new LobbyAdmission(true, Role.LEADER);
        }
        boolean enters = switch (settings.accessLevel()) {
            case LOCKED -> false;
            case INVITED -> settings.attendees().contains(address);
            case SAME_ENTERPRISE -> person != null;
            case EVERYONE -> true;
        };
        boolean leads = switch (settings.leaderAssignment()) {
            case DISABLED -> false;
            case SAME_ENTERPRISE -> person != null;
            // A person from outside never joins a standing meeting as leader (Set-CsMeetingConfiguration).
            case EVERYONE -> person != null || !meeting.assigned();
        };
        return new LobbyAdmission(enters, leads ? Role.LEADER : Role.ATTENDEE);
    }
}
