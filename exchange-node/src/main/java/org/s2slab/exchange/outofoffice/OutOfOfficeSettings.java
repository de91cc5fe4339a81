package org.s2slab.exchange.outofoffice;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The automatic replies of a mailbox (MS-OXWOOF).
 *
 * @param audience who outside of the organization would get a reply; no mail of the lab comes from there
 * @param starts of a scheduled absence
 * @param internal the reply within the organization, HTML
 * @param external the reply to others, HTML
 */
public record OutOfOfficeSettings(
        State state, Audience audience, Instant starts, Instant ends, String internal, String external) {
    /** Whether replies are sent: the names of the product. */
    public enum State {
        Disabled,
        Enabled,
        Scheduled
    }

    /** The names of the product. */
    public enum Audience {
        None,
        Known,
        All
    }

    /** What a mailbox has before anybody sets it. */
    static OutOfOfficeSettings first(Instant now) {
        Instant starts = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return new OutOfOfficeSettings(State.Disabled, Audience.All, starts, starts.plus(Duration.ofDays(1)), "", "");
    }

    /** Whether mail is replied to at a moment. */
    public boolean replies(Instant now) {
        return state == State.Enabled || (state == State.Scheduled && !now.isBefore(starts) && now.isBefore(ends));
    }
}
