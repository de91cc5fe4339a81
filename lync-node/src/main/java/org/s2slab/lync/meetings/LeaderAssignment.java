package org.s2slab.lync.meetings;

/** The people who join as leaders (UCWA, automaticLeaderAssignment), besides the organizer and the named leaders. */
enum LeaderAssignment {
    DISABLED,
    SAME_ENTERPRISE,
    EVERYONE
}
