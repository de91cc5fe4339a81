package org.s2slab.http;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Computes keys and signatures of TLS handshakes on one thread, one after another, the addresses of clients in turn. So a
 * client that opens many connections holds up no event loop, and no handshake of another address for longer than one of
 * its own takes. Nothing is computed for a connection that is closed.
 */
final class HandshakeTurns {
    /** Of all ports of the process, so that many ports use no more processors than one. */
    private static final HandshakeTurns PROCESS = new HandshakeTurns(thread());

    private final Executor thread;
    private final Map<String, Queue<Step>> waiting = new LinkedHashMap<>();

    /** A part of the handshake of a connection. */
    private record Step(Channel channel, Runnable computation) {}

    HandshakeTurns(Executor thread) {
        this.thread = thread;
    }

    static HandshakeTurns ofProcess() {
        return PROCESS;
    }

    private static Executor thread() {
        var thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "tls-handshakes");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /** Computes a part of the handshake of a connection when it is the turn of its address. */
    void add(Channel channel, Runnable computation) {
        synchronized (this) {
            waiting.computeIfAbsent(OpenConnection.addressOf(channel), first -> new ArrayDeque<>())
                    .add(new Step(channel, computation));
        }
        thread.execute(this::computeNext);
    }

    private void computeNext() {
        Step next = next();
        if (next != null && next.channel.isOpen()) {
            next.computation.run();
        }
    }

    /** The first step of the address that waits longest for its turn. */
    private synchronized @Nullable Step next() {
        Iterator<Map.Entry<String, Queue<Step>>> first = waiting.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        Map.Entry<String, Queue<Step>> turn = first.next();
        String address = turn.getKey();
        Queue<Step> steps = turn.getValue();
        first.remove();
        Step next = steps.remove();
        if (!steps.isEmpty()) {
            waiting.put(address, steps);
        }
        return next;
    }
}
