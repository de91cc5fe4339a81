package org.s2slab.engine.network;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Queue;

/** One direction of a connection through a relay. It forwards data in its order; on a slow link, with a delay. */
final class RelayStream {
    private final RelayConnection passage;
    private final NetSocket from;
    private final NetSocket to;

    /** Data that waits for its delay, or for the link to be restored. */
    private final Queue<Buffer> underWay = new ArrayDeque<>();

    private int timers;
    private boolean held;
    private boolean transmitting;
    private boolean ended;

    RelayStream(RelayConnection passage, NetSocket from, NetSocket to) {
        this.passage = passage;
        this.from = from;
        this.to = to;
    }

    void begin() {
        from.handler(this::arrived);
        from.exceptionHandler(broken -> passage.reset());
        from.endHandler(end -> {
            ended = true;
            endIfEmpty();
        });
        from.resume();
    }

    /** Stops all data if {@code stop} is true; otherwise continues. */
    void hold(boolean stop) {
        held = stop;
        goOn();
        flush();
    }

    private void arrived(Buffer content) {
        Buffer allowed = passage.allowed(this, content);
        if (allowed.length() < content.length()) {
            from.pause();
            to.write(allowed).onComplete(written -> passage.reset());
            return;
        }
        int rate = passage.relay().fault().rate();
        if (rate == 0) {
            sent(content);
            return;
        }
        transmitting = true;
        goOn();
        passage.relay().after(content.length() * 1000L / rate, () -> {
            transmitting = false;
            sent(content);
            goOn();
        });
    }

    private void sent(Buffer content) {
        long delay = passage.delay().toMillis();
        if (delay == 0 && underWay.isEmpty() && !held) {
            write(content);
            return;
        }
        underWay.add(content);
        timers++;
        passage.relay().after(delay, () -> {
            timers--;
            flush();
        });
    }

    /** Sends the data whose delay is over. */
    private void flush() {
        while (!held && underWay.size() > timers) {
            write(underWay.remove());
        }
        endIfEmpty();
    }

    private void write(Buffer content) {
        to.write(content);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> goOn());
        }
    }

    private void goOn() {
        if (held || transmitting) {
            from.pause();
        } else {
            from.resume();
        }
    }

    private void endIfEmpty() {
        if (ended && underWay.isEmpty() && !transmitting) {
            to.end();
            passage.end();
        }
    }
}
