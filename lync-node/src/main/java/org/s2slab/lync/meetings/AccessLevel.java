package org.s2slab.lync.meetings;

/** Who comes into a meeting without waiting in its lobby (UCWA, accessLevel); the organizer and leaders always do. */
enum AccessLevel {
    /** Nobody else. */
    LOCKED,
    /** Those on the meeting's lists. */
    INVITED,
    /** Everybody of the organizer's enterprise. */
    SAME_ENTERPRISE,
    /** Anybody who has the link. */
    EVERYONE
}
