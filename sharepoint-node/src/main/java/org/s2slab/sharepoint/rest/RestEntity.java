package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entity of the REST interface.
 *
 * @param type for instance {@code SP.Web}
 * @param link the address of the entity below {@code /_api/}; null for a value without an address
 * @param etag the entity tag of the entity in quotes, or null
 * @param properties by name; a value that is an object has its type as {@code __type}
 * @param related the entities for {@code $expand}; empty if the entity does not exist
 * @param elements the elements of a collection that {@code $expand} shows completely, or null
 */
record RestEntity(
        String type,
        @Nullable String link,
        @Nullable String etag,
        JsonObject properties,
        Map<String, Optional<RestEntity>> related,
        @Nullable List<RestEntity> elements) {
    RestEntity(String type, @Nullable String link, @Nullable String etag, JsonObject properties) {
        this(type, link, etag, properties, Map.of());
    }

    RestEntity(
            String type,
            @Nullable String link,
            @Nullable String etag,
            JsonObject properties,
            Map<String, Optional<RestEntity>> related) {
        this(type, link, etag, properties, related, null);
    }

    /** A collection as a related entity. */
    static RestEntity collection(String type, List<RestEntity> elements) {
        return new RestEntity(type, null, null, new JsonObject(), Map.of(), elements);
    }

    RestEntity with(Map<String, Optional<RestEntity>> others) {
        return new RestEntity(type, link, etag, properties, others);
    }

    /** The entity with one more related entity. */
    RestEntity plus(String name, Optional<RestEntity> other) {
        Map<String, Optional<RestEntity>> all = new LinkedHashMap<>(related);
        all.put(name, other);
        return new RestEntity(type, link, etag, properties, all, elements);
    }

    /** A copy of this entity that has no properties. */
    RestEntity bare() {
        return new RestEntity(type, link, etag, new JsonObject(), related, elements);
    }

    /** The entity with only the selected and expanded properties. An unknown name is refused as in the product. */
    RestEntity only(ODataQuery query) {
        return only("", query.select(), query.expand());
    }

    /**
     * Clients also write properties of a related entity in {@code $expand}, which has no effect.
     *
     * @param path of the entity in the query, empty or ending with a slash; the names begin after it
     */
    private RestEntity only(String path, Set<String> select, Set<String> expand) {
        if (elements != null) {
            return collection(
                    type,
                    elements.stream().map(one -> one.only(path, select, expand)).toList());
        }
        Map<String, Optional<RestEntity>> shown = new LinkedHashMap<>();
        boolean all = select.isEmpty() || select.contains("*");
        JsonObject chosen = all ? properties : new JsonObject();
        for (String name : expand) {
            String first = first(name);
            boolean property = !path.isEmpty() && properties.containsKey(first);
            if (!related.containsKey(first) && !property) {
                throw RestError.noProperty(path + first);
            }
            if (all && !property) {
                shown.put(first, part(path, first, select, expand));
            }
        }
        for (String name : select) {
            String first = first(name);
            if (!first.equals(name)) {
                if (!related.containsKey(first)
                        || expand.stream().noneMatch(one -> first(one).equals(first))) {
                    throw notExpanded(path + first);
                }
                shown.put(first, part(path, first, select, expand));
            } else if (properties.containsKey(name)) {
                chosen = all ? chosen : chosen.put(name, properties.getValue(name));
            } else if (related.containsKey(name)) {
                shown.putIfAbsent(name, part(path, name, Set.of(), expand));
            } else if (!name.equals("*")) {
                throw RestError.noProperty(path + name);
            }
        }
        return new RestEntity(type, link, etag, chosen, shown);
    }

    /** A related entity with the properties that the query selects and expands. */
    private Optional<RestEntity> part(String path, String name, Set<String> select, Set<String> expand) {
        return related.getOrDefault(name, Optional.empty())
                .map(entity -> entity.only(path + name + "/", inside(select, name + "/"), inside(expand, name + "/")));
    }

    private static String first(String path) {
        return path.split("/", 2)[0];
    }

    /** The rest of the paths that begin with a prefix. */
    private static Set<String> inside(Set<String> paths, String prefix) {
        return paths.stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static RestError notExpanded(String name) {
        return RestError.query(
                "The query to field '" + name + "' is not valid. The $select query string must specify the"
                        + " target fields and the $expand query string must contains " + name + ".");
    }
}
