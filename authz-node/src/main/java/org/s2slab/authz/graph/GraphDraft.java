package org.s2slab.authz.graph;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.RedirectAddress;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/** An application or a principal while the members of a request are written into it. */
final class GraphDraft {
    /** The member with the redirect addresses of one kind. */
    static final String ADDRESSES = "redirectUris";

    /** The kind of web applications, which addresses without a kind have, such as those from MSOnline. */
    static final String WEB = "web";

    /** The member with the kinds of the other redirect addresses, by address. */
    private static final String KINDS = "redirectKinds";

    private final NodeEnvironment environment;
    private final JsonObject members;
    private ServicePrincipal principal;

    GraphDraft(ServicePrincipal principal, JsonObject members, NodeEnvironment environment) {
        this.principal = principal;
        this.members = members;
        this.environment = environment;
    }

    ServicePrincipal principal() {
        return principal;
    }

    JsonObject members() {
        return members;
    }

    /** Writes a member that no rule reads. */
    void store(String name, @Nullable Object value) {
        members.put(name, value);
    }

    void rename(@Nullable Object value) {
        principal = principal.renamed(String.valueOf(value));
    }

    void enable(@Nullable Object value) {
        principal = principal.enabled(Boolean.TRUE.equals(value));
    }

    void name(@Nullable Object value) {
        principal = principal.changed(principal.displayName(), principal.traits(), texts(value), principal.addresses());
    }

    /** Replaces the certificates. An entry without a value keeps the certificate with its id. */
    void replaceKeys(@Nullable Object value) {
        List<JsonObject> entries = value instanceof JsonArray list
                ? list.stream().map(JsonObject.class::cast).toList()
                : List.of();
        principal = GraphKeyCredentials.replaced(principal, entries, environment);
    }

    /** The redirect addresses of one kind. */
    static List<String> addresses(String kind, ServicePrincipal principal, JsonObject members) {
        JsonObject kinds = members.getJsonObject(KINDS, new JsonObject());
        return principal.addresses().stream()
                .filter(address -> kinds.getString(address, WEB).equals(kind))
                .toList();
    }

    /** Replaces the redirect addresses of one kind. An address has one kind: the last that was written for it. */
    void redirect(String kind, @Nullable JsonObject value) {
        List<String> given = texts(value == null ? null : value.getValue(ADDRESSES));
        List<String> all = new ArrayList<>(principal.addresses());
        all.removeAll(addresses(kind, principal, members));
        all.removeAll(given);
        all.addAll(given);
        if (all.size() > RedirectAddress.MOST) {
            throw Refusal.invalid("The application would have " + all.size() + " redirect addresses; at most "
                    + RedirectAddress.MOST + " are possible.");
        }
        JsonObject kinds = members.getJsonObject(KINDS, new JsonObject());
        given.forEach(address -> kinds.put(address, kind));
        kinds.getMap().keySet().retainAll(all);
        members.put(KINDS, kinds);
        principal = principal.changed(principal.displayName(), principal.traits(), principal.names(), all);
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof JsonArray list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
