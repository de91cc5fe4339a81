package org.s2slab.trace;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, W3C Trace Context form: {@code 00-<32 hex trace>-<16 hex span>-01}.
 *
 * @param traceId 32 lower-case hex digits, the same for all that one request causes
 * @param spanId 16 lower-case hex digits, this place
 * @param parentSpanId the span that caused this one, or null at the start of a trace
 */
public record TraceParent(
        String traceId, String spanId, @Nullable String parentSpanId) {
    /** Header name (W3C Trace Context section 3.2). */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

    /** A new trace. */
    public static TraceParent start(Ids ids) {
        String both = ids.hex(48);
        return new TraceParent(both.substring(0, 32), both.substring(32), null);
    }

    /** Continues the trace a request came with; starts a new one when the header is absent or malformed. */
    public static TraceParent continueFrom(@Nullable String header, Ids ids) {
        var matcher = FORM.matcher(header == null ? "" : header);
        return matcher.matches() ? new TraceParent(matcher.group(1), ids.hex(16), matcher.group(2)) : start(ids);
    }

    /** A step below this one, for an outgoing call. */
    public TraceParent child(Ids ids) {
        return new TraceParent(traceId, ids.hex(16), spanId);
    }

    /** The header value that hands this place to another node. */
    public String header() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /** The trace id in the form of a GUID, as Microsoft's services name a request. */
    public String guid() {
        return traceId.substring(0, 8) + "-" + traceId.substring(8, 12) + "-" + traceId.substring(12, 16) + "-"
                + traceId.substring(16, 20) + "-" + traceId.substring(20);
    }
}
