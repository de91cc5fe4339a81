package org.s2slab.lync.meetings;

/** The people who do not wait in a meeting's lobby (UCWA, accessLevel). The organizer and leaders never wait. */
enum AccessLevel {
    /** Only the organizer and leaders. */
    LOCKED,
    /** The people on the meeting's lists. */
    INVITED,
    /** All people of the organizer's enterprise. */
    SAME_ENTERPRISE,
    /** All people who have the link. */
    EVERYONE
}
