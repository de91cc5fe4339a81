package org.s2slab.exchange.mailbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a mailbox keeps what was deleted from it, and how much it may have.
 *
 * @param litigationHold whether nothing at all is purged
 * @param singleItemRecovery whether even what a person deleted for good is kept for that long
 * @param retain how long Recoverable Items keeps what came there
 * @param sendQuota bytes of all items outside of the archive and Recoverable Items from which nothing more is sent, or null for no limit
 */
public record RetentionSettings(
        boolean litigationHold,
        boolean singleItemRecovery,
        Duration retain,
        @Nullable Long sendQuota) {
    /** What the product sets: 14 days, no hold, no single item recovery, no quota. */
    public static final RetentionSettings DEFAULT = new RetentionSettings(false, false, Duration.ofDays(14), null);
}
