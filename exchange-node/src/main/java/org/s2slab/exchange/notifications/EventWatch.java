package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.node.NodeTimers;

/** Polls the event history while listeners wait for events. Called from the event loop of the node. */
final class EventWatch {
    private static final String WORK = "Telling events";
    /** The polling interval while a listener waits, in real time. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final NodeTimers timers;
    private final MailboxEventStore events;
    private final Clock clock;
    private final List<EventListener> listeners = new ArrayList<>();
    private boolean ticking;

    EventWatch(NodeTimers timers, MailboxEventStore events, Clock clock) {
        this.timers = timers;
        this.events = events;
        this.clock = clock;
    }

    /** A listener that waits for events. */
    interface EventListener {
        /** Whether the listener no longer waits. */
        boolean isOver();

        /** Does the due work. {@code last} is the number of the last event in the history. */
        Future<Void> look(Instant now, long last);

        /** Releases the resources of the listener. */
        void release(Instant now);
    }

    /** Adds a listener and starts to call it. */
    void begin(EventListener listener) {
        listeners.add(listener);
        if (!ticking) {
            ticking = true;
            timers.pause(LOOK).onSuccess(passed -> look());
        }
    }

    private void look() {
        List<EventListener> over =
                listeners.stream().filter(EventListener::isOver).toList();
        listeners.removeAll(over);
        over.forEach(one -> alone(() -> {
            one.release(clock.instant());
            return Future.succeededFuture();
        }));
        if (listeners.isEmpty() || timers.isStopped()) {
            ticking = false;
            return;
        }
        events.database()
                .read(MailboxEventStore::extent)
                .compose(extent -> Future.join(listeners.stream()
                        .map(one -> alone(() -> one.look(clock.instant(), extent.last())))
                        .toList()))
                .onFailure(failure -> timers.tell(WORK, failure))
                .eventually(() -> timers.pause(LOOK))
                .onComplete(passed -> look());
    }

    /** Calls one listener. A failure does not prevent the calls of the others. */
    private Future<Void> alone(Supplier<Future<Void>> call) {
        return Future.succeededFuture()
                .compose(begun -> call.get())
                .onFailure(failure -> timers.tell(WORK, failure))
                .otherwiseEmpty();
    }
}
