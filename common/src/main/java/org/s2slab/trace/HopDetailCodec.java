package org.s2slab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;

/**
 * Reads and writes the detail of a hop as its members {@link HopDetail#TEXT} and {@link HopDetail#VALUES}. The values may
 * come from a hostile file. If they do not name a known kind of detail, only the text is used.
 */
public final class HopDetailCodec {
    static final String TYPE = "type";

    /** The member for the text of a detail, beside its values. */
    static final String WORDS = "text";

    /** Members whose texts come from this project only. */
    private static final Set<String> OWN = Set.of(TYPE, "cause", "what");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    private HopDetailCodec() {}

    /** Reads the detail of a hop; null if it has none. */
    public static @Nullable HopDetail read(JsonObject hop) {
        if (!(hop.getValue(HopDetail.TEXT) instanceof String text)) {
            return null;
        }
        return hop.getValue(HopDetail.VALUES) instanceof JsonObject values
                ? read(values.copy(), text)
                : Finding.of(text);
    }

    private static HopDetail read(JsonObject values, String text) {
        try {
            return MAPPER.readValue(values.put(WORDS, text).encode(), HopDetail.class);
        } catch (JsonProcessingException e) {
            return Finding.of(text);
        }
    }

    @SuppressWarnings("unchecked") // An object has members by name.
    static JsonObject values(HopDetail detail) {
        return new JsonObject((Map<String, Object>) MAPPER.convertValue(detail, Map.class));
    }

    /** A copy in which every text from outside this project is changed. */
    static HopDetail changed(HopDetail detail, UnaryOperator<String> change) {
        return read(changed(detail.values(), change), change.apply(detail.text()));
    }

    private static JsonObject changed(JsonObject values, UnaryOperator<String> change) {
        JsonObject changed = new JsonObject();
        values.forEach(member -> changed.put(
                member.getKey(),
                OWN.contains(member.getKey()) ? member.getValue() : changed(member.getValue(), change)));
        return changed;
    }

    private static Object changed(Object value, UnaryOperator<String> change) {
        if (value instanceof JsonObject object) {
            return changed(object, change);
        }
        if (value instanceof JsonArray list) {
            return new JsonArray(list.stream().map(one -> changed(one, change)).toList());
        }
        return value instanceof String text ? change.apply(text) : value;
    }
}
