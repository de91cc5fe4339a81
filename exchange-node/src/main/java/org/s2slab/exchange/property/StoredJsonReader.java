package org.s2slab.exchange.property;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads the JSON of stored contents. Accepts longer texts than Jackson's default, up to the size of a request. */
public final class StoredJsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StoredJsonReader() {}

    /** Reads an object; throws DecodeException for anything else. */
    @SuppressWarnings("unchecked")
    public static JsonObject object(String json) {
        return new JsonObject((Map<String, Object>) read(json, Map.class));
    }

    /** Reads a list; throws DecodeException for anything else. */
    public static JsonArray list(String json) {
        return new JsonArray(read(json, List.class));
    }

    private static <T> T read(String json, Class<T> type) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return JacksonCodec.fromParser(parser, type);
        } catch (IOException e) {
            throw new DecodeException(e.getMessage(), e);
        }
    }
}
