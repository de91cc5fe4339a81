package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.StreamedEwsResponse;
import org.s2slab.exchange.notifications.NotificationXml.News;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;

/** An open connection that streams the events of subscriptions until its timeout. */
final class StreamingConnection implements EventWatch.EventListener {
    /** The interval without events before a status message, as the EWS Managed API expects it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(45);

    private final StreamedEwsResponse wire;
    private final EwsRequest request;
    private final List<Subscription> subscriptions;
    private final SubscriptionEventReader reader;
    private final Instant ends;
    private final LongSupplier epoch;
    private final long began;
    private Instant spoken;
    private boolean reading;

    /**
     * @param request the request that opened the connection. The caller of this request owns the connection, and the
     *     connection counts for the mailbox of this request
     * @param ends the time at which the connection is closed
     * @param epoch the configuration epoch; if it changes, the caller must connect again
     */
    StreamingConnection(
            StreamedEwsResponse wire,
            EwsRequest request,
            List<Subscription> subscriptions,
            SubscriptionEventReader reader,
            Instant now,
            Instant ends,
            LongSupplier epoch) {
        this.wire = wire;
        this.request = request;
        this.subscriptions = new ArrayList<>(subscriptions);
        this.reader = reader;
        this.spoken = now;
        this.ends = ends;
        this.epoch = epoch;
        this.began = epoch.getAsLong();
    }

    @Override
    public boolean isOver() {
        return wire.isOver();
    }

    /** Whether the connection counts towards the limit for another request: same caller and same mailbox. */
    boolean countsFor(EwsRequest other) {
        return !isOver()
                && SubscriptionOwner.of(request.caller()).equals(SubscriptionOwner.of(other.caller()))
                && request.mailbox().id().equals(other.mailbox().id());
    }

    /** Sends events or a status message, or ends the connection. */
    @Override
    public Future<Void> look(Instant time, long last) {
        if (isOver() || reading || wire.isBehind()) {
            return Future.succeededFuture();
        }
        if (epoch.getAsLong() != began || !time.isBefore(ends)) {
            close(time);
            return Future.succeededFuture();
        }
        if (subscriptions.stream().anyMatch(one -> one.reached() < last)) {
            reading = true;
            return tell(time, last).eventually(() -> {
                reading = false;
                return Future.succeededFuture();
            });
        }
        if (Duration.between(spoken, time).abs().compareTo(HEARTBEAT) >= 0) {
            say(EwsMessage.success(NotificationXml.status(true, List.of())), time);
        }
        return Future.succeededFuture();
    }

    private Future<Void> tell(Instant time, long last) {
        return WorkSequence.list(List.copyOf(subscriptions), one -> next(one, last))
                .map(all -> {
                    List<News> news = all.stream()
                            .filter(one -> !one.events().isEmpty() && one.subscription().stream() == this)
                            .toList();
                    if (!news.isEmpty()) {
                        say(EwsMessage.success(NotificationXml.streamed(news)), time);
                    }
                    return null;
                });
    }

    private Future<News> next(Subscription subscription, long last) {
        return reader.next(subscription, subscription.reached(), last).map(batch -> {
            if (subscription.stream() == this) {
                subscription.reached(batch.reached());
            }
            return new News(subscription, batch.events());
        });
    }

    /** Removes a subscription and reports the reason; ends the connection after the last subscription. */
    void drop(Subscription subscription, ResponseCode why, Instant time) {
        subscriptions.remove(subscription);
        boolean open = !subscriptions.isEmpty();
        say(new EwsMessage(new EwsError(why), NotificationXml.status(open, List.of(subscription.id()))), time);
        if (!open) {
            wire.end();
        }
    }

    /** Sends the closing status and ends the connection. */
    void close(Instant time) {
        say(EwsMessage.success(NotificationXml.status(false, List.of())), time);
        wire.end();
        release(time);
    }

    /** Releases the subscriptions: without a connection, their lifetime limit applies again. */
    @Override
    public void release(Instant time) {
        subscriptions.stream().filter(one -> one.stream() == this).forEach(one -> one.streamedOn(null, time));
        subscriptions.clear();
    }

    private void say(EwsMessage message, Instant time) {
        wire.send(message);
        spoken = time;
    }
}
