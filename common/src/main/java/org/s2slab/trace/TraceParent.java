package org.s2slab.trace;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace in the form of W3C Trace Context: {@code 00-<32 hex trace>-<16 hex span>-01}. It is stored as
 * numbers, because every hop of a journal has such a place.
 *
 * @param traceHigh the first 64 bits of the trace id, which is the same for all effects of one request
 * @param traceLow the last 64 bits of the trace id
 * @param span the span of this place
 * @param parent the span that caused this span, or 0 at the start of a trace
 */
public record TraceParent(long traceHigh, long traceLow, long span, long parent) {
    /** Header name (W3C Trace Context section 3.2). */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 16;

    /** Starts a new trace. */
    public static TraceParent start(IdGenerator ids) {
        String both = ids.hex(3 * DIGITS);
        return new TraceParent(number(both, 0), number(both, DIGITS), number(both, 2 * DIGITS), 0);
    }

    /** Continues the trace of a request; starts a new one if the header is absent or malformed. */
    public static TraceParent continueFrom(@Nullable String header, IdGenerator ids) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            return start(ids);
        }
        String trace = matcher.group(1);
        return new TraceParent(
                number(trace, 0), number(trace, DIGITS), number(ids.hex(DIGITS), 0), number(matcher.group(2), 0));
    }

    /** Restores a place from a stored header value; null if the value is null. */
    public static @Nullable TraceParent stored(@Nullable String header) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        return matcher.matches()
                ? new TraceParent(
                        number(matcher.group(1), 0), number(matcher.group(1), DIGITS), number(matcher.group(2), 0), 0)
                : null;
    }

    private static long number(String digits, int from) {
        return HexFormat.fromHexDigitsToLong(digits, from, from + DIGITS);
    }

    /** A child of this place, for an outgoing call. */
    public TraceParent child(IdGenerator ids) {
        return new TraceParent(traceHigh, traceLow, number(ids.hex(DIGITS), 0), span);
    }

    /** Whether another place is in the same trace. */
    public boolean sharesTraceWith(TraceParent other) {
        return traceHigh == other.traceHigh && traceLow == other.traceLow;
    }

    /** The trace id: 32 lower-case hex digits, the same for all effects of one request. */
    public String traceId() {
        return HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
    }

    /** The span id: 16 lower-case hex digits. */
    public String spanId() {
        return HEX.toHexDigits(span);
    }

    /** The id of the span that caused this span, or null at the start of a trace. */
    public @Nullable String parentSpanId() {
        return parent == 0 ? null : HEX.toHexDigits(parent);
    }

    /** The header value that passes this place to another node. */
    public String header() {
        return "00-" + traceId() + "-" + spanId() + "-01";
    }

    /** The trace id as a GUID, which Microsoft's services use as request id. */
    public String guid() {
        String id = traceId();
        return id.substring(0, 8) + "-" + id.substring(8, 12) + "-" + id.substring(12, 16) + "-" + id.substring(16, 20)
                + "-" + id.substring(20);
    }
}
