package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.authz.registry.Application;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantEdit;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/** The requests for applications and their owners. */
record ApplicationOperations(TenantRegistry registry, NodeEnvironment environment) {
    private static final GraphType TYPE = GraphType.APPLICATION;
    private static final String OWNERS = "owners";
    private static final String REFERENCE = "@odata.id";

    /** The address of an object at Microsoft, or behind the address of this server. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<base>https://[^/]{1,255}/v1\\.0)/(?:directoryObjects|servicePrincipals|users)/" + "(?<id>[^/]{1,64})");

    /** Microsoft documents that an application has at most 100 owners. */
    private static final int MOST_OWNERS = 100;

    List<GraphRoute> routes() {
        return List.of(
                GraphRoute.get("applications", GraphPermission.READ, this::list),
                new GraphRoute("POST", "applications", GraphPermission.WRITE, this::create),
                GraphRoute.get("applications/*", GraphPermission.READ, this::get),
                new GraphRoute("PATCH", "applications/*", GraphPermission.WRITE, this::change),
                new GraphRoute("DELETE", "applications/*", GraphPermission.WRITE, this::remove),
                new GraphRoute("PUT", "applications/*/logo", GraphPermission.WRITE, this::changeLogo),
                GraphRoute.get("applications/*/owners", GraphPermission.READ, this::owners),
                new GraphRoute("POST", "applications/*/owners/$ref", GraphPermission.WRITE, this::addOwner));
    }

    private GraphAnswer list(GraphRequest request) {
        return GraphAnswer.of(request.list(TYPE, GraphObject.applications(request.tenant())));
    }

    private GraphAnswer get(GraphRequest request) {
        return GraphAnswer.of(request.entity(TYPE, named(request, request.tenant())));
    }

    private static GraphObject named(GraphRequest request, TenantSnapshot tenant) {
        return GraphObject.named(
                GraphObject.applications(tenant), request.keys().get(0));
    }

    private Future<GraphAnswer> create(GraphRequest request) {
        var blank = ServicePrincipal.ofApplication(
                environment.ids().uuid(), environment.ids().uuid());
        var draft = new GraphDraft(blank, new JsonObject(), environment);
        TYPE.write(request.body(), draft);
        MemberType.NAME.require(
                "displayName", TYPE.resource(), draft.principal().displayName());
        Application made = new Application(
                blank.appId(), environment.ids().uuid(), environment.clock().instant());
        return registry.edit(request.tenantId(), edit -> {
            edit.register(draft.principal(), made);
            edit.saveMembers(made.objectId(), draft.members());
            return GraphAnswer.created(
                    request.entity(TYPE.collection(), TYPE.json(GraphObject.of(edit.content(), made))));
        });
    }

    private Future<GraphAnswer> change(GraphRequest request) {
        JsonObject body = request.body();
        return registry.edit(request.tenantId(), edit -> {
            GraphObject before = named(request, edit.content());
            var draft = new GraphDraft(before.principal(), before.members(), environment);
            TYPE.write(body, draft);
            edit.save(draft.principal());
            edit.saveMembers(before.id(), draft.members());
            return GraphAnswer.NO_CONTENT;
        });
    }

    /** Removes the application with its principal, as in the product. */
    private Future<GraphAnswer> remove(GraphRequest request) {
        return registry.edit(request.tenantId(), edit -> {
            ServicePrincipal removed = named(request, edit.content()).principal();
            edit.remove(removed.appId());
            disown(removed.objectId(), edit);
            return GraphAnswer.NO_CONTENT;
        });
    }

    /** Takes an object that is no longer there out of the lists of owners. */
    static void disown(String owner, TenantEdit edit) {
        for (GraphObject application : GraphObject.applications(edit.content()).toList()) {
            JsonObject members = application.members();
            JsonArray owners = members.getJsonArray(OWNERS, new JsonArray());
            if (owners.remove(owner)) {
                edit.saveMembers(application.id(), members.put(OWNERS, owners));
            }
        }
    }

    /** Accepts a picture for an application. The lab does not store pictures. */
    private Future<GraphAnswer> changeLogo(GraphRequest request) {
        named(request, request.tenant());
        return Future.succeededFuture(GraphAnswer.NO_CONTENT);
    }

    private GraphAnswer owners(GraphRequest request) {
        JsonArray value = new JsonArray();
        JsonArray ids = named(request, request.tenant()).members().getJsonArray(OWNERS, new JsonArray());
        for (Object id : ids) {
            boolean isPrincipal =
                    request.tenant().byObjectId(String.valueOf(id)).isPresent();
            value.add(new JsonObject()
                    .put("@odata.type", isPrincipal ? "#microsoft.graph.servicePrincipal" : "#microsoft.graph.user")
                    .put("id", id));
        }
        return GraphAnswer.of(request.list("directoryObjects", value));
    }

    private Future<GraphAnswer> addOwner(GraphRequest request) {
        Object reference = request.body().getValue(REFERENCE);
        Matcher address = ADDRESS.matcher(String.valueOf(reference));
        if (!address.matches()
                || !List.of(request.base(), "https://graph.microsoft.com/v1.0").contains(address.group("base"))) {
            throw GraphErrors.value(REFERENCE, TYPE.resource(), request.base() + "/directoryObjects/<id>");
        }
        String owner = address.group("id");
        return registry.edit(request.tenantId(), edit -> {
            GraphObject application = named(request, edit.content());
            requireOwner(owner, request, edit.content());
            JsonObject members = application.members();
            JsonArray owners = members.getJsonArray(OWNERS, new JsonArray());
            if (owners.contains(owner)) {
                throw Refusal.invalid("One or more added object references already exist for the following modified"
                        + " properties: 'owners'.");
            }
            if (owners.size() == MOST_OWNERS) {
                throw Refusal.invalid("The application has " + MOST_OWNERS + " owners already; more are not possible.");
            }
            edit.saveMembers(application.id(), members.put(OWNERS, owners.add(owner)));
            return GraphAnswer.NO_CONTENT;
        });
    }

    /** An owner is a principal of the tenant, or the person who calls: the lab has no other people here. */
    private static void requireOwner(String id, GraphRequest request, TenantSnapshot tenant) {
        var person = request.caller().user();
        boolean isCaller = person != null && person.id().equals(id);
        if (!isCaller
                && GraphObject.principals(tenant)
                        .noneMatch(principal -> principal.id().equals(id))) {
            throw GraphErrors.unknown(GraphRequest.shown(id));
        }
    }
}
