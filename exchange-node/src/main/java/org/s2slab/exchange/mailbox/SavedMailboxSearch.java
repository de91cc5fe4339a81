package org.s2slab.exchange.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored eDiscovery search. If the search is an In-Place Hold, the server does not purge the items that the search
 * finds.
 *
 * @param name unique without case; the {@code HoldId} in EWS
 * @param query a keyword query, empty for all items
 * @param mailboxes the ids of the accounts
 * @param hold whether the search is currently an In-Place Hold
 * @param period how long an item is held after its arrival, or null for the duration of the hold
 * @param holdId the value in the directory attribute {@code msExchUserHoldPolicies}
 */
public record SavedMailboxSearch(
        String name,
        String query,
        List<String> mailboxes,
        boolean hold,
        @Nullable Duration period,
        String holdId,
        Instant created) {
    public SavedMailboxSearch {
        mailboxes = List.copyOf(mailboxes);
    }

    /** Whether this search is a hold on a mailbox. */
    public boolean holds(String mailbox) {
        return hold && mailboxes.contains(mailbox);
    }
}
