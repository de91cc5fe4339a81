package org.s2slab.exchange.mailbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * How long a mailbox retains deleted items, and its send quota.
 *
 * @param switches the settings that are on
 * @param retain how long items stay in Recoverable Items
 * @param sendQuota the size in bytes above which the mailbox cannot send, without the archive and Recoverable Items;
 *     null for no limit
 */
public record RetentionSettings(
        Switches<RetentionSwitch> switches,
        Duration retain,
        @Nullable Long sendQuota) {
    /** A setting of a mailbox that is on or off. */
    public enum RetentionSwitch {
        /** Nothing is ever purged. */
        LITIGATION_HOLD,

        /** Permanently deleted items are retained, too. */
        SINGLE_ITEM_RECOVERY
    }

    /** The defaults of the product: 14 days, no hold, no single item recovery, no quota. */
    public static final RetentionSettings DEFAULT = new RetentionSettings(Switches.of(), Duration.ofDays(14), null);

    public boolean litigationHold() {
        return switches.has(RetentionSwitch.LITIGATION_HOLD);
    }

    public boolean singleItemRecovery() {
        return switches.has(RetentionSwitch.SINGLE_ITEM_RECOVERY);
    }
}
