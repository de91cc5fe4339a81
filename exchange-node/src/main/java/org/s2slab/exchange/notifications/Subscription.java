package org.s2slab.exchange.notifications;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;

/**
 * A subscription to a mailbox. As in the product, it exists only in memory and ends when the server stops.
 *
 * @param state the changeable part
 */
record Subscription(String id, SubscriptionOwner owner, Mailbox mailbox, SubscriptionRequest wish, State state) {
    /** The changeable part of a subscription. */
    private static final class State {
        private Instant used;
        private long reached;
        private @Nullable StreamingConnection stream;

        private State(Instant used, long reached) {
            this.used = used;
            this.reached = reached;
        }
    }

    /** @param reached the number of the last event that is not sent to the subscription */
    Subscription(
            String id, SubscriptionOwner owner, Mailbox mailbox, SubscriptionRequest wish, Instant made, long reached) {
        this(id, owner, mailbox, wish, new State(made, reached));
    }

    /** The connection on which its events are streamed, or null where there is none. */
    @Nullable
    StreamingConnection stream() {
        return state.stream;
    }

    /** From now on its events go there; null for nowhere. */
    void streamedOn(@Nullable StreamingConnection open, Instant now) {
        state.stream = open;
        state.used = now;
    }

    void usedAt(Instant now) {
        state.used = now;
    }

    /** When it ends unless it is used before; it does not while its events are streamed or pushed. */
    Instant ends() {
        Duration life = wish.lifetime() == null ? SubscriptionRegistry.WITHOUT_CONNECTION : wish.lifetime();
        return state.stream == null && wish.push() == null ? state.used.plus(life) : Instant.MAX;
    }

    /** The last event it has been told. */
    long reached() {
        return state.reached;
    }

    void reached(long number) {
        state.reached = number;
    }
}
