package org.s2slab.exchange.notifications;

/** The event types to which clients can subscribe (t:NotificationEventTypeType). */
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

    /** The element name in notifications and requests. */
    String element() {
        return element;
    }

    /** Finds an event type by its name in a request that the schema has validated. */
    static EventType of(String word) {
        for (EventType type : values()) {
            if (type.element.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
