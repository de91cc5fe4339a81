package org.s2slab.exchange.notifications;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;

/** A subscription to a mailbox. As in the product it exists only in memory and ends with the server. */
final class Subscription {
    private final String id;
    private final SubscriptionOwner owner;
    private final Mailbox mailbox;
    private final SubscriptionRequest wish;
    private final @Nullable Duration timeout;
    private final @Nullable PushTarget push;
    private Instant used;
    private long reached;
    private @Nullable StreamingConnection stream;

    /**
     * @param timeout of a subscription whose events are fetched: how long it lives without being asked; null for one
     *     whose events are streamed or pushed
     * @param push where its events are pushed to; null for the others
     * @param reached the number of the last event that is not told any more
     */
    Subscription(
            String id,
            SubscriptionOwner owner,
            Mailbox mailbox,
            SubscriptionRequest wish,
            @Nullable Duration timeout,
            @Nullable PushTarget push,
            Instant made,
            long reached) {
        this.id = id;
        this.owner = owner;
        this.mailbox = mailbox;
        this.wish = wish;
        this.timeout = timeout;
        this.push = push;
        this.used = made;
        this.reached = reached;
    }

    String id() {
        return id;
    }

    SubscriptionOwner owner() {
        return owner;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    SubscriptionRequest wish() {
        return wish;
    }

    boolean isStreamed() {
        return timeout == null && push == null;
    }

    boolean isFetched() {
        return timeout != null;
    }

    /** The listener to which its events are pushed, or null. */
    @Nullable
    PushTarget push() {
        return push;
    }

    /** The connection on which its events are streamed, or null where there is none. */
    @Nullable
    StreamingConnection stream() {
        return stream;
    }

    /** From now on its events go there; null for nowhere. */
    void streamedOn(@Nullable StreamingConnection open, Instant now) {
        stream = open;
        used = now;
    }

    void usedAt(Instant now) {
        used = now;
    }

    /** When it ends unless it is used before; it does not while its events are streamed or pushed. */
    Instant ends() {
        Duration life = timeout == null ? SubscriptionRegistry.WITHOUT_CONNECTION : timeout;
        return stream == null && push == null ? used.plus(life) : Instant.MAX;
    }

    /** The last event it has been told. */
    long reached() {
        return reached;
    }

    void reached(long number) {
        reached = number;
    }
}
