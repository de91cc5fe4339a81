package org.s2slab.trace;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This node's hops, newest last: a bounded memory, written by the few places where trust is asked for or decided. */
public final class HopJournal {
    /** Hops kept; the oldest go first. A long scenario makes some hundreds. */
    private static final int CAPACITY = 20_000;

    private final String node;
    private final Clock clock;
    private final Deque<Hop> hops = new ArrayDeque<>();
    private long written;

    public HopJournal(String node, Clock clock) {
        this.node = node;
        this.clock = clock;
    }

    /** Writes one hop; see {@link Hop} for the meaning of each value. */
    public synchronized void record(
            HopKind kind,
            String peer,
            CallContext context,
            @Nullable String rule,
            @Nullable String detail,
            @Nullable String tokenHash) {
        var user = context.user();
        hops.addLast(new Hop(
                ++written,
                clock.instant(),
                node,
                kind,
                peer,
                user == null ? null : user.label(),
                rule,
                detail,
                tokenHash,
                context.trace(),
                context.requestId()));
        if (hops.size() > CAPACITY) {
            hops.removeFirst();
        }
    }

    /** The hops with a sequence above {@code after}, of one trace or, where that is null, of all. */
    public synchronized List<Hop> since(long after, @Nullable String traceId) {
        List<Hop> found = new ArrayList<>();
        for (Hop hop : hops) {
            if (hop.sequence() > after
                    && (traceId == null || hop.trace().traceId().equals(traceId))) {
                found.add(hop);
            }
        }
        return found;
    }
}
