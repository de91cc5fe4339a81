package org.s2slab.exchange.notifications;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.items.Stores;
import org.s2slab.exchange.mailbox.MailboxEvents;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.node.Timers;
import org.s2slab.trace.Ids;

/** The parts of notifications, put together. */
public final class NotificationFeature {
    /** Between looks for events that are too old. */
    private static final Duration HOUR = Duration.ofHours(1);

    private final Timers timers;
    private final MailboxEvents events;
    private final Clock clock;
    private final Streams streams;
    private final List<EwsOperation> operations;

    /** @param epoch the epoch of the configuration: under a new one, whoever listens must come in again */
    public NotificationFeature(
            Timers timers,
            MailboxEvents events,
            Stores stores,
            RoleAssignments roles,
            LongSupplier epoch,
            Clock clock,
            Ids ids) {
        this.timers = timers;
        this.events = events;
        this.clock = clock;
        var subscriptions = new Subscriptions(roles, clock, ids);
        var reader = new EventReader(events, stores);
        streams = new Streams(timers, events, reader, epoch, clock);
        operations = new ArrayList<>(
                new SubscriptionOperations(subscriptions, streams, events, reader, stores, clock).all());
        operations.add(new GetStreamingEvents(subscriptions, streams));
    }

    public List<EwsOperation> operations() {
        return List.copyOf(operations);
    }

    /** From now on what is too old is forgotten by itself. */
    public void keepTidy() {
        timers.every(HOUR, "Forgetting old events", () -> events.forgetOld(clock.instant()));
        timers.every(HOUR, "Purging old tombstones", () -> events.purgeTombstones(clock.instant()));
    }

    /** Ends what is being streamed, saying so. */
    public void close() {
        streams.close();
    }
}
