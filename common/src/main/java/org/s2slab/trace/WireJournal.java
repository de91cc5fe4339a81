package org.s2slab.trace;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests and responses of this node's public port, in bounded memory only. They leave it only through
 * {@link WireRedactor}, which is too slow for each request (decision 0059).
 */
public final class WireJournal {
    /** Maximum records; the oldest go first. A person looks at a hop of the last minutes. */
    static final int MOST = 500;

    /** Maximum bytes of all records together: four times what 500 records of a scenario have. */
    static final int MOST_BYTES = 8 * 1024 * 1024;

    /**
     * A request or response as it was on the wire.
     *
     * @param body the first bytes of the body, {@link WireRedactor#MOST_BYTES} at most
     * @param bytes the number of all bytes of the body, as far as they came
     * @param whole whether the body came to its end
     */
    public record Message(
            String line, Iterable<Map.Entry<String, String>> fields, Buffer body, long bytes, boolean whole) {
        int size() {
            int size = line.length() + body.length();
            for (Map.Entry<String, String> field : fields) {
                size += field.getKey().length() + field.getValue().length();
            }
            return size;
        }
    }

    private record Sent(
            TraceParent place,
            @Nullable TraceParent caller,
            Instant at,
            Instant until,
            Message request,
            Message response,
            int size) {}

    private final String node;
    private final Clock clock;
    private final Deque<Sent> records = new ArrayDeque<>();
    private int bytes;

    WireJournal(String node, Clock clock) {
        this.node = node;
        this.clock = clock;
    }

    /** The time of the node. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Stores a request and its response.
     *
     * @param caller the {@code traceparent} field of the request, or null
     * @param own the {@code traceparent} field of the response; without one nothing is stored, because no hop belongs
     *     to the request
     * @param at the time at which the request began
     */
    public void record(@Nullable String caller, @Nullable String own, Instant at, Message request, Message response) {
        TraceParent place = TraceParent.stored(own);
        if (place != null) {
            int size = request.size() + response.size();
            add(new Sent(place, TraceParent.stored(caller), at, now(), request, response, size));
        }
    }

    private synchronized void add(Sent sent) {
        records.addLast(sent);
        bytes += sent.size();
        while (records.size() > MOST || bytes > MOST_BYTES) {
            bytes -= records.removeFirst().size();
        }
    }

    /** The records of a trace or, where that is null, all; the oldest first, without credentials. May take seconds. */
    public List<WireRecord> of(@Nullable String traceId) {
        return matching(traceId).stream().map(this::redacted).toList();
    }

    private synchronized List<Sent> matching(@Nullable String traceId) {
        List<Sent> found = new ArrayList<>(records);
        found.removeIf(sent -> traceId != null && !sent.place().traceId().equals(traceId));
        return found;
    }

    private WireRecord redacted(Sent sent) {
        return new WireRecord(
                node,
                sent.place().traceId(),
                sent.place().spanId(),
                sent.caller() == null ? null : sent.caller().spanId(),
                sent.at(),
                sent.until(),
                WireRedactor.message(sent.request()),
                WireRedactor.message(sent.response()));
    }
}
