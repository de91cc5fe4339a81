package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.ews.StreamedEwsResponse;
import org.s2slab.exchange.notifications.NotificationXml.News;

/** An open connection that streams the events of some subscriptions until its timeout. */
final class StreamingConnection {
    /** Silence after which the caller is told that the connection is still there: what the EWS Managed API expects. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(45);

    private final StreamedEwsResponse wire;
    private final SubscriptionOwner owner;
    private final String charged;
    private final List<Subscription> subscriptions;
    private final SubscriptionEventReader reader;
    private final Instant ends;
    private final long epoch;
    private Instant spoken;
    private boolean reading;

    /**
     * @param charged whose mailbox it counts for
     * @param ends when it is closed
     * @param epoch the configuration under which the caller was let in
     */
    StreamingConnection(
            StreamedEwsResponse wire,
            SubscriptionOwner owner,
            Mailbox charged,
            List<Subscription> subscriptions,
            SubscriptionEventReader reader,
            Instant now,
            Instant ends,
            long epoch) {
        this.wire = wire;
        this.owner = owner;
        this.charged = charged.id();
        this.subscriptions = new ArrayList<>(subscriptions);
        this.reader = reader;
        this.spoken = now;
        this.ends = ends;
        this.epoch = epoch;
    }

    boolean isOver() {
        return wire.isOver();
    }

    boolean countsFor(SubscriptionOwner caller, Mailbox mailbox) {
        return !isOver() && owner.equals(caller) && charged.equals(mailbox.id());
    }

    /**
     * Does what is due: tells events, shows that it is alive, or ends.
     *
     * @param last the number of the last event there is
     * @param now the epoch of the configuration, under another one of which the caller must come in again
     */
    Future<Void> look(Instant time, long last, long now) {
        if (isOver() || reading || wire.isBehind()) {
            return Future.succeededFuture();
        }
        if (now != epoch || !time.isBefore(ends)) {
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
        Future<List<News>> gathered = Future.succeededFuture(new ArrayList<>());
        for (Subscription one : List.copyOf(subscriptions)) {
            gathered = gathered.compose(before -> reader.next(one, one.reached(), last)
                    .map(batch -> {
                        if (one.stream() == this) {
                            one.reached(batch.reached());
                            before.add(new News(one, batch.events()));
                        }
                        return before;
                    }));
        }
        return gathered.map(all -> {
            List<News> news = all.stream()
                    .filter(one -> !one.events().isEmpty() && one.subscription().stream() == this)
                    .toList();
            if (!news.isEmpty()) {
                say(EwsMessage.success(NotificationXml.streamed(news)), time);
            }
            return null;
        });
    }

    /** Goes on without a subscription, saying why; ends where it was the last. */
    void drop(Subscription subscription, ResponseCode why, Instant time) {
        subscriptions.remove(subscription);
        boolean open = !subscriptions.isEmpty();
        say(new EwsMessage(new EwsError(why), NotificationXml.status(open, List.of(subscription.id()))), time);
        if (!open) {
            wire.end();
        }
    }

    /** Says that it is over, and is. */
    void close(Instant time) {
        say(EwsMessage.success(NotificationXml.status(false, List.of())), time);
        wire.end();
        release(time);
    }

    /** Lets go of its subscriptions: their time runs again. */
    void release(Instant time) {
        subscriptions.stream().filter(one -> one.stream() == this).forEach(one -> one.streamedOn(null, time));
        subscriptions.clear();
    }

    private void say(EwsMessage message, Instant time) {
        wire.send(message);
        spoken = time;
    }
}
