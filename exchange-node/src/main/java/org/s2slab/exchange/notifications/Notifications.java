package org.s2slab.exchange.notifications;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.items.Stores;
import org.s2slab.exchange.mailbox.MailboxEvents;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.trace.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of notifications, put together. */
public final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    /** Between looks for events that are too old, in milliseconds. */
    private static final long HOUR = 3_600_000;

    private final Vertx vertx;
    private final MailboxEvents events;
    private final Clock clock;
    private final Streams streams;
    private final List<EwsOperation> operations;

    /** @param epoch the epoch of the configuration: under a new one, whoever listens must come in again */
    public Notifications(
            Vertx vertx,
            MailboxEvents events,
            Stores stores,
            RoleAssignments roles,
            LongSupplier epoch,
            Clock clock,
            Ids ids) {
        this.vertx = vertx;
        this.events = events;
        this.clock = clock;
        var subscriptions = new Subscriptions(roles, clock, ids);
        var reader = new EventReader(events, stores);
        streams = new Streams(vertx, events, reader, epoch, clock);
        operations = new ArrayList<>(
                new SubscriptionOperations(subscriptions, streams, events, reader, stores, clock).all());
        operations.add(new GetStreamingEvents(subscriptions, streams));
    }

    public List<EwsOperation> operations() {
        return List.copyOf(operations);
    }

    /** From now on what is too old is forgotten by itself. */
    public void keepTidy() {
        vertx.setPeriodic(
                HOUR,
                timer -> events.forgetOld(clock.instant()).onFailure(failure -> LOG.error("Old events", failure)));
    }

    /** Ends what is being streamed, saying so. */
    public void close() {
        streams.close();
    }
}
