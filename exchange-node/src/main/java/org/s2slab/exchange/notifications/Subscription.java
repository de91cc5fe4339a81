package org.s2slab.exchange.notifications;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;

/**
 * A subscription to a mailbox. As in the product, it exists only in memory and ends when the server stops.
 *
 * @param state the mutable state
 */
record Subscription(String id, SubscriptionOwner owner, Mailbox mailbox, SubscriptionRequest wish, State state) {
    /** The mutable state of a subscription. */
    private static final class State {
        private Instant used;
        private long reached;
        private @Nullable StreamingConnection stream;

        private State(Instant used, long reached) {
            this.used = used;
            this.reached = reached;
        }
    }

    /** @param reached the number of the last event before the subscription */
    Subscription(
            String id, SubscriptionOwner owner, Mailbox mailbox, SubscriptionRequest wish, Instant made, long reached) {
        this(id, owner, mailbox, wish, new State(made, reached));
    }

    /** The connection that streams the events, or null without a connection. */
    @Nullable
    StreamingConnection stream() {
        return state.stream;
    }

    /** Sets the connection that streams the events; null for no connection. */
    void streamedOn(@Nullable StreamingConnection open, Instant now) {
        state.stream = open;
        state.used = now;
    }

    void usedAt(Instant now) {
        state.used = now;
    }

    /** The expiry time of an unused subscription. A subscription that is streamed or pushed does not expire. */
    Instant ends() {
        Duration life = wish.lifetime() == null ? SubscriptionRegistry.WITHOUT_CONNECTION : wish.lifetime();
        return state.stream == null && wish.push() == null ? state.used.plus(life) : Instant.MAX;
    }

    /** The number of the last event that the subscriber received. */
    long reached() {
        return state.reached;
    }

    void reached(long number) {
        state.reached = number;
    }
}
