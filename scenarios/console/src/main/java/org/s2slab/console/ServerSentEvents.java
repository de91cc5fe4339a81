package org.s2slab.console;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.console.EventLog.Event;

/** The log as server-sent events (WHATWG HTML, 9.2): one response that stays open. */
final class ServerSentEvents {
    /** Maximum number of open pages, for a trainer and some participants. */
    private static final int MOST = 20;

    /** The time in milliseconds between two comments on a silent stream. They detect a page that was closed. */
    private static final long PULSE = 10_000;

    /** Maximum number of bytes that wait for a page, enough for the log of a long scenario. */
    private static final int WAITING = 16 << 20;

    private final EventLog log;
    private final AtomicInteger open = new AtomicInteger();

    ServerSentEvents(EventLog log) {
        this.log = log;
    }

    /** Sends all events after {@code Last-Event-ID}, and then each new event. */
    void open(RoutingContext request) {
        long after = after(request.request().getHeader("Last-Event-ID"));
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw ConsoleError.TOO_MANY_STREAMS.because("At most " + MOST + " pages can be open at a time.");
        }
        HttpServerResponse response = request.response()
                .setChunked(true)
                .setWriteQueueMaxSize(WAITING)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
        Vertx vertx = request.vertx();
        Context context = vertx.getOrCreateContext();
        write(response, ": here\n\n");
        Runnable leave = log.follow(after, event -> context.runOnContext(now -> write(response, text(event))));
        // All missed events are written before this event. The page shows later events as live.
        context.runOnContext(now -> write(response, "event: live\ndata: {}\n\n"));
        long pulse = vertx.setPeriodic(PULSE, tick -> write(response, ": still here\n\n"));
        response.closeHandler(closed -> {
            vertx.cancelTimer(pulse);
            leave.run();
            open.decrementAndGet();
        });
    }

    /** Writes to a page. If a page does not read, its stream ends. It reconnects with the id of its last event. */
    private static void write(HttpServerResponse response, String text) {
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.end();
            return;
        }
        response.write(text);
    }

    private static String text(Event event) {
        return "id: " + event.id() + "\nevent: " + event.name() + "\ndata: "
                + event.data().encode() + "\n\n";
    }

    private static long after(String header) {
        if (header == null) {
            return 0;
        }
        if (!header.matches("[0-9]{1,18}")) {
            throw ConsoleError.BODY_WRONG.because("Last-Event-ID: '" + header + "' is not the id of an event.");
        }
        return Long.parseLong(header);
    }
}
