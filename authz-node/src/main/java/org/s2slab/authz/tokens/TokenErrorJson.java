package org.s2slab.authz.tokens;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Guid;
import org.s2slab.trace.CallContext;

/** Writes the JSON of an error. Its first member is {@code error}, so that clients of these servers recognise it. */
public final class TokenErrorJson {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern NUMBER = Pattern.compile("AADSTS([0-9]+)");

    private TokenErrorJson() {}

    /**
     * Writes the error.
     *
     * @param told the text for the client, with Azure's number
     * @param forLibraries whether the error has the form of the endpoints for today's libraries
     */
    public static JsonObject document(
            @Nullable String error, String told, CallContext context, Instant now, boolean forLibraries) {
        String gap = forLibraries ? " " : "\r\n";
        String trace = context.trace().guid();
        String asked = context.requestId();
        String correlation = asked != null && Guid.isGuid(asked) ? asked : trace;
        String timestamp = TIMESTAMP.format(now);
        JsonArray codes = new JsonArray();
        Matcher numbers = NUMBER.matcher(told);
        while (numbers.find()) {
            codes.add(Integer.valueOf(numbers.group(1)));
        }
        JsonObject answer = new JsonObject()
                .put("error", error)
                .put(
                        "error_description",
                        told + gap + "Trace ID: " + trace + gap + "Correlation ID: " + correlation + gap + "Timestamp: "
                                + timestamp)
                .put("error_codes", codes)
                .put("timestamp", timestamp)
                .put("trace_id", trace)
                .put("correlation_id", correlation);
        if (forLibraries && !codes.isEmpty()) {
            answer.put("error_uri", "https://login.microsoftonline.com/error?code=" + codes.getInteger(0));
        }
        return answer;
    }
}
