package org.s2slab.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often costly things happened in this node since it started, so that "verified once" can be shown by a count and
 * not by a clock.
 */
public final class OperationCounters {
    /** RSA signatures made. */
    public static final String SIGNATURES = "signatures";
    /** RSA signatures verified. */
    public static final String VERIFICATIONS = "verifications";
    /** AuthMetadata documents asked for. */
    public static final String METADATA_READS = "metadataReads";
    /** Challenges asked for by this node as a caller. */
    public static final String CHALLENGES_ASKED = "challengesAsked";

    /** Actor tokens asked for at authorization servers. */
    public static final String TOKENS_REQUESTED = "tokensRequested";

    /** Connections that were closed because too many were open. */
    public static final String CONNECTIONS_CLOSED = "connectionsClosed";

    /** Requests whose header or body did not arrive in time. */
    public static final String SLOW_REQUESTS = "slowRequests";

    /** Failures of this node's own, whatever was answered; see {@link InternalFailures}. */
    public static final String INTERNAL_FAILURES = "internalFailures";

    /** Requests that were refused because too many of the same caller's waited. */
    public static final String CALLERS_REFUSED = "callersRefused";

    /** Everything a node may count. */
    public static final List<String> NAMES = List.of(
            SIGNATURES,
            VERIFICATIONS,
            METADATA_READS,
            CHALLENGES_ASKED,
            TOKENS_REQUESTED,
            CONNECTIONS_CLOSED,
            SLOW_REQUESTS,
            INTERNAL_FAILURES,
            CALLERS_REFUSED);

    private final Map<String, LongAdder> adders = new ConcurrentHashMap<>();

    /** Counts one more of these. */
    public void increment(String name) {
        adders.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    /** All counts by name, in alphabetical order. */
    public Map<String, Long> snapshot() {
        Map<String, Long> counts = new TreeMap<>();
        adders.forEach((name, adder) -> counts.put(name, adder.sum()));
        return counts;
    }
}
