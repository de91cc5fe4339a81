package org.s2slab.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the costly operations of this node since its start. So a test can prove "verified once" without a clock. */
public final class OperationCounters {
    /** RSA signatures that were made. */
    public static final String SIGNATURES = "signatures";
    /** RSA signatures that were verified. */
    public static final String VERIFICATIONS = "verifications";
    /** Requests for AuthMetadata documents. */
    public static final String METADATA_READS = "metadataReads";
    /** Requests for a challenge that this node sent. */
    public static final String CHALLENGES_ASKED = "challengesAsked";

    /** Requests for actor tokens to authorization servers. */
    public static final String TOKENS_REQUESTED = "tokensRequested";

    /** Connections that were closed because too many were open. */
    public static final String CONNECTIONS_CLOSED = "connectionsClosed";

    /** Requests whose header or body did not arrive in time. */
    public static final String SLOW_REQUESTS = "slowRequests";

    /** Internal failures of this node, with any response; see {@link InternalFailures}. */
    public static final String INTERNAL_FAILURES = "internalFailures";

    /** Requests that were refused because too many requests of the same caller waited. */
    public static final String CALLERS_REFUSED = "callersRefused";

    /** All names of counters. */
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

    /** Increments a counter. */
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
