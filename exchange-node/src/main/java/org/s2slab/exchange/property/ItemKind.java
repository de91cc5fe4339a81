package org.s2slab.exchange.property;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of items: each has an EWS element and a default item class. */
public enum ItemKind {
    ITEM("Item", "IPM.Note"),
    MESSAGE("Message", "IPM.Note"),
    CALENDAR_ITEM("CalendarItem", "IPM.Appointment"),
    CONTACT("Contact", "IPM.Contact"),
    DISTRIBUTION_LIST("DistributionList", "IPM.DistList"),
    MEETING_REQUEST("MeetingRequest", "IPM.Schedule.Meeting.Request"),
    MEETING_RESPONSE("MeetingResponse", "IPM.Schedule.Meeting.Resp"),
    MEETING_CANCELLATION("MeetingCancellation", "IPM.Schedule.Meeting.Canceled"),
    TASK("Task", "IPM.Task"),
    POST_ITEM("PostItem", "IPM.Post");

    private final String element;
    private final String itemClass;

    ItemKind(String element, String itemClass) {
        this.element = element;
        this.itemClass = itemClass;
    }

    /** Finds a kind by its element in a request; empty for an unknown element. */
    public static Optional<ItemKind> shownAs(String element) {
        return Arrays.stream(values())
                .filter(kind -> kind.element.equals(element))
                .findFirst();
    }

    public String element() {
        return element;
    }

    public String itemClass() {
        return itemClass;
    }

    /** Whether items of this kind are mail: messages, posts and meeting messages. */
    public boolean isMail() {
        return this == MESSAGE || this == POST_ITEM || element.startsWith("Meeting");
    }

    /** Whether items of this kind are sent to recipients. A post stays in its folder. */
    public boolean isSendable() {
        return isMail() && this != POST_ITEM;
    }
}
