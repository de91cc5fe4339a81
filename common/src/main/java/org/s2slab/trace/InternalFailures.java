package org.s2slab.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.s2slab.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the internal failures of this node: bugs, and failures of the database or a file. Each failure is logged once
 * with its stack trace, counted, and listed on the management port. Other classes write the response to the caller.
 */
public final class InternalFailures {
    private static final Logger LOG = LoggerFactory.getLogger(InternalFailures.class);

    /** Maximum number of listed failures. More failures in one step of a scenario add no information. */
    private static final int KEPT = 100;

    private final OperationCounters counters;
    private final Deque<Noted> latest = new ArrayDeque<>();
    private long count;

    /**
     * A recorded failure.
     *
     * @param number its number since the node started, from 1
     * @param what the operation that failed
     * @param traceId the trace in which it happened, or a dash
     */
    public record Noted(long number, String what, String traceId, Throwable failure) {}

    /** @param counters count them under {@link OperationCounters#INTERNAL_FAILURES} */
    public InternalFailures(OperationCounters counters) {
        this.counters = counters;
    }

    /**
     * Records a failure; of a refusal, its cause ({@linkplain Refusal#because because of}). The same failure is
     * recorded once, even if it is passed in several times.
     *
     * @param what the operation that failed
     * @param traceId the trace of the request, or a dash
     */
    public void note(String what, String traceId, Throwable failure) {
        Throwable own = failure instanceof Refusal ? failure.getCause() : failure;
        if (own != null && isNew(what, traceId, own)) {
            counters.increment(OperationCounters.INTERNAL_FAILURES);
            LOG.error("{} failed, trace {}", what, traceId, own);
        }
    }

    private synchronized boolean isNew(String what, String traceId, Throwable own) {
        for (Noted noted : latest) {
            if (noted.failure() == own) {
                return false;
            }
        }
        latest.add(new Noted(++count, what, traceId, own));
        if (latest.size() > KEPT) {
            latest.remove();
        }
        return true;
    }

    /** The latest hundred failures, in the order in which they happened. */
    public synchronized List<Noted> latest() {
        return List.copyOf(latest);
    }
}
