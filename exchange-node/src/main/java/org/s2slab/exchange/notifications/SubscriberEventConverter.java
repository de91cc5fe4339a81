package org.s2slab.exchange.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailboxEvent;
import org.s2slab.exchange.mailbox.MailboxEvent.Kind;

/**
 * Converts events to a subscriber's view: a move into a hidden folder becomes a deletion, a move out of a hidden folder
 * a creation (Microsoft, Pull notifications for EWS deletion-related mailbox events in Exchange, table 1).
 */
final class SubscriberEventConverter {
    private SubscriberEventConverter() {}

    /** The events that a subscriber receives; empty for events outside of the subscription. */
    static List<SubscriberEvent> of(MailboxEvent event, SubscriptionRequest wish) {
        List<SubscriberEvent> seen = new ArrayList<>();
        shown(event, wish).filter(one -> wish.wants(one.type())).forEach(seen::add);
        boolean busy =
                !event.ofFolder() && folders(event).anyMatch(DistinguishedFolder.CALENDAR.distinguishedName()::equals);
        if (busy && wish.wants(EventType.FREE_BUSY_CHANGED) && concerns(event, wish)) {
            seen.add(SubscriberEvent.of(event, EventType.FREE_BUSY_CHANGED));
        }
        return seen;
    }

    /** The folders whose contents an event changed. */
    static Stream<String> touched(MailboxEvent event) {
        return event.ofFolder() && event.kind() == Kind.MODIFIED
                ? Stream.empty()
                : event.kind() == Kind.COPIED ? Stream.of(event.folder()) : folders(event);
    }

    private static Stream<SubscriberEvent> shown(MailboxEvent event, SubscriptionRequest wish) {
        if (event.kind() == Kind.MOVED) {
            return moved(event, wish);
        }
        boolean itself = event.ofFolder() && !wish.isOfAllFolders() && wish.sees(event.id());
        return itself || wish.sees(event.folder())
                ? Stream.of(
                        SubscriberEvent.of(event, EventType.valueOf(event.kind().name())))
                : Stream.empty();
    }

    private static Stream<SubscriberEvent> moved(MailboxEvent event, SubscriptionRequest wish) {
        String from = event.oldFolder() == null ? event.folder() : event.oldFolder();
        boolean left = wish.sees(from);
        boolean came = wish.sees(event.folder());
        boolean purged = event.folder().endsWith("recoverableitemspurges");
        // A soft deletion is a move for subscriptions to single folders, and a deletion for subscriptions to all
        // folders.
        boolean gone = purged || (wish.isOfAllFolders() && SubscriptionRequest.isRecoverable(event.folder()));
        boolean back = wish.isOfAllFolders() && SubscriptionRequest.isRecoverable(from);
        if (gone || back) {
            return Stream.concat(
                    left ? Stream.of(SubscriberEvent.gone(event)) : Stream.empty(),
                    came ? Stream.of(SubscriberEvent.of(event, EventType.CREATED)) : Stream.empty());
        }
        boolean itself = event.ofFolder() && !wish.isOfAllFolders() && wish.sees(event.id());
        return left || came || itself ? Stream.of(SubscriberEvent.of(event, EventType.MOVED)) : Stream.empty();
    }

    private static boolean concerns(MailboxEvent event, SubscriptionRequest wish) {
        return folders(event).anyMatch(wish::sees);
    }

    private static Stream<String> folders(MailboxEvent event) {
        String old = event.oldFolder();
        return old == null || old.equals(event.folder()) ? Stream.of(event.folder()) : Stream.of(old, event.folder());
    }
}
