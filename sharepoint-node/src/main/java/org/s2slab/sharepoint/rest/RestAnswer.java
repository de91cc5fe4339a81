package org.s2slab.sharepoint.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request before it is serialised.
 *
 * @param entities null for a response without body; a single entity, unless the response is a set
 * @param set the name of the set in the response, or null for one entity
 * @param next the address of the next page, or null
 * @param function the name of the function that returned the result, or null
 * @param file the bytes of a file, or null
 */
record RestAnswer(
        int status,
        @Nullable List<RestEntity> entities,
        @Nullable String set,
        @Nullable String next,
        @Nullable String function,
        Map<String, String> headers,
        @Nullable Buffer file) {
    private RestAnswer(
            int status,
            @Nullable List<RestEntity> entities,
            @Nullable String set,
            @Nullable String next,
            @Nullable String function,
            Map<String, String> headers) {
        this(status, entities, set, next, function, headers, null);
    }

    /** A file that browsers neither show nor execute as a page of this server. */
    static RestAnswer ofFile(String name, Buffer content) {
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"),
                "X-Download-Options",
                "noopen");
        return new RestAnswer(200, null, null, null, null, headers, content);
    }

    static RestAnswer of(RestEntity entity) {
        String etag = entity.etag();
        return new RestAnswer(200, List.of(entity), null, null, null, etag == null ? Map.of() : Map.of("ETag", etag));
    }

    static RestAnswer ofFunction(String name, RestEntity entity) {
        return new RestAnswer(200, List.of(entity), null, null, name, Map.of());
    }

    /** The result of a function that returns a single value. */
    static RestAnswer ofFunction(String name, String type, Object value) {
        return ofFunction(name, new RestEntity(type, null, null, new JsonObject().put("value", value)));
    }

    /** The result of a function that returns a collection of values. */
    static RestAnswer ofFunction(String name, String type, List<RestEntity> values) {
        return new RestAnswer(200, values, "Collection(" + type + ")", null, name, Map.of());
    }

    static RestAnswer page(String set, List<RestEntity> entities, @Nullable String next) {
        return new RestAnswer(200, entities, set, next, null, Map.of());
    }

    static RestAnswer created(RestEntity entity, String address) {
        String etag = entity.etag();
        return new RestAnswer(
                201,
                List.of(entity.with(Map.of())),
                null,
                null,
                null,
                etag == null ? Map.of("Location", address) : Map.of("ETag", etag, "Location", address));
    }

    /** The same response with other entities. */
    RestAnswer with(List<RestEntity> others) {
        return new RestAnswer(status, others, set, next, function, headers, file);
    }

    /** @param etag the new ETag, or null for an entity without one */
    static RestAnswer changed(@Nullable String etag) {
        return new RestAnswer(204, null, null, null, null, etag == null ? Map.of() : Map.of("ETag", etag));
    }

    static RestAnswer removed() {
        return new RestAnswer(200, null, null, null, null, Map.of());
    }

    /** The response of a function without a result. */
    static RestAnswer done(String function) {
        return new RestAnswer(
                200, List.of(new RestEntity("Edm.Null", null, null, new JsonObject())), null, null, function, Map.of());
    }
}
