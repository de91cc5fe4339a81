package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Keeps the connection of a request open while its work takes longer than the listener's limit for idle connections. */
public final class LongWork {
    /** Time in milliseconds between two interim responses, a third of the listener's limit. */
    private static final long PERIOD = 20_000;

    private static final String KEY = "s2slab.long-work";

    private LongWork() {}

    /** Whether a request waits for long work. Such a request has no deadline, because the work limits its own time. */
    static boolean isRunning(RoutingContext request) {
        return request.get(KEY) != null;
    }

    /**
     * Sends interim responses until the work is done. Each client accepts any number of them before the final response
     * (RFC 9110, section 15.2).
     */
    public static <T> Future<T> during(RoutingContext request, Future<T> work) {
        return during(request, work, PERIOD);
    }

    static <T> Future<T> during(RoutingContext request, Future<T> work, long period) {
        request.put(KEY, true);
        long timer =
                request.vertx().setPeriodic(period, again -> request.response().writeContinue());
        return work.onComplete(done -> request.vertx().cancelTimer(timer));
    }
}
