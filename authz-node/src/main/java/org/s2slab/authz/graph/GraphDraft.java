package org.s2slab.authz.graph;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.node.NodeEnvironment;

/** An application or a principal while the members of a request are written into it. */
final class GraphDraft {
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

    private static List<String> texts(@Nullable Object value) {
        return value instanceof JsonArray list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
