package org.s2slab.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/** Reads the JSON object in the body of a request. Refuses with PARAMETER_INVALID unknown members and wrong types. */
public record RequestJson(JsonObject json) {
    /** Reads the body of a request, which may have only these members. */
    public static RequestJson of(RoutingContext request, String... members) {
        List<String> known = List.of(members);
        JsonObject json = required(request, "a JSON object is needed, with members among " + known);
        requireKnown(json, known);
        return new RequestJson(json);
    }

    /** The object, or null without a body. DecodeException for any other body, such as a list. */
    public static @Nullable JsonObject object(RoutingContext request) {
        try {
            return request.body().asJsonObject();
        } catch (ClassCastException e) {
            throw new DecodeException("the body is not a JSON object", e);
        }
    }

    /** The object; without a body, the refusal has this sentence. */
    public static JsonObject required(RoutingContext request, String sentence) {
        return Optional.ofNullable(object(request)).orElseThrow(() -> Refusal.invalid(sentence));
    }

    /** Refuses an object that has other members than these. */
    public static void requireKnown(JsonObject json, List<String> known) {
        for (String name : json.fieldNames()) {
            if (!known.contains(name)) {
                throw Refusal.invalid("'" + name + "' is not a known member; known are " + known);
            }
        }
    }

    /** A text member; empty if it is absent. */
    public static Optional<String> text(JsonObject json, String name) {
        Object value = json.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw Refusal.invalid("'" + name + "' must be a text");
        }
        return Optional.ofNullable((String) value);
    }

    /** Whether the member exists and is not null. */
    public boolean has(String name) {
        return json.getValue(name) != null;
    }

    /** A required text. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> Refusal.invalid("'" + name + "' is needed"));
    }

    /** An optional text; empty if it is absent. */
    public Optional<String> optionalText(String name) {
        return text(json, name);
    }

    /** A list of texts; empty if it is absent. */
    public List<String> texts(String name) {
        return texts(json, name, "texts");
    }

    /** A list of texts; empty if it is absent. A refusal calls the list by this kind. */
    public static List<String> texts(JsonObject json, String name, String kind) {
        Object value = json.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(String.class::isInstance)) {
            throw Refusal.invalid("'" + name + "' must be a list of " + kind);
        }
        return array.stream().map(String.class::cast).toList();
    }
}
