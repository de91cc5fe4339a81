package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.ews.StreamedEwsResponse;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.node.NodeTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open streaming connections. Called from the event loop of the node. */
final class StreamingConnections {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingConnections.class);

    /** The interval between reads of the history while a client waits, in real time. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Open connections for an owner and a mailbox: Exchange 2013's HangingConnectionLimit. */
    private static final int MOST = 3;

    private final NodeTimers timers;
    private final MailboxEventStore events;
    private final SubscriptionEventReader reader;
    private final LongSupplier epoch;
    private final Clock clock;
    private final List<StreamingConnection> open = new ArrayList<>();
    private boolean ticking;

    StreamingConnections(
            NodeTimers timers,
            MailboxEventStore events,
            SubscriptionEventReader reader,
            LongSupplier epoch,
            Clock clock) {
        this.timers = timers;
        this.events = events;
        this.reader = reader;
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Whether the caller of a request may not open another one. */
    boolean tooMany(EwsRequest request) {
        SubscriptionOwner owner = SubscriptionOwner.of(request.caller());
        return open.stream()
                        .filter(stream -> stream.countsFor(owner, request.mailbox()))
                        .count()
                >= MOST;
    }

    /** Streams the events of subscriptions from now on; whatever connection they were on before loses them. */
    void open(StreamedEwsResponse wire, EwsRequest request, List<Subscription> subscriptions, Duration time) {
        Instant now = clock.instant();
        StreamingConnection stream = new StreamingConnection(
                wire,
                SubscriptionOwner.of(request.caller()),
                request.mailbox(),
                subscriptions,
                reader,
                now,
                now.plus(time),
                epoch.getAsLong());
        for (Subscription one : subscriptions) {
            drop(one, ResponseCode.ErrorNewEventStreamConnectionOpened);
            one.streamedOn(stream, now);
        }
        open.add(stream);
        if (!ticking) {
            ticking = true;
            timers.pause(LOOK).onSuccess(passed -> look());
        }
    }

    /** Streams the events of a subscription no longer. */
    void drop(Subscription subscription, ResponseCode why) {
        StreamingConnection before = subscription.stream();
        if (before != null) {
            subscription.streamedOn(null, clock.instant());
            before.drop(subscription, why, clock.instant());
        }
    }

    /** Ends all, saying so. */
    void close() {
        List.copyOf(open).forEach(stream -> stream.close(clock.instant()));
        open.clear();
    }

    private void look() {
        Instant now = clock.instant();
        open.stream().filter(StreamingConnection::isOver).forEach(stream -> stream.release(now));
        open.removeIf(StreamingConnection::isOver);
        if (open.isEmpty() || timers.isStopped()) {
            ticking = false;
            return;
        }
        events.extent()
                .compose(extent -> Future.join(open.stream()
                        .map(stream -> stream.look(now, extent.last(), epoch.getAsLong()))
                        .toList()))
                .onFailure(failure -> LOG.error("Events could not be streamed", failure))
                .eventually(() -> timers.pause(LOOK))
                .onComplete(passed -> look());
    }
}
