package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.node.Feature;
import org.s2slab.node.NodeTimers;
import org.s2slab.trace.IdGenerator;

/** Combines the parts of mailbox notifications: pull, streaming and push subscriptions. */
public final class NotificationFeature extends Feature {
    /** The interval between deletions of old events. */
    private static final Duration HOUR = Duration.ofHours(1);

    private final StreamingConnections streams;
    private final List<EwsOperation> operations;

    /**
     * @param most the maximum number of subscriptions of a caller in a mailbox
     * @param epoch the epoch of the configuration: a new epoch closes streaming connections
     */
    public NotificationFeature(
            NodeTimers timers,
            MailboxEventStore events,
            ItemStores stores,
            RoleAssignmentStore roles,
            LongSupplier most,
            LongSupplier epoch,
            PushClient client,
            Clock clock,
            IdGenerator ids) {
        var subscriptions = new SubscriptionRegistry(roles, most, clock, ids);
        var reader = new SubscriptionEventReader(events, stores);
        var watch = new EventWatch(timers, events, clock);
        streams = new StreamingConnections(watch, reader, epoch, clock);
        var pushes = new PushNotifications(subscriptions, reader, client, watch, clock);
        var subscribing = new SubscriptionOperations(subscriptions, streams, pushes, events, reader, stores, clock);
        operations = new ArrayList<>(subscribing.all());
        operations.add(new GetStreamingEvents(subscriptions, streams));
        onStart(background -> {
            background.every(HOUR, "Forgetting old events", () -> events.forgetOld(clock.instant()));
            background.every(HOUR, "Purging old tombstones", () -> events.purgeTombstones(clock.instant()));
        });
        onStop(this::close);
    }

    public List<EwsOperation> operations() {
        return List.copyOf(operations);
    }

    /** Closes all streaming connections with a final message. */
    public Future<Void> close() {
        streams.close();
        return Future.succeededFuture();
    }
}
