package org.s2slab.exchange.mailbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an item or a folder, as stored by {@link MailboxEventStore}.
 *
 * @param number the position among the events of all mailboxes
 * @param ofFolder whether the event concerns a folder; otherwise an item
 * @param id the key of the item or folder
 * @param folder the key of the parent folder, after a deletion the last one
 * @param oldId the key before a move, or the key of a copy's original; null for other events
 * @param oldFolder the parent folder of {@code oldId}; null for other events
 * @param change the number of the mailbox change that caused the event
 */
public record MailboxEvent(
        long number,
        Kind kind,
        boolean ofFolder,
        String id,
        String folder,
        @Nullable String oldId,
        @Nullable String oldFolder,
        long change,
        Instant time) {
    /** The kinds of events. The database stores these names: never change a name. */
    public enum Kind {
        CREATED,
        /** A second event after CREATED for an item that arrived as mail. */
        NEW_MAIL,
        MODIFIED,
        MOVED,
        COPIED,
        DELETED
    }
}
