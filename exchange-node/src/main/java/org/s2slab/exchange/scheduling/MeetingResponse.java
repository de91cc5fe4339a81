package org.s2slab.exchange.scheduling;

import java.util.Optional;
import java.util.stream.Stream;

/** The response of an attendee to an invitation. */
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

    /** Finds a response by its element name in CreateItem. */
    public static Optional<MeetingResponse> givenBy(String element) {
        return Stream.of(values())
                .filter(answer -> answer.element.equals(element))
                .findFirst();
    }

    /** The {@code t:ResponseTypeType} value, also part of response codes. */
    public String responseType() {
        return responseType;
    }

    /** The prefix of the subject in the response message. */
    String prefix() {
        return prefix;
    }

    String itemClass() {
        return itemClass;
    }

    /** The free/busy status in the attendee's calendar after this response. */
    String freeBusy() {
        return freeBusy;
    }
}
