package org.s2slab.lync.meetings;

import org.jspecify.annotations.Nullable;

/** The If-Match condition of a change: the version that a client has read (RFC 9110, 13.1.1). */
record IfMatchCondition(String text) {
    /** Parses the condition; fails with PreconditionRequired if the request does not contain a condition. */
    static IfMatchCondition required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new UcwaProblem(
                    UcwaProblem.Kind.PRECONDITION_REQUIRED, "A change needs If-Match with the etag that was read.");
        }
        return new IfMatchCondition(ifMatch.strip());
    }

    /**
     * Fails with PreconditionFailed if the meeting has another version. Accepts the tag without quotes, too, because
     * documented samples omit the quotes.
     */
    void check(OnlineMeeting meeting) {
        if (!text.equals("*") && !text.equals(meeting.etag()) && !text.equals("\"" + meeting.etag() + "\"")) {
            throw new UcwaProblem(
                    UcwaProblem.Kind.PRECONDITION_FAILED,
                    "If-Match is " + text + ", the meeting is at \"" + meeting.etag() + "\"; read it again.");
        }
    }

    static UcwaProblem stale(OnlineMeeting meeting) {
        return new UcwaProblem(
                UcwaProblem.Kind.PRECONDITION_FAILED,
                "Meeting " + meeting.id() + " was changed meanwhile; read it again.");
    }
}
