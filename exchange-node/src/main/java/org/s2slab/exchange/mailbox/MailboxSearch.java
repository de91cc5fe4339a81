package org.s2slab.exchange.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search that is kept, and may be an In-Place Hold: what it finds in its mailboxes is then not purged.
 *
 * @param name unique without case; a {@code HoldId} of the web services
 * @param query a keyword query, empty for everything
 * @param mailboxes ids of accounts
 * @param hold whether it is an In-Place Hold now
 * @param period how long an item is held from the day it came, or null for as long as the hold lasts
 * @param holdId what the directory says of it in {@code msExchUserHoldPolicies}
 */
public record MailboxSearch(
        String name,
        String query,
        List<String> mailboxes,
        boolean hold,
        @Nullable Duration period,
        String holdId,
        Instant created) {
    public MailboxSearch {
        mailboxes = List.copyOf(mailboxes);
    }

    /** Whether it holds what lies in a mailbox. */
    public boolean holds(String mailbox) {
        return hold && mailboxes.contains(mailbox);
    }
}
