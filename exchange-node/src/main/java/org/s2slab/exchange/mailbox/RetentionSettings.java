package org.s2slab.exchange.mailbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a mailbox retains deleted items, and its send quota.
 *
 * @param litigationHold whether nothing is ever purged
 * @param singleItemRecovery whether permanently deleted items are retained, too
 * @param retain how long items stay in Recoverable Items
 * @param sendQuota the size in bytes above which the mailbox cannot send, without the archive and Recoverable Items;
 *     null for no limit
 */
public record RetentionSettings(
        boolean litigationHold,
        boolean singleItemRecovery,
        Duration retain,
        @Nullable Long sendQuota) {
    /** The defaults of the product: 14 days, no hold, no single item recovery, no quota. */
    public static final RetentionSettings DEFAULT = new RetentionSettings(false, false, Duration.ofDays(14), null);
}
