package org.s2slab.exchange.notifications;

/** The kinds of events that can be subscribed to (t:NotificationEventTypeType). */
enum EventType {
    COPIED("CopiedEvent"),
    CREATED("CreatedEvent"),
    DELETED("DeletedEvent"),
    MODIFIED("ModifiedEvent"),
    MOVED("MovedEvent"),
    NEW_MAIL("NewMailEvent"),
    FREE_BUSY_CHANGED("FreeBusyChangedEvent");

    private final String element;

    EventType(String element) {
        this.element = element;
    }

    /** The element of a notification, which is the word of a request as well. */
    String element() {
        return element;
    }

    /** By the word of a request, which the schema has checked. */
    static EventType of(String word) {
        for (EventType type : values()) {
            if (type.element.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
