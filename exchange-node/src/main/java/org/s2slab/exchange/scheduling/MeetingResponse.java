package org.s2slab.exchange.scheduling;

import java.util.Optional;

/** What somebody says to an invitation. */
public enum MeetingResponse {
    ACCEPT("AcceptItem", "Accept", "Accepted: ", "IPM.Schedule.Meeting.Resp.Pos", "Busy"),
    TENTATIVE("TentativelyAcceptItem", "Tentative", "Tentative: ", "IPM.Schedule.Meeting.Resp.Tent", "Tentative"),
    DECLINE("DeclineItem", "Decline", "Declined: ", "IPM.Schedule.Meeting.Resp.Neg", "Free");

    private final String element;
    private final String responseType;
    private final String prefix;
    private final String itemClass;
    private final String freeBusy;

    MeetingResponse(String element, String responseType, String prefix, String itemClass, String freeBusy) {
        this.element = element;
        this.responseType = responseType;
        this.prefix = prefix;
        this.itemClass = itemClass;
        this.freeBusy = freeBusy;
    }

    /** By the element of CreateItem that gives it. */
    public static Optional<MeetingResponse> givenBy(String element) {
        for (MeetingResponse answer : values()) {
            if (answer.element.equals(element)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** {@code t:ResponseTypeType}. */
    String responseType() {
        return responseType;
    }

    /** What stands before the subject of the message that brings it. */
    String prefix() {
        return prefix;
    }

    String itemClass() {
        return itemClass;
    }

    /** How the time shows in the calendar of whoever answered so. */
    String freeBusy() {
        return freeBusy;
    }
}
