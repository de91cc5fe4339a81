package org.s2slab.exchange.views;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.xml.XmlElement;

/** The response objects that CreateItem accepts for an item: {@code item:ResponseObjects} (MS-OXWSCORE). */
public final class ResponseObjects {
    private static final List<String> ANSWERS = List.of("AcceptItem", "TentativelyAcceptItem", "DeclineItem");
    private static final List<String> REPLIES = List.of("ReplyToItem", "ReplyAllToItem", "ForwardItem");

    private static final String FORWARD = "ForwardItem";

    /** The properties that prevent an answer to a meeting if one of them is true. */
    private static final String[] CLOSED = {"IsDelegated", "IsOutOfDate", "IsCancelled"};

    private ResponseObjects() {}

    /** The element names of the response objects for an item, in the order of the response. */
    public static List<String> of(Item item, Mailbox owner) {
        ItemContent content = item.content();
        if (content.draft() || item.isPreserved()) {
            return content.kind() == ItemKind.MESSAGE && !item.isPreserved() ? List.of(FORWARD) : List.of();
        }
        boolean own = OrganizerMeetings.isOrganiser(item, owner);
        List<String> answers =
                own || Stream.of(CLOSED).anyMatch(property -> is(content, property, false)) ? List.of() : ANSWERS;
        return switch (content.kind()) {
            case MESSAGE -> ReadReceipts.isPending(content) ? join(REPLIES, List.of("SuppressReadReceipt")) : REPLIES;
            case MEETING_RESPONSE -> REPLIES;
            case MEETING_REQUEST ->
                !answers.isEmpty() && is(content, "AllowNewTimeProposal", true)
                        ? join(join(answers, REPLIES), List.of("ProposeNewTime"))
                        : join(answers, REPLIES);
            case MEETING_CANCELLATION -> own ? REPLIES : join(REPLIES, List.of("RemoveItem"));
            case POST_ITEM -> List.of("ReplyToItem", FORWARD, "PostReplyItem");
            case CALENDAR_ITEM ->
                !OrganizerMeetings.isMeeting(item)
                        ? List.of(FORWARD)
                        : own ? List.of("ReplyAllToItem", FORWARD, "CancelCalendarItem") : join(answers, REPLIES);
            default -> List.of();
        };
    }

    private static boolean is(ItemContent content, String property, boolean otherwise) {
        return content.propertyText(property).map(XmlElement::isTrueText).orElse(otherwise);
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
