package org.s2slab.exchange.outofoffice;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The automatic reply settings of a mailbox (MS-OXWOOF).
 *
 * @param audience the external senders who would get a reply; the lab receives no external mail
 * @param starts the start of a scheduled absence
 * @param internal the HTML reply to senders in the organization
 * @param external the HTML reply to external senders
 */
public record OutOfOfficeSettings(
        State state, Audience audience, Instant starts, Instant ends, String internal, String external) {
    /** Whether and when replies are sent. The constants have the names that the product uses. */
    public enum State {
        Disabled,
        Enabled,
        Scheduled
    }

    /** Which external senders get a reply. The constants have the names that the product uses. */
    public enum Audience {
        None,
        Known,
        All
    }

    /** The initial settings of a mailbox. */
    static OutOfOfficeSettings first(Instant now) {
        Instant starts = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return new OutOfOfficeSettings(State.Disabled, Audience.All, starts, starts.plus(Duration.ofDays(1)), "", "");
    }

    /** Whether replies are sent at a time. */
    public boolean replies(Instant now) {
        return state == State.Enabled || (state == State.Scheduled && !now.isBefore(starts) && now.isBefore(ends));
    }
}
