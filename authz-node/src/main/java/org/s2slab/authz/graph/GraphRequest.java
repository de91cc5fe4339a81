package org.s2slab.authz.graph;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.Caller;
import org.s2slab.identity.Guid;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.PrintableValue;

/**
 * A request of an authenticated caller with a route.
 *
 * @param base the address of Graph at this server, {@code https://host/v1.0}
 * @param path the address behind the base, with the keys as written
 * @param keys the keys in the address, in their order
 * @param content reads the object in the body; throws a Refusal without one
 * @param tenant the content of the caller's tenant; a request never reaches another tenant
 */
record GraphRequest(
        String method,
        String base,
        String path,
        List<String> keys,
        GraphQuery query,
        Supplier<JsonObject> content,
        Caller caller,
        TenantSnapshot tenant) {
    static boolean isGuid(@Nullable Object value) {
        return value instanceof String text && Guid.isGuid(text);
    }

    /** A text of a request for a message, shortened and printable. */
    static String shown(String text) {
        String quoted = PrintableValue.value(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    String tenantId() {
        return tenant.tenant().id();
    }

    /** The object in the body. */
    JsonObject body() {
        return content.get();
    }

    /** The GUID in a member of the body; otherwise a Refusal that names the member. */
    static String guid(JsonObject body, String member, String resource) {
        Object value = body.getValue(member);
        if (!isGuid(value)) {
            throw GraphErrors.value(member, resource, "a GUID");
        }
        return String.valueOf(value);
    }

    /** Refuses a caller without a right. */
    void require(GraphPermission right) {
        if (!right.isOf(caller)) {
            throw new Refusal(
                    RefusalCode.ACCESS_DENIED,
                    "The caller has " + caller.roles() + "; " + method + " " + path + " needs " + right.needed() + ".");
        }
    }

    /** An object with the address of its description. */
    JsonObject entity(String collection, JsonObject object) {
        return new JsonObject()
                .put("@odata.context", base + "/$metadata#" + collection + "/$entity")
                .mergeIn(object);
    }

    /** A list with the address of its description. */
    JsonObject list(String collection, JsonObject page) {
        return new JsonObject()
                .put("@odata.context", base + "/$metadata#" + collection)
                .mergeIn(page);
    }

    /** A complete list without options. */
    JsonObject list(String collection, JsonArray value) {
        query.require(false);
        return list(collection, new JsonObject().put("value", value));
    }

    /** The page of a list of applications or principals. */
    JsonObject list(GraphType type, Stream<GraphObject> all) {
        return list(type.collection(), query.page(all, type, base + "/" + type.collection()));
    }

    /** One application or principal with the selected members, and with the values of its certificates if selected. */
    JsonObject entity(GraphType type, GraphObject object) {
        query.require(false);
        JsonObject json = type.json(object);
        if (query.selects(KeyMembers.KEYS)) {
            json.put(KeyMembers.KEYS, KeyMembers.certificatesWithValues(object));
        }
        return entity(type.collection(), query.select(json, type));
    }
}
