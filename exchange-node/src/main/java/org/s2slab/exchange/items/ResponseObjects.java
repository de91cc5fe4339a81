package org.s2slab.exchange.items;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;

/** The answers that CreateItem makes to an item: {@code item:ResponseObjects} (MS-OXWSCORE). */
final class ResponseObjects {
    private static final List<String> ANSWERS = List.of("AcceptItem", "TentativelyAcceptItem", "DeclineItem");
    private static final List<String> REPLIES = List.of("ReplyToItem", "ReplyAllToItem", "ForwardItem");

    private ResponseObjects() {}

    /** The elements, in the order in which they are written; none for what nobody answers. */
    static List<String> of(Item item) {
        ItemContent content = item.content();
        if (content.draft() || item.isPreserved()) {
            return List.of();
        }
        return switch (content.kind()) {
            case MESSAGE -> ReadReceipts.isPending(content) ? join(REPLIES, List.of("SuppressReadReceipt")) : REPLIES;
            case MEETING_RESPONSE -> REPLIES;
            case MEETING_REQUEST -> join(join(ANSWERS, REPLIES), List.of("ProposeNewTime"));
            case MEETING_CANCELLATION -> join(REPLIES, List.of("RemoveItem"));
            case POST_ITEM -> List.of("ReplyToItem", "ForwardItem", "PostReplyItem");
            case CALENDAR_ITEM -> ofCalendar(content);
            default -> List.of();
        };
    }

    private static List<String> ofCalendar(ItemContent content) {
        if (!ItemReader.truth(content, "IsMeeting")) {
            return List.of("ForwardItem");
        }
        return content.propertyText("MyResponseType")
                        .filter("Organizer"::equals)
                        .isPresent()
                ? List.of("ReplyAllToItem", "ForwardItem", "CancelCalendarItem")
                : join(ANSWERS, REPLIES);
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
