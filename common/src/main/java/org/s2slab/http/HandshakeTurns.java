package org.s2slab.http;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Computes keys and signatures of TLS handshakes one after another on one thread, in turns of the clients' addresses.
 * So a client with many connections blocks no event loop. Such a client delays a handshake from another address only by
 * the time of one handshake. The thread sleeps after each step, so that all handshakes use about half of a processor. If
 * a connection is closed, the thread computes nothing more for this connection.
 */
final class HandshakeTurns {
    /** The only instance: many ports use no more processor time for handshakes than a single port. */
    private static final HandshakeTurns PROCESS = ofThread();

    /** Milliseconds of rest, about as long as a step. */
    private static final long REST = 1;

    private final Executor thread;
    private final Executor rested;
    private final Map<String, Queue<Step>> waiting = new LinkedHashMap<>();
    private boolean isBusy;

    /** A part of the handshake of a connection. */
    private record Step(Channel channel, Runnable computation) {}

    /**
     * @param thread executes one task after another
     * @param rested executes tasks on the same thread after a rest
     */
    HandshakeTurns(Executor thread, Executor rested) {
        this.thread = thread;
        this.rested = rested;
    }

    static HandshakeTurns ofProcess() {
        return PROCESS;
    }

    private static HandshakeTurns ofThread() {
        var thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "tls-handshakes");
            made.setDaemon(true);
            return made;
        });
        return new HandshakeTurns(thread, work -> thread.schedule(work, REST, TimeUnit.MILLISECONDS));
    }

    /** Computes a part of the handshake of a connection when it is the turn of its address. */
    void add(Channel channel, Runnable computation) {
        boolean begins;
        synchronized (this) {
            waiting.computeIfAbsent(OpenConnection.addressOf(channel), first -> new ArrayDeque<>())
                    .add(new Step(channel, computation));
            begins = !isBusy;
            isBusy = true;
        }
        if (begins) {
            thread.execute(this::computeNext);
        }
    }

    private void computeNext() {
        Step next = next();
        if (next != null) {
            try {
                next.computation.run();
            } finally {
                rested.execute(this::computeNext);
            }
        }
    }

    /** The first step with an open connection, from the address that has waited longest; null if there are no steps. */
    private synchronized @Nullable Step next() {
        while (!waiting.isEmpty()) {
            Map.Entry<String, Queue<Step>> turn = waiting.entrySet().iterator().next();
            String address = turn.getKey();
            Queue<Step> steps = turn.getValue();
            waiting.remove(address);
            Step next = steps.remove();
            if (!steps.isEmpty()) {
                waiting.put(address, steps);
            }
            if (next.channel.isOpen()) {
                return next;
            }
        }
        isBusy = false;
        return null;
    }
}
