package org.s2slab.trace;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests and responses of this node's public port, in bounded memory only. Readers get them only through
 * {@link WireRedactor}, which is too slow for each request. A new record reuses the memory of the oldest record,
 * because allocating memory for each record made calls slower (decision 0059).
 */
public final class WireJournal {
    /** Maximum number of records. The oldest are removed first. People usually look at hops of the last minutes. */
    static final int MOST = 500;

    /** Maximum number of bytes of all records together: four times the size of 500 records of a scenario. */
    static final int MOST_BYTES = 8 * 1024 * 1024;

    /** The memory of a record is rounded up to a multiple of this, so that another record fits into it later. */
    private static final int ROUNDED = 1024;

    /**
     * A request or response as it was on the wire.
     *
     * @param body the first bytes of the body, {@link WireRedactor#MOST_BYTES} at most
     * @param bytes the number of received bytes of the body
     * @param whole whether the whole body was received
     */
    public record Message(
            String line, Iterable<Map.Entry<String, String>> fields, Buffer body, long bytes, boolean whole) {}

    /** The place of a message in the bytes of its record: the line and the fields with line ends, then the body. */
    private record Place(int from, int body, int end, long bytes, boolean whole) {
        Message of(byte[] data) {
            String[] texts = new String(data, from, body - from, StandardCharsets.ISO_8859_1).split("\n", -1);
            List<Map.Entry<String, String>> fields = new ArrayList<>();
            for (int i = 1; i + 1 < texts.length; i += 2) {
                fields.add(Map.entry(texts[i], texts[i + 1]));
            }
            return new Message(texts[0], fields, Buffer.buffer(Arrays.copyOfRange(data, body, end)), bytes, whole);
        }
    }

    /** The data of a record beside its bytes. The trace fields are parsed only when a reader needs the record. */
    private record Sent(String own, @Nullable String caller, Instant at, Instant until, Place request, Place response) {
        TraceParent place() {
            return Objects.requireNonNull(TraceParent.stored(own), "the node's own trace field");
        }
    }

    /** A record with its bytes, which a later record reuses. */
    private static final class Stored {
        private final Sent sent;
        private final byte[] data;

        Stored(Sent sent, byte[] data) {
            this.sent = sent;
            this.data = data;
        }

        Stored copy() {
            return new Stored(sent, data.clone());
        }
    }

    private final String node;
    private final Clock clock;
    private final Deque<Stored> records = new ArrayDeque<>();
    private byte[] written = new byte[ROUNDED];
    private int end;
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
     * Stores a copy of a request and its response.
     *
     * @param caller the {@code traceparent} field of the request, or null
     * @param own the {@code traceparent} field of the response; if it is null, nothing is stored, because no hop
     *     belongs to the request
     * @param at the time at which the request began
     */
    public synchronized void record(
            @Nullable String caller, @Nullable String own, Instant at, Message request, Message response) {
        if (own == null) {
            return;
        }
        end = 0;
        Place asked = write(request);
        Place answered = write(response);
        byte[] free = {};
        while (records.size() >= MOST || (!records.isEmpty() && bytes + end > MOST_BYTES)) {
            free = records.removeFirst().data;
            bytes -= free.length;
        }
        byte[] data = free.length >= end ? free : new byte[(end / ROUNDED + 1) * ROUNDED];
        System.arraycopy(written, 0, data, 0, end);
        bytes += data.length;
        records.addLast(new Stored(new Sent(own, caller, at, now(), asked, answered), data));
    }

    private Place write(Message message) {
        int from = end;
        write(message.line());
        for (Map.Entry<String, String> field : message.fields()) {
            write(field.getKey());
            write(field.getValue());
        }
        // Without the line end after the last text.
        int body = Math.max(from, end - 1);
        int length = message.body().length();
        room(length);
        message.body().getBytes(0, length, written, body);
        end = body + length;
        return new Place(from, body, end, message.bytes(), message.whole());
    }

    /** Writes a text of a message header, which has no line ends and no characters above 255 (RFC 9112, 2.2). */
    private void write(String text) {
        room(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            written[end++] = (byte) text.charAt(i);
        }
        written[end++] = '\n';
    }

    private void room(int more) {
        if (written.length - end < more) {
            written = Arrays.copyOf(written, Math.max(2 * written.length, end + more));
        }
    }

    /** The records of a trace, or all if the trace is null; the oldest first, without credentials. May take seconds. */
    public List<WireRecord> of(@Nullable String traceId) {
        return matching(traceId).stream().map(this::redacted).toList();
    }

    private synchronized List<Stored> matching(@Nullable String traceId) {
        return records.stream()
                .filter(stored ->
                        traceId == null || stored.sent.place().traceId().equals(traceId))
                .map(Stored::copy)
                .toList();
    }

    private WireRecord redacted(Stored stored) {
        Sent sent = stored.sent;
        TraceParent caller = TraceParent.stored(sent.caller());
        return new WireRecord(
                node,
                sent.place().traceId(),
                sent.place().spanId(),
                caller == null ? null : caller.spanId(),
                sent.at(),
                sent.until(),
                WireRedactor.message(sent.request().of(stored.data)),
                WireRedactor.message(sent.response().of(stored.data)));
    }
}
