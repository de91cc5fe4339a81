package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity of the REST interface.
 *
 * @param type for instance {@code SP.Web}
 * @param link its address below {@code /_api/}; null for a value without an address
 * @param etag its entity tag in quotes, or null
 * @param properties by name; a value that is an object carries its own type as {@code __type}
 * @param related the entities that {@code $expand} shows; empty for one that does not exist
 */
record RestEntity(
        String type,
        @Nullable String link,
        @Nullable String etag,
        JsonObject properties,
        Map<String, Optional<RestEntity>> related) {
    RestEntity(String type, @Nullable String link, @Nullable String etag, JsonObject properties) {
        this(type, link, etag, properties, Map.of());
    }

    RestEntity with(Map<String, Optional<RestEntity>> others) {
        return new RestEntity(type, link, etag, properties, others);
    }

    /** The entity with the selected and expanded properties only. An unknown name is refused as in the product. */
    RestEntity only(ODataQuery query) {
        for (String name : query.expand()) {
            if (!related.containsKey(name)) {
                throw RestError.noProperty(name);
            }
        }
        Map<String, Optional<RestEntity>> shown = new LinkedHashMap<>();
        JsonObject chosen = new JsonObject();
        boolean all = query.select().isEmpty() || query.select().contains("*");
        if (all) {
            chosen = properties;
            query.expand().forEach(name -> shown.put(name, related.get(name)));
        }
        for (String name : query.select()) {
            String[] path = name.split("/", 2);
            if (path.length == 2) {
                shown.put(path[0], part(path[0], query.expand(), query.select()));
            } else if (properties.containsKey(name)) {
                chosen = all ? chosen : chosen.put(name, properties.getValue(name));
            } else if (related.containsKey(name)) {
                shown.putIfAbsent(name, related.get(name));
            } else if (!name.equals("*")) {
                throw RestError.noProperty(name);
            }
        }
        return new RestEntity(type, link, etag, chosen, shown);
    }

    /** The selected properties of an expanded entity. */
    private Optional<RestEntity> part(String name, Set<String> expanded, Set<String> selected) {
        if (!related.containsKey(name) || !expanded.contains(name)) {
            throw RestError.query(
                    "The query to field '" + name + "' is not valid. The $select query string must specify the"
                            + " target fields and the $expand query string must contains " + name + ".");
        }
        return related.get(name).map(entity -> {
            JsonObject chosen = new JsonObject();
            selected.stream().filter(path -> path.startsWith(name + "/")).forEach(path -> {
                String property = path.substring(name.length() + 1);
                if (!entity.properties.containsKey(property)) {
                    throw RestError.noProperty(path);
                }
                chosen.put(property, entity.properties.getValue(property));
            });
            return new RestEntity(entity.type, entity.link, entity.etag, chosen);
        });
    }
}
