package org.s2slab.authz.graph;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Application;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantSnapshot;

/**
 * An application or a service principal of a tenant. Both read the same entry of the registry.
 *
 * @param id the object id: of the application, or of the principal
 * @param principal the entry of the registry, which has the names and the credentials
 * @param created when the application was registered; null for a principal
 */
record GraphObject(
        String id,
        TenantSnapshot tenant,
        ServicePrincipal principal,
        @Nullable Instant created) {
    /** The beginning of a key that names an object by the id of its application. */
    static final String BY_APPLICATION = "appId=";

    /** The applications that are registered in a tenant. */
    static Stream<GraphObject> applications(TenantSnapshot tenant) {
        return tenant.applications().values().stream().map(application -> of(tenant, application));
    }

    /** The service principals of a tenant. */
    static Stream<GraphObject> principals(TenantSnapshot tenant) {
        return tenant.principals().values().stream()
                .filter(ServicePrincipal::hasPrincipal)
                .map(principal -> of(tenant, principal));
    }

    static GraphObject of(TenantSnapshot tenant, Application application) {
        ServicePrincipal principal =
                Optional.ofNullable(tenant.principal(application.appId())).orElseThrow();
        return new GraphObject(application.objectId(), tenant, principal, application.created());
    }

    static GraphObject of(TenantSnapshot tenant, ServicePrincipal principal) {
        return new GraphObject(principal.objectId(), tenant, principal, null);
    }

    /** The object with a key: its object id, or {@link #BY_APPLICATION} with the id of the application. */
    static GraphObject named(Stream<GraphObject> objects, String key) {
        boolean byApplication = key.startsWith(BY_APPLICATION);
        // A documented script writes the braces of a variable around the id.
        String id = byApplication ? key.substring(BY_APPLICATION.length()).replaceAll("[{}]", "") : key;
        return objects.filter(object ->
                        id.equalsIgnoreCase(byApplication ? object.principal().appId() : object.id()))
                .findFirst()
                .orElseThrow(() -> GraphErrors.unknown(id));
    }

    /** The members that no rule reads. */
    JsonObject members() {
        return tenant.membersOf(id);
    }
}
