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
 * Limits the concurrent requests of each caller. Further requests wait in order, and their bodies are not read. If too
 * many requests wait, a new request is refused. A response that stays open ends its turn when it begins.
 */
final class CallerTurns {
    private final int most;
    private final int mostWaiting;
    private final OperationCounters counters;
    private final Map<String, Turns> callers = new HashMap<>();

    /** The running and the waiting requests of one caller. */
    private static final class Turns {
        private int working;
        private final Deque<RoutingContext> waiting = new ArrayDeque<>();
    }

    CallerTurns(RequestLimits limits, OperationCounters counters) {
        this.most = limits.count(RequestLimit.REQUESTS_PER_CALLER);
        this.mostWaiting = limits.count(RequestLimit.WAITING_PER_CALLER);
        this.counters = counters;
    }

    RequestCheck check(Endpoint endpoint) {
        return new RequestCheck("turns", request -> enter(request, endpoint));
    }

    /** Passes on a request when it is its caller's turn. The endpoint refuses a request if too many wait. */
    void enter(RoutingContext request, Endpoint endpoint) {
        if (request.response().closed() || request.response().ended()) {
            // The client left during authentication, so no event would report the end of its turn.
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
        // The first of these ends the turn: a complete response, the start of a response that stays open, a lost
        // connection.
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

    /** The request whose turn is next; null if the leaving request was still waiting. */
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
