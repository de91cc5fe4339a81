package org.s2slab.exchange.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.StreamedEwsResponse;
import org.s2slab.exchange.responsecode.ResponseCode;

/** The open streaming connections. Called from the event loop of the node. */
final class StreamingConnections {
    /** The maximum number of open connections per owner and mailbox: HangingConnectionLimit of Exchange 2013. */
    private static final int MOST = 3;

    private final EventWatch watch;
    private final SubscriptionEventReader reader;
    private final LongSupplier epoch;
    private final Clock clock;
    private final List<StreamingConnection> open = new ArrayList<>();

    StreamingConnections(EventWatch watch, SubscriptionEventReader reader, LongSupplier epoch, Clock clock) {
        this.watch = watch;
        this.reader = reader;
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Whether the caller of a request has the maximum number of connections. */
    boolean tooMany(EwsRequest request) {
        return open.stream().filter(stream -> stream.countsFor(request)).count() >= MOST;
    }

    /** Streams the events of subscriptions on a new connection. An earlier connection loses these subscriptions. */
    void open(StreamedEwsResponse wire, EwsRequest request, List<Subscription> subscriptions, Duration time) {
        Instant now = clock.instant();
        StreamingConnection stream =
                new StreamingConnection(wire, request, subscriptions, reader, now, now.plus(time), epoch);
        for (Subscription one : subscriptions) {
            drop(one, ResponseCode.ErrorNewEventStreamConnectionOpened);
            one.streamedOn(stream, now);
        }
        open.removeIf(StreamingConnection::isOver);
        open.add(stream);
        watch.begin(stream);
    }

    /** Stops the streaming of a subscription. */
    void drop(Subscription subscription, ResponseCode why) {
        StreamingConnection before = subscription.stream();
        if (before != null) {
            subscription.streamedOn(null, clock.instant());
            before.drop(subscription, why, clock.instant());
        }
    }

    /** Closes all connections with a final message. */
    void close() {
        List.copyOf(open).forEach(stream -> stream.close(clock.instant()));
        open.clear();
    }
}
