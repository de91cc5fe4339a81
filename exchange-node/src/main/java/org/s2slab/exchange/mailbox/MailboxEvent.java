package org.s2slab.exchange.mailbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to an item or a folder, as {@link MailboxEventStore} keep it.
 *
 * @param number its place among the events of all mailboxes
 * @param ofFolder whether it happened to a folder, else to an item
 * @param id key of what it happened to
 * @param folder key of the folder that lies in, or lay in when it went
 * @param oldId what it was known by before a move, or the original of a copy; null for other events
 * @param oldFolder where that lay; null for other events
 * @param change the change of the mailbox by which it happened
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
    /** What can happen. The names stand in the database: never change one. */
    public enum Kind {
        CREATED,
        /** In addition to CREATED: it came as mail. */
        NEW_MAIL,
        MODIFIED,
        MOVED,
        COPIED,
        DELETED
    }
}
