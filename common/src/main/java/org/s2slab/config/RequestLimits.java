package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits of a node: the values in its configuration, and the default values of the other limits. */
public final class RequestLimits {
    /** The default limits. */
    public static final RequestLimits USUAL = new RequestLimits(Map.of());

    private final Map<RequestLimit, Long> values;

    private RequestLimits(Map<RequestLimit, Long> set) {
        values = new EnumMap<>(RequestLimit.class);
        for (RequestLimit limit : RequestLimit.values()) {
            values.put(limit, set.getOrDefault(limit, limit.usual()));
        }
    }

    /** Reads settings by key. IllegalArgumentException names an unknown key, or a key with its value and range. */
    @JsonCreator
    public static RequestLimits of(Map<String, @Nullable Object> settings) {
        Map<RequestLimit, Long> set = new EnumMap<>(RequestLimit.class);
        settings.forEach((key, written) -> {
            RequestLimit limit = RequestLimit.named(key);
            set.put(limit, limit.read(written == null ? "" : written));
        });
        return new RequestLimits(set);
    }

    /** A limit's value; times are in milliseconds. */
    public long of(RequestLimit limit) {
        return values.getOrDefault(limit, limit.usual());
    }

    /** The value of a limit as a number of 32 bits. */
    public int count(RequestLimit limit) {
        return Math.toIntExact(of(limit));
    }

    /** All limits, formatted for a configuration. */
    @JsonValue
    public Map<String, Object> written() {
        Map<String, Object> all = new LinkedHashMap<>();
        values.forEach((limit, value) -> all.put(limit.key(), limit.written(value)));
        return Collections.unmodifiableMap(all);
    }
}
