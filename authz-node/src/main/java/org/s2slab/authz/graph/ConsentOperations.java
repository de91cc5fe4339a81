package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.authz.registry.AppRole;
import org.s2slab.authz.registry.AppRoleAssignment;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.http.RequestJson;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/** The requests for the application permissions of a service principal, which are an administrator's consent. */
record ConsentOperations(TenantRegistry registry, NodeEnvironment environment) {
    private static final String RESOURCE = "AppRoleAssignment";
    private static final String COLLECTION = "appRoleAssignments";
    private static final String PRINCIPAL_ID = "principalId";
    private static final String RESOURCE_ID = "resourceId";
    private static final String ROLE_ID = "appRoleId";

    List<GraphRoute> routes() {
        String address = "servicePrincipals/*/" + COLLECTION;
        return List.of(
                GraphRoute.get(address, GraphPermission.READ, this::list),
                new GraphRoute("POST", address, GraphPermission.CONSENT, this::create),
                new GraphRoute("DELETE", address + "/*", GraphPermission.CONSENT, this::remove));
    }

    private GraphAnswer list(GraphRequest request) {
        GraphObject object = PrincipalOperations.named(request, request.tenant());
        JsonArray value = new JsonArray();
        object.principal().roles().forEach(granted -> value.add(json(granted, object.principal(), request.tenant())));
        return GraphAnswer.of(request.list(COLLECTION, value));
    }

    private Future<GraphAnswer> create(GraphRequest request) {
        JsonObject body = request.body().copy();
        // Annotations are ignored, as in every body. The SDK for Java sends one.
        body.fieldNames().removeIf(name -> name.contains("@odata."));
        RequestJson.requireKnown(body, List.of(PRINCIPAL_ID, RESOURCE_ID, ROLE_ID));
        String principalId = GraphRequest.guid(body, PRINCIPAL_ID, RESOURCE);
        String resourceId = GraphRequest.guid(body, RESOURCE_ID, RESOURCE);
        String roleId = GraphRequest.guid(body, ROLE_ID, RESOURCE);
        return registry.edit(request.tenantId(), edit -> {
            ServicePrincipal principal =
                    PrincipalOperations.named(request, edit.content()).principal();
            if (!principal.objectId().equalsIgnoreCase(principalId)) {
                throw GraphErrors.value(PRINCIPAL_ID, RESOURCE, "the id in the address, " + principal.objectId());
            }
            ServicePrincipal resource = GraphObject.named(GraphObject.principals(edit.content()), resourceId)
                    .principal();
            requireConsent(request, resource.appId());
            AppRole role = AppRole.of(resource.appId(), roleId)
                    .orElseThrow(() -> Refusal.invalid(
                            "Permission being assigned was not found on application '" + resource.appId() + "'."));
            if (principal.roles().stream().anyMatch(granted -> granted.role().equals(role))) {
                throw Refusal.invalid("Permission being assigned already exists on the object");
            }
            var made = new AppRoleAssignment(
                    environment.ids().uuid(), role, environment.clock().instant());
            List<AppRoleAssignment> all = new ArrayList<>(principal.roles());
            all.add(made);
            edit.save(principal.granted(all));
            return GraphAnswer.created(request.entity(COLLECTION, json(made, principal, edit.content())));
        });
    }

    private Future<GraphAnswer> remove(GraphRequest request) {
        String id = request.keys().get(1);
        return registry.edit(request.tenantId(), edit -> {
            ServicePrincipal principal =
                    PrincipalOperations.named(request, edit.content()).principal();
            AppRoleAssignment granted = principal.roles().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> GraphErrors.unknown(GraphRequest.shown(id)));
            requireConsent(request, granted.role().resource());
            List<AppRoleAssignment> others = new ArrayList<>(principal.roles());
            others.remove(granted);
            edit.save(principal.granted(others));
            return GraphAnswer.NO_CONTENT;
        });
    }

    /** The removal of a permission needs the right that its grant needs. */
    private static void requireConsent(GraphRequest request, String resource) {
        request.require(
                resource.equals(WellKnownPrincipals.GRAPH)
                        ? GraphPermission.CONSENT_AT_GRAPH
                        : GraphPermission.CONSENT);
    }

    private static JsonObject json(AppRoleAssignment granted, ServicePrincipal principal, TenantSnapshot tenant) {
        ServicePrincipal resource = tenant.principal(granted.role().resource());
        return new JsonObject()
                .put("id", granted.id())
                .putNull("deletedDateTime")
                .put(ROLE_ID, granted.role().id())
                .put("createdDateTime", granted.created().toString())
                .put("principalDisplayName", principal.displayName())
                .put(PRINCIPAL_ID, principal.objectId())
                .put("principalType", "ServicePrincipal")
                .put("resourceDisplayName", resource == null ? null : resource.displayName())
                .put(RESOURCE_ID, resource == null ? null : resource.objectId());
    }
}
