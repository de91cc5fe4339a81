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
    /** Pages that may be open at once: a trainer's, and some in the room. */
    private static final int MOST = 20;

    /** Milliseconds between two comments on a silent stream, so that a page that is gone is noticed. */
    private static final long PULSE = 10_000;

    /** Bytes that may wait for a page: the whole log of a long story. */
    private static final int WAITING = 16 << 20;

    private final EventLog log;
    private final AtomicInteger open = new AtomicInteger();

    ServerSentEvents(EventLog log) {
        this.log = log;
    }

    /** Answers with everything after {@code Last-Event-ID}, and goes on. */
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
        // Whatever was missed is written by now; what follows happens before the page's eyes.
        context.runOnContext(now -> write(response, "event: live\ndata: {}\n\n"));
        long pulse = vertx.setPeriodic(PULSE, tick -> write(response, ": still here\n\n"));
        response.closeHandler(closed -> {
            vertx.cancelTimer(pulse);
            leave.run();
            open.decrementAndGet();
        });
    }

    /** A page that does not read is let go; it comes back and names the last event it has. */
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
