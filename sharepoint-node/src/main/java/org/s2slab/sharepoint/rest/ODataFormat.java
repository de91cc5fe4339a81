package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The response format that a client requests in its Accept field. */
enum ODataFormat {
    VERBOSE("application/json;odata=verbose;charset=utf-8"),
    MINIMAL("application/json;odata=minimalmetadata;streaming=true;charset=utf-8"),
    NONE("application/json;odata=nometadata;streaming=true;charset=utf-8");

    final String contentType;

    ODataFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The format for an Accept field (default: minimal metadata). For other types the product writes Atom. */
    static ODataFormat of(@Nullable String accept) {
        String requested = accept == null ? "" : accept.toLowerCase(Locale.ROOT).replace(" ", "");
        if (requested.contains("odata=verbose")) {
            return VERBOSE;
        }
        return requested.contains("odata=nometadata") ? NONE : MINIMAL;
    }

    /** Whether a client accepts XML but not JSON. */
    static boolean wantsXml(@Nullable String accept) {
        return accept != null && accept.contains("xml") && !accept.contains("json");
    }

    /**
     * @param api the address of {@code /_api/} of the web
     * @param function the name of the function that returned the entity, or null
     */
    JsonObject one(RestEntity entity, String api, @Nullable String function) {
        if (this == VERBOSE) {
            Object shown = isValue(entity) ? value(entity) : verbose(entity, api);
            return new JsonObject().put("d", function == null ? shown : new JsonObject().put(function, shown));
        }
        JsonObject shown = new JsonObject();
        if (this == MINIMAL) {
            shown.put("odata.metadata", api + "$metadata#" + entity.type());
        }
        if (entity.type().equals("Edm.Null")) {
            return shown.put("odata.null", true);
        }
        return shown.mergeIn(light(entity, api));
    }

    JsonObject many(RestAnswer answered, List<RestEntity> entities, String set, String api) {
        String next = answered.next();
        String function = answered.function();
        JsonArray all = new JsonArray();
        if (this == VERBOSE) {
            entities.forEach(entity -> all.add(verbose(entity, api)));
            JsonObject results = new JsonObject().put("results", all);
            if (next != null) {
                results.put("__next", next);
            }
            if (function != null) {
                results.put("__metadata", new JsonObject().put("type", set));
            }
            return new JsonObject().put("d", function == null ? results : new JsonObject().put(function, results));
        }
        entities.forEach(entity -> all.add(light(entity, api)));
        JsonObject answer = new JsonObject();
        if (this == MINIMAL) {
            answer.put("odata.metadata", api + "$metadata#" + set);
        }
        if (next != null) {
            answer.put("odata.nextLink", next);
        }
        return answer.put("value", all);
    }

    JsonObject error(RestError error) {
        JsonObject told = new JsonObject()
                .put("code", error.code())
                .put("message", new JsonObject().put("lang", "en-US").put("value", error.sentence()));
        return new JsonObject().put(this == VERBOSE ? "error" : "odata.error", told);
    }

    private static JsonObject verbose(RestEntity entity, String api) {
        List<RestEntity> elements = entity.elements();
        if (elements != null) {
            return new JsonObject()
                    .put(
                            "results",
                            new JsonArray(elements.stream()
                                    .map(one -> verbose(one, api))
                                    .toList()));
        }
        JsonObject metadata = new JsonObject();
        if (entity.link() != null) {
            String address = address(entity, api);
            metadata.put("id", address).put("uri", address);
        }
        if (entity.etag() != null) {
            metadata.put("etag", entity.etag());
        }
        JsonObject shown = new JsonObject().put("__metadata", metadata.put("type", entity.type()));
        entity.related()
                .forEach((name, one) -> shown.put(
                        name,
                        one.map(found -> isValue(found) ? value(found) : verbose(found, api))
                                .orElse(null)));
        entity.properties().forEach(property -> shown.put(property.getKey(), nested(property.getValue(), true)));
        return shown;
    }

    private JsonObject light(RestEntity entity, String api) {
        JsonObject shown = new JsonObject();
        if (this == MINIMAL && entity.link() != null) {
            shown.put("odata.type", entity.type()).put("odata.id", address(entity, api));
            if (entity.etag() != null) {
                shown.put("odata.etag", entity.etag());
            }
            shown.put("odata.editLink", entity.link());
        }
        entity.related()
                .forEach((name, one) -> shown.put(
                        name, one.map(found -> related(found, api)).orElse(new JsonObject().put("odata.null", true))));
        entity.properties().forEach(property -> shown.put(property.getKey(), nested(property.getValue(), false)));
        return shown;
    }

    private static boolean isValue(RestEntity entity) {
        return entity.type().startsWith("Edm.");
    }

    private static @Nullable Object value(RestEntity entity) {
        return entity.properties().getValue("value");
    }

    /** The link of a web is a whole address, because a web also shows other webs. */
    private static String address(RestEntity entity, String api) {
        String link = String.valueOf(entity.link());
        return link.startsWith("https:") ? link : api + link;
    }

    private @Nullable Object related(RestEntity entity, String api) {
        List<RestEntity> elements = entity.elements();
        if (elements != null) {
            return new JsonArray(elements.stream().map(one -> light(one, api)).toList());
        }
        return isValue(entity) ? value(entity) : light(entity, api);
    }

    private static @Nullable Object nested(@Nullable Object value, boolean verbose) {
        if (value instanceof JsonArray list && verbose) {
            boolean numbers = !list.isEmpty() && list.getValue(0) instanceof Number;
            return new JsonObject()
                    .put(
                            "__metadata",
                            new JsonObject().put("type", numbers ? "Collection(Edm.Int32)" : "Collection(Edm.String)"))
                    .put("results", list);
        }
        if (!(value instanceof JsonObject object) || !object.containsKey("__type")) {
            return value;
        }
        JsonObject shown = object.copy();
        String type = (String) shown.remove("__type");
        return verbose
                ? new JsonObject()
                        .put("__metadata", new JsonObject().put("type", type))
                        .mergeIn(shown)
                : shown;
    }
}
