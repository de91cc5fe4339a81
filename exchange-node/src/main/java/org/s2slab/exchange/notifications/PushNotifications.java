package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.notifications.NotificationXml.News;
import org.s2slab.node.NodeTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of push subscriptions what happens. Each listener is called by itself: one that is slow keeps no
 * other waiting. Called from the event loop of the node.
 */
final class PushNotifications {
    private static final Logger LOG = LoggerFactory.getLogger(PushNotifications.class);

    /** The interval between reads of the history while there are listeners, in real time. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Before the first repetition of a call that failed; each further one waits twice as long. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);

    private final SubscriptionRegistry subscriptions;
    private final MailboxEventStore events;
    private final SubscriptionEventReader reader;
    private final PushClient client;
    private final NodeTimers timers;
    private final Clock clock;
    private final List<Listener> listeners = new ArrayList<>();
    private boolean ticking;

    PushNotifications(
            SubscriptionRegistry subscriptions,
            MailboxEventStore events,
            SubscriptionEventReader reader,
            PushClient client,
            NodeTimers timers,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.events = events;
        this.reader = reader;
        this.client = client;
        this.timers = timers;
        this.clock = clock;
    }

    PushClient client() {
        return client;
    }

    /** From now on the listener of a subscription is called, at first to see whether it is there. */
    void begin(Subscription subscription) {
        listeners.add(new Listener(subscription, Objects.requireNonNull(subscription.push())));
        if (!ticking) {
            ticking = true;
            timers.pause(LOOK).onSuccess(passed -> look());
        }
    }

    private void look() {
        listeners.removeIf(listener -> listener.over);
        if (listeners.isEmpty() || timers.isStopped()) {
            ticking = false;
            return;
        }
        events.extent()
                .onSuccess(extent -> listeners.forEach(listener -> listener.look(clock.instant(), extent.last())))
                .onFailure(failure -> LOG.error("Events could not be pushed", failure))
                .eventually(() -> timers.pause(LOOK))
                .onComplete(passed -> look());
    }

    /** The listener of one subscription. */
    private final class Listener {
        private final Subscription subscription;
        private final PushTarget target;
        private @Nullable Instant heard;
        private @Nullable Instant failing;
        private Instant next = Instant.MIN;
        private Duration pause = FIRST_RETRY;
        private boolean calling;
        private boolean over;

        Listener(Subscription subscription, PushTarget target) {
            this.subscription = subscription;
            this.target = target;
        }

        void look(Instant now, long last) {
            boolean status = heard == null || !now.isBefore(heard.plus(target.frequency()));
            boolean waits = calling || over || now.isBefore(next);
            if (waits || (!status && subscription.reached() >= last)) {
                return;
            }
            calling = true;
            reader.next(subscription, subscription.reached(), last)
                    .compose(batch -> tell(batch, status))
                    .recover(failure -> missed(now, failure))
                    .onFailure(failure -> LOG.error("Events could not be pushed to {}", target.url(), failure))
                    .onComplete(done -> calling = false);
        }

        private Future<Void> tell(SubscriptionEventReader.Batch batch, boolean status) {
            if (batch.events().isEmpty() && !status) {
                subscription.reached(batch.reached());
                return Future.succeededFuture();
            }
            String document = NotificationXml.pushed(
                    new News(subscription, batch.events()), subscription.reached(), batch.reached(), batch.more());
            return client.post(target.url(), document).map(more -> {
                subscription.reached(batch.reached());
                heard = clock.instant();
                failing = null;
                pause = FIRST_RETRY;
                if (!more) {
                    end();
                }
                return null;
            });
        }

        /** Tries again, after twice the time each time; a listener that is away for too long loses its subscription. */
        private Future<Void> missed(Instant now, Throwable failure) {
            failing = failing == null ? now : failing;
            LOG.info("The listener {} gave no proper answer: {}", target.url(), failure.getMessage());
            if (!now.isBefore(failing.plus(target.frequency()))) {
                end();
            }
            next = now.plus(pause);
            pause = pause.multipliedBy(2);
            return Future.succeededFuture();
        }

        private void end() {
            over = true;
            subscriptions.remove(subscription);
        }
    }
}
