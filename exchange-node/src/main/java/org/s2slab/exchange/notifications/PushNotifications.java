package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.notifications.NotificationXml.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the listeners of push subscriptions. A slow listener does not delay other listeners. Called from the
 * event loop of the node.
 */
record PushNotifications(
        SubscriptionRegistry subscriptions,
        SubscriptionEventReader reader,
        PushClient client,
        EventWatch watch,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(PushNotifications.class);
    /** The delay before the first retry of a failed call. Each further delay is twice as long. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);

    /** Starts to call the listener of a subscription. The first call checks that the listener exists. */
    void begin(Subscription subscription, PushTarget target) {
        watch.begin(new Listener(subscription, target));
    }

    /** The listener of one subscription. */
    private final class Listener implements EventWatch.EventListener {
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

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void release(Instant now) {}

        @Override
        public Future<Void> look(Instant now, long last) {
            boolean status = heard == null || !now.isBefore(heard.plus(target.frequency()));
            boolean waits = calling || over || now.isBefore(next);
            if (waits || (!status && subscription.reached() >= last)) {
                return Future.succeededFuture();
            }
            calling = true;
            reader.next(subscription, subscription.reached(), last)
                    .compose(batch -> tell(batch, status))
                    .recover(failure -> missed(now, failure))
                    .onFailure(failure -> LOG.error("Events could not be pushed to {}", target.url(), failure))
                    .onComplete(done -> calling = false);
            // A slow listener must not delay the others.
            return Future.succeededFuture();
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

        /** Schedules a retry with a doubled delay. Ends the subscription if the listener fails for too long. */
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
