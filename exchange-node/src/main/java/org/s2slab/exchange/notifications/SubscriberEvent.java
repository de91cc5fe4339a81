package org.s2slab.exchange.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.mailbox.MailboxEvent;

/**
 * An event in the form for one subscriber.
 *
 * @param number the position in the history, used in the watermark
 * @param ofFolder whether the event concerns a folder; otherwise an item
 * @param change the number of the mailbox change that caused the event
 * @param old the place before a move, or the source of a copy; null for other events
 * @param unread the number of unread items in the folder if the event contains it, or null
 */
record SubscriberEvent(
        EventType type,
        long number,
        Instant time,
        boolean ofFolder,
        Place thing,
        long change,
        @Nullable Place old,
        @Nullable Integer unread) {
    /** The key of an object and the key of its parent folder. */
    record Place(String id, String folder) {}

    /** Creates the subscriber's event of a given type. */
    static SubscriberEvent of(MailboxEvent event, EventType type) {
        boolean transfer = type == EventType.MOVED || type == EventType.COPIED;
        return new SubscriberEvent(
                type,
                event.number(),
                event.time(),
                event.ofFolder(),
                new Place(event.id(), event.folder()),
                event.change(),
                transfer ? oldPlace(event) : null,
                null);
    }

    /** Creates a deletion event for an object that left the subscriber's view. */
    static SubscriberEvent gone(MailboxEvent event) {
        Place place = oldPlace(event);
        return new SubscriberEvent(
                EventType.DELETED, event.number(), event.time(), event.ofFolder(), place, event.change(), null, null);
    }

    /** Creates a modification event for a folder whose contents changed. */
    static SubscriberEvent ofContents(MailboxEvent last, Place folder, long change, int unread) {
        return new SubscriberEvent(EventType.MODIFIED, last.number(), last.time(), true, folder, change, null, unread);
    }

    private static Place oldPlace(MailboxEvent event) {
        String id = event.oldId();
        String folder = event.oldFolder();
        return new Place(id == null ? event.id() : id, folder == null ? event.folder() : folder);
    }
}
