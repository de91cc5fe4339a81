package org.s2slab.lync.users;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;

/** Parses the JSON object in a client's request. It refuses unknown members and wrong types. */
public final class JsonBody {
    private final JsonObject json;

    private JsonBody(JsonObject json) {
        this.json = json;
    }

    /** Parses a request's body; {@code members} are the allowed members. */
    public static JsonBody of(RoutingContext request, String... members) {
        JsonObject json = RequestJson.object(request);
        if (json == null) {
            throw Refusal.invalid("a JSON object is needed, with members among " + List.of(members));
        }
        Set<String> known = Set.of(members);
        for (String name : json.fieldNames()) {
            if (!known.contains(name)) {
                throw Refusal.invalid("'" + name + "' is not a known member; known are " + List.of(members));
            }
        }
        return new JsonBody(json);
    }

    /** Whether the member exists and is not null. */
    public boolean has(String name) {
        return json.getValue(name) != null;
    }

    /** A required text. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> Refusal.invalid("'" + name + "' is needed"));
    }

    /** An optional text; empty when absent. */
    public Optional<String> optionalText(String name) {
        return RequestJson.text(json, name);
    }

    /** A list of texts; empty when absent. */
    public List<String> texts(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(String.class::isInstance)) {
            throw Refusal.invalid("'" + name + "' must be a list of texts");
        }
        return array.stream().map(String.class::cast).toList();
    }
}
