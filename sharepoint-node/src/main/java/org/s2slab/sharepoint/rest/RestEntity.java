package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity of the REST interface.
 *
 * @param type for instance {@code SP.Web}
 * @param link its address below {@code /_api/}
 * @param etag its entity tag in quotes, or null
 * @param properties by name; a value that is an object carries its own type as {@code __type}
 */
record RestEntity(String type, String link, @Nullable String etag, JsonObject properties) {
    /** A copy with some properties only. An unknown name is refused as in the product. */
    RestEntity only(Set<String> names) {
        if (names.isEmpty() || names.contains("*")) {
            return this;
        }
        JsonObject chosen = new JsonObject();
        for (String name : names) {
            if (!properties.containsKey(name)) {
                throw RestError.query("The field or property '" + name + "' does not exist.");
            }
            chosen.put(name, properties.getValue(name));
        }
        return new RestEntity(type, link, etag, chosen);
    }
}
