package org.s2slab.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request or response of a node's public port as it was on the wire, without credentials.
 *
 * @param line the request line or status line (RFC 9112, 3 and 4)
 * @param headers the fields in the order in which they were sent, each as {@code Name: value}
 * @param body the first {@link WireRedactor#MOST_BYTES} bytes as text; empty without a body or if it is not text
 * @param note a sentence about the bytes that {@code body} leaves out; null if it is complete
 */
public record WireMessage(
        String line,
        List<String> headers,
        String body,
        @Nullable String note) {
    public WireMessage {
        headers = List.copyOf(headers);
    }

    /** The message as text: line, fields, an empty line and the body. */
    public String text() {
        return Stream.concat(Stream.of(line), headers.stream()).collect(Collectors.joining("\n"))
                + (body.isEmpty() ? "" : "\n\n" + body);
    }

    WireMessage with(UnaryOperator<String> change) {
        return new WireMessage(change.apply(line), headers.stream().map(change).toList(), change.apply(body), note);
    }

    JsonObject json() {
        return new JsonObject()
                .put("line", line)
                .put("headers", new JsonArray(headers))
                .put("body", body)
                .put("note", note);
    }

    static WireMessage of(JsonObject json) {
        return new WireMessage(
                json.getString("line"),
                json.getJsonArray("headers").stream().map(String::valueOf).toList(),
                json.getString("body"),
                json.getString("note"));
    }
}
