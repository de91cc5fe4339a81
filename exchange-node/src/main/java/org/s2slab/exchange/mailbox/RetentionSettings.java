package org.s2slab.exchange.mailbox;

import java.time.Duration;

/**
 * How long a mailbox keeps what was deleted from it.
 *
 * @param litigationHold whether nothing at all is purged
 * @param singleItemRecovery whether even what a person deleted for good is kept for that long
 * @param retain how long Recoverable Items keeps what came there
 */
public record RetentionSettings(boolean litigationHold, boolean singleItemRecovery, Duration retain) {
    /** What the product sets: 14 days, no hold, no single item recovery. */
    public static final RetentionSettings DEFAULT = new RetentionSettings(false, false, Duration.ofDays(14));
}
