package org.s2slab.console;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.s2slab.trace.TokenRedactor;

/**
 * The ordered log of all events of the current deployment. A page that connects late or reconnects receives all events
 * and shows the same state as other pages. A new deployment starts a new log.
 */
final class EventLog {
    /** Events kept; a story has hundreds, so that a page may miss the oldest only after an evening of experiments. */
    private static final int MOST = 20_000;

    /**
     * An event.
     *
     * @param id increases by one with each event, across all deployments
     */
    record Event(long id, String name, JsonObject data) {}

    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    /** Forgets everything and begins with this. */
    synchronized void begin(String name, JsonObject data) {
        events.clear();
        add(name, data);
    }

    /** Tells everybody. The first event stays however many there are: it says what the others are about. */
    synchronized void add(String name, JsonObject data) {
        Event event = new Event(++last, name, TokenRedactor.redact(data));
        events.addLast(event);
        if (events.size() > MOST) {
            Event first = events.removeFirst();
            events.removeFirst();
            events.addFirst(first);
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /**
     * Tells a listener what it has missed and whatever comes, until the returned action is run.
     *
     * @param after the last event it knows, or 0
     */
    synchronized Runnable follow(long after, Consumer<Event> listener) {
        boolean known = !events.isEmpty() && after >= events.getFirst().id() && after <= last;
        events.stream().filter(event -> !known || event.id() > after).forEach(listener);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether anybody listens. */
    boolean isFollowed() {
        return !listeners.isEmpty();
    }
}
