package org.s2slab.http;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;
import org.s2slab.http.OpenConnection.Phase;
import org.s2slab.trace.OperationCounters;

/**
 * The open connections of one port. If there are too many, the longest silent connection is closed, of the address that
 * exceeds its limit or has the most connections. Connections with a request in progress stay open.
 *
 * <p>Called from the event loops of all connections. Time is counted in ticks.
 */
final class OpenConnections {
    /** Ticks of the shorter of the two times, so that a delay is noticed at most a tenth of this time later. */
    private static final int TICKS = 10;

    /** Maximum length of a tick in milliseconds. */
    private static final long LONGEST_TICK = 1_000;

    private final int most;
    private final int mostOfAddress;
    private final long tickLength;
    private final long headerTicks;
    private final long bodyTicks;
    private final OperationCounters counters;
    private final OpenFileMeter files;
    private final Map<String, Address> addresses = new HashMap<>();
    private int open;
    private long now;

    /** The listening socket, after the first connection. */
    private volatile @Nullable Channel socket;

    /** Whether no connection is accepted any more. */
    private volatile boolean leaving;

    /** The open connections of one address, and the waiting connections in the order in which they began to wait. */
    private static final class Address {
        private int open;
        private final Set<OpenConnection> waiting = new LinkedHashSet<>();
    }

    OpenConnections(RequestLimits limits, OperationCounters counters, OpenFileMeter files) {
        this.most = limits.count(RequestLimit.CONNECTIONS);
        this.mostOfAddress = limits.count(RequestLimit.CONNECTIONS_PER_ADDRESS);
        long header = limits.of(RequestLimit.HEADER_TIME);
        long body = limits.of(RequestLimit.BODY_TIME);
        this.tickLength = Math.max(1, Math.min(LONGEST_TICK, Math.min(header, body) / TICKS));
        this.headerTicks = header / tickLength;
        this.bodyTicks = body / tickLength;
        this.counters = counters;
        this.files = files;
    }

    /** The time in milliseconds between two calls of {@link #tick}. */
    long tickLength() {
        return tickLength;
    }

    /** The number of open connections. */
    synchronized int count() {
        return open;
    }

    /** Records an accepted connection, before TLS; called once for each. */
    void opened(Channel channel) {
        if (OpenConnection.of(channel) != null) {
            return;
        }
        OpenConnection connection = new OpenConnection(channel);
        socket = channel.parent();
        if (leaving) {
            channel.close();
            acceptNoMore();
            return;
        }
        files.opened();
        OpenConnection victim = add(connection);
        channel.closeFuture().addListener(closed -> {
            files.closed();
            remove(connection);
        });
        if (victim != null) {
            counters.increment(OperationCounters.CONNECTIONS_CLOSED);
            victim.channel.close();
        }
    }

    /**
     * Closes the listening socket, so that clients take another address. Closes a connection that was made already, but not yet
     * accepted, before it can send a request.
     */
    void acceptNoMore() {
        leaving = true;
        Channel listening = socket;
        if (listening != null) {
            listening.close();
        }
    }

    /** Records received bytes; if no request is in progress, they begin a header. */
    void bytesCame(OpenConnection connection) {
        if (connection.phase == Phase.IDLE) {
            enter(connection, Phase.HEADER, null);
        }
    }

    /**
     * Starts waiting for a body.
     *
     * @param whenLate the action for a late body, or null to close the connection
     */
    void awaitBody(OpenConnection connection, @Nullable Runnable whenLate) {
        enter(connection, Phase.BODY, whenLate);
    }

    /** Records that the processing of a request starts. */
    void work(OpenConnection connection) {
        enter(connection, Phase.WORK, null);
    }

    /** Records that the connection waits for the next request. */
    void idle(OpenConnection connection) {
        enter(connection, Phase.IDLE, null);
    }

    /** Advances the time by one tick: closes late connections, or runs their actions for late bodies. */
    void tick() {
        for (OpenConnection late : late()) {
            counters.increment(OperationCounters.SLOW_REQUESTS);
            Runnable answer = late.whenLate;
            if (answer == null) {
                late.channel.close();
            } else {
                late.channel.eventLoop().execute(answer);
            }
        }
    }

    private synchronized List<OpenConnection> late() {
        now++;
        List<OpenConnection> late = new ArrayList<>();
        addresses
                .values()
                .forEach(address -> address.waiting.stream()
                        .filter(connection -> isLate(connection))
                        .forEach(late::add));
        // The late action's response closes the connection; otherwise the next limit does. A connection that is closed
        // here is late only once.
        late.forEach(connection -> {
            if (connection.whenLate == null) {
                stopWaiting(connection);
            }
            connection.since = now;
        });
        return late;
    }

    private boolean isLate(OpenConnection connection) {
        long passed = now - connection.since;
        return switch (connection.phase) {
            case HEADER -> passed > headerTicks;
            case BODY -> passed > bodyTicks;
            case IDLE, WORK -> false;
        };
    }

    /** Adds a connection; returns the connection that must be closed for it, or null. */
    private synchronized @Nullable OpenConnection add(OpenConnection connection) {
        Address address = addresses.computeIfAbsent(connection.address, first -> new Address());
        connection.since = now;
        address.open++;
        address.waiting.add(connection);
        open++;
        if (address.open > mostOfAddress) {
            return oldestOf(address);
        }
        return open > most || files.areScarce() ? oldestOfMost() : null;
    }

    private @Nullable OpenConnection oldestOfMost() {
        return addresses.values().stream()
                .filter(address -> !address.waiting.isEmpty())
                .max(Comparator.comparingInt(address -> address.open))
                .map(OpenConnections::oldestOf)
                .orElse(null);
    }

    /** The new connection waits, too, so an oldest exists. It is removed, so that no other call chooses it again. */
    private static OpenConnection oldestOf(Address address) {
        OpenConnection oldest = address.waiting.iterator().next();
        address.waiting.remove(oldest);
        return oldest;
    }

    private void stopWaiting(OpenConnection connection) {
        Address address = addresses.get(connection.address);
        if (address != null) {
            address.waiting.remove(connection);
        }
    }

    private synchronized void enter(OpenConnection connection, Phase phase, @Nullable Runnable whenLate) {
        connection.phase = phase;
        connection.since = now;
        connection.whenLate = whenLate;
        Address address = addresses.get(connection.address);
        if (address != null) {
            address.waiting.remove(connection);
            if (phase != Phase.WORK && connection.channel.isOpen()) {
                address.waiting.add(connection);
            }
        }
    }

    private synchronized void remove(OpenConnection connection) {
        Address address = addresses.get(connection.address);
        if (address == null) {
            return;
        }
        open--;
        address.waiting.remove(connection);
        if (--address.open == 0) {
            addresses.remove(connection.address);
        }
    }
}
