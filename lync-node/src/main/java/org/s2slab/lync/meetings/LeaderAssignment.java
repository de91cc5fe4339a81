package org.s2slab.lync.meetings;

/** Who becomes a leader by joining (UCWA, automaticLeaderAssignment); the organizer and the named leaders always do. */
enum LeaderAssignment {
    DISABLED,
    SAME_ENTERPRISE,
    EVERYONE
}
