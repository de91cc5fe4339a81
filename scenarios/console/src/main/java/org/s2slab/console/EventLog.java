package org.s2slab.console;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.s2slab.trace.TokenRedactor;

/**
 * The log of all events of the current deployment, in their order. A page that connects late or reconnects receives all
 * events, and shows the same state as other pages. A new deployment starts a new log.
 */
final class EventLog {
    /** Maximum number of stored events. A scenario causes hundreds, so only long sessions lose their oldest events. */
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

    /** Removes all events, and adds the first event of a new deployment. */
    synchronized void begin(String name, JsonObject data) {
        events.clear();
        add(name, data);
    }

    /**
     * Adds an event and sends it to all listeners. If the log is full, the second event is removed. The first event
     * describes the deployment.
     */
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
     * Sends all missed events and all future events to a listener. The returned action removes the listener.
     *
     * @param after the id of the last event that the listener has received, or 0
     */
    synchronized Runnable follow(long after, Consumer<Event> listener) {
        boolean known = !events.isEmpty() && after >= events.getFirst().id() && after <= last;
        events.stream().filter(event -> !known || event.id() > after).forEach(listener);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether there are listeners. */
    boolean isFollowed() {
        return !listeners.isEmpty();
    }
}
