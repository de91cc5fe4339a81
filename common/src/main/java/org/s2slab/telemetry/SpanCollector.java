package org.s2slab.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.SpanObserver;
import org.s2slab.trace.TraceParent;

/**
 * Collects the hops and the requests of a node, one span for each place in a trace. A span ends when no request of it
 * runs and nothing more has happened for a moment. All memory is bounded, and nothing waits.
 */
final class SpanCollector implements SpanObserver {
    /** Maximum number of spans that have not ended. A node serves fewer requests at a time. */
    private static final int MOST_OPEN = 4_096;

    /** Maximum number of ended spans that wait for the collector. A usual span has some kilobytes, a full queue tens of MB. */
    static final int MOST_WAITING = 8_192;

    /** Number of ended places that are remembered, so that a late hop makes no second span of the same id. */
    private static final int MOST_KNOWN = 16_384;

    /** The time without events after which a span ends. The hops of a call come within milliseconds. */
    static final Duration QUIET = Duration.ofMillis(500);

    /** Maximum age of an open span. The longest wait of a node is minutes, so the end of such a span was lost. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Clock machine;
    private final Map<Long, OpenSpan> open = new LinkedHashMap<>();
    private final Deque<OpenSpan> waiting = new ArrayDeque<>();
    private final Map<Long, Boolean> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private long dropped;

    /** @param machine the machine's clock, by which a collector orders the spans of several nodes */
    SpanCollector(Clock machine) {
        this.machine = machine;
    }

    @Override
    public synchronized void hop(Hop hop) {
        OpenSpan span = at(hop.cause().trace(), true);
        if (span == null) {
            dropped++;
        } else {
            span.add(hop, machine.instant());
        }
    }

    @Override
    public synchronized void calls(CallContext context) {
        OpenSpan span = at(context.trace(), true);
        if (span != null) {
            span.link(context.links());
        }
    }

    @Override
    public synchronized Ending began(TraceParent place, Exchange exchange) {
        OpenSpan span = at(place, exchange.side() == Side.SENT);
        if (span == null) {
            dropped++;
            return Ending.IGNORED;
        }
        Exchange kept = new Exchange(
                exchange.side(),
                exchange.method(),
                exchange.host() == null ? null : SpanDataMapper.shown(exchange.host()),
                exchange.port(),
                SpanDataMapper.shown(exchange.path()));
        span.begin(kept, machine.instant());
        return (status, operation) -> {
            synchronized (this) {
                // A span that has ended is read without the lock.
                if (open.containsKey(place.span())) {
                    span.end(kept, status, operation, machine.instant());
                }
            }
        };
    }

    /**
     * The span of a place; null if the place has ended, if no collector accepts it, or without room.
     *
     * @param local whether this node chose the parent. A caller chooses the parent of a request to this node, so it must
     *     not keep a span of this node open.
     */
    private @Nullable OpenSpan at(TraceParent place, boolean local) {
        OpenSpan known = open.get(place.span());
        if (known != null) {
            return known;
        }
        boolean valid = place.span() != 0 && (place.traceHigh() | place.traceLow()) != 0;
        if (!valid || ended.containsKey(place.span()) || open.size() >= MOST_OPEN) {
            return null;
        }
        OpenSpan made = new OpenSpan(place, machine.instant(), local ? open.get(place.parent()) : null);
        open.put(place.span(), made);
        return made;
    }

    /** Moves the spans that are over to the queue. */
    synchronized void sweep(boolean all) {
        Instant quietSince = machine.instant().minus(QUIET);
        Instant oldest = machine.instant().minus(LONGEST);
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<OpenSpan> each = open.values().iterator(); each.hasNext(); ) {
                OpenSpan span = each.next();
                if (all || span.isOver(quietSince) || span.begun.isBefore(oldest)) {
                    each.remove();
                    end(span);
                    // The span that contains it may be over now, too.
                    again = true;
                }
            }
        }
    }

    private void end(OpenSpan span) {
        span.close();
        ended.put(span.place.span(), true);
        if (!span.isWanted()) {
            return;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(span);
        } else {
            dropped++;
        }
    }

    /** Takes the oldest spans out of the queue. */
    synchronized List<OpenSpan> next(int most) {
        List<OpenSpan> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        return batch;
    }

    /** The number of spans and late hops without room. */
    synchronized long dropped() {
        return dropped;
    }
}
