package org.s2slab.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;
import org.s2slab.trace.OperationCounters;

/**
 * Limits the concurrent requests of each caller. Further requests wait in order, with their bodies unread; if too many
 * wait, one is refused. A response that stays open ends its turn when it begins.
 */
final class CallerTurns {
    private final int most;
    private final int mostWaiting;
    private final OperationCounters counters;
    private final Map<String, Turns> callers = new HashMap<>();

    /** The turns of one caller. */
    private static final class Turns {
        private int working;
        private final Deque<RoutingContext> waiting = new ArrayDeque<>();
    }

    CallerTurns(RequestLimits limits, OperationCounters counters) {
        this.most = limits.count(RequestLimit.REQUESTS_PER_CALLER);
        this.mostWaiting = limits.count(RequestLimit.WAITING_PER_CALLER);
        this.counters = counters;
    }

    /** Passes a request to an endpoint on when it is the turn of its caller; the endpoint refuses one that cannot wait. */
    void enter(RoutingContext request, Endpoint endpoint) {
        if (request.response().closed() || request.response().ended()) {
            // The client left while it was authenticated: nobody would tell of the end of its turn.
            return;
        }
        String caller = RequestIdentity.caller(request).account();
        AtomicBoolean over = new AtomicBoolean();
        boolean begins;
        synchronized (this) {
            Turns turns = callers.computeIfAbsent(caller, first -> new Turns());
            begins = turns.working < most;
            if (begins) {
                turns.working++;
            } else if (turns.waiting.size() < mostWaiting) {
                turns.waiting.add(request);
            } else {
                over.set(true);
            }
        }
        if (over.get()) {
            counters.increment(OperationCounters.CALLERS_REFUSED);
            endpoint.refuseBusy(request);
            return;
        }
        // Whichever comes first: a response that is complete, one that begins and stays open, a connection that is
        // gone.
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                leave(caller, request);
            }
        };
        request.addHeadersEndHandler(begun -> end.run());
        request.addEndHandler(ended -> end.run());
        if (begins) {
            request.next();
        }
    }

    private void leave(String caller, RoutingContext request) {
        RoutingContext next = nextAfter(caller, request);
        if (next != null) {
            next.vertx().runOnContext(turn -> next.next());
        }
    }

    /** The request whose turn is next; null if the leaving request had no turn itself. */
    private synchronized @Nullable RoutingContext nextAfter(String caller, RoutingContext request) {
        Turns turns = callers.get(caller);
        if (turns == null || turns.waiting.remove(request)) {
            return null;
        }
        RoutingContext next = turns.waiting.poll();
        if (next == null && --turns.working == 0) {
            callers.remove(caller);
        }
        return next;
    }
}
