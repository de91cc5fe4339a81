package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Call;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopDetail.Metadata;
import org.s2slab.trace.HopDetail.TokenFor;

/**
 * Reads the detail of a hop from its members {@link HopDetail#TEXT} and {@link HopDetail#VALUES}. The values may come
 * from a hostile file. If they do not name a known kind of detail, only the text is used.
 */
public final class HopDetailReader {
    private HopDetailReader() {}

    /** Reads the detail of a hop; null if it has none. */
    public static @Nullable HopDetail read(JsonObject hop) {
        String text = text(hop, HopDetail.TEXT);
        if (text == null) {
            return null;
        }
        JsonObject values = hop.getValue(HopDetail.VALUES) instanceof JsonObject object ? object : new JsonObject();
        String uri = text(values, "uri");
        String audience = text(values, "audience");
        return switch (String.valueOf(text(values, "type"))) {
            case "call" -> uri == null ? Finding.of(text) : new Call(String.valueOf(text(values, "method")), uri);
            case "token" -> audience == null ? Finding.of(text) : new TokenFor(text, audience);
            case "metadata" -> new Metadata(text);
            case "failure" -> failure(text, values);
            default -> finding(text, values);
        };
    }

    private static HopDetail failure(String text, JsonObject values) {
        for (FailureCause cause : FailureCause.values()) {
            if (cause.name().equals(values.getValue("cause"))) {
                return new Failure(
                        cause,
                        text,
                        text(values, "uri"),
                        values.getValue("status") instanceof Integer status ? status : null,
                        text(values, "requestId"),
                        text(values, "diagnostics"));
            }
        }
        return Finding.of(text);
    }

    private static Finding finding(String text, JsonObject values) {
        String found = text(values, "found");
        return new Finding(text, found == null ? text : found, text(values, "expected"), text(values, "partner"));
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : null;
    }
}
