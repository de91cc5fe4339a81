package org.s2slab.lync.meetings;

import org.jspecify.annotations.Nullable;
import org.s2slab.lync.users.LyncUser;

/**
 * Whether somebody who follows a meeting's link comes in at once, and as what.
 *
 * @param atOnce false for those who wait in the lobby until a leader lets them in
 */
record LobbyAdmission(boolean atOnce, Role role) {
    /** What somebody is in a meeting. */
    enum Role {
        ORGANIZER,
        LEADER,
        ATTENDEE
    }

    /** @param person who signed in, or null for somebody from outside */
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
            // Nobody from outside leads a standing meeting by joining it (Set-CsMeetingConfiguration).
            case EVERYONE -> person != null || !meeting.assigned();
        };
        return new LobbyAdmission(enters, leads ? Role.LEADER : Role.ATTENDEE);
    }
}
