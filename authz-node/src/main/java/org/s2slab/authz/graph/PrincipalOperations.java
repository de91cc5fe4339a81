package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.s2slab.authz.registry.Application;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/** The requests for service principals. */
record PrincipalOperations(TenantRegistry registry, NodeEnvironment environment) {
    private static final GraphType TYPE = GraphType.PRINCIPAL;
    private static final String APP_ID = "appId";

    List<GraphRoute> routes() {
        return List.of(
                GraphRoute.get("servicePrincipals", GraphPermission.READ, this::list),
                new GraphRoute("POST", "servicePrincipals", GraphPermission.WRITE, this::create),
                GraphRoute.get("servicePrincipals/*", GraphPermission.READ, this::get),
                new GraphRoute("PATCH", "servicePrincipals/*", GraphPermission.WRITE, this::change),
                new GraphRoute("DELETE", "servicePrincipals/*", GraphPermission.WRITE, this::remove));
    }

    private GraphAnswer list(GraphRequest request) {
        return GraphAnswer.of(request.list(TYPE, GraphObject.principals(request.tenant())));
    }

    private GraphAnswer get(GraphRequest request) {
        return GraphAnswer.of(request.entity(TYPE, named(request, request.tenant())));
    }

    static GraphObject named(GraphRequest request, TenantSnapshot tenant) {
        return GraphObject.named(GraphObject.principals(tenant), request.keys().get(0));
    }

    /** Creates the principal of an application of the tenant, enabled unless the body says otherwise. */
    private Future<GraphAnswer> create(GraphRequest request) {
        JsonObject body = request.body().copy();
        String appId = GraphRequest.guid(body, APP_ID, TYPE.resource()).toLowerCase(Locale.ROOT);
        body.remove(APP_ID);
        return registry.edit(request.tenantId(), edit -> {
            ServicePrincipal before = edit.content().principal(appId);
            if (before != null && before.hasPrincipal()) {
                throw Refusal.conflict("The service principal cannot be created, updated, or restored because the"
                        + " service principal name " + appId + " is already in use.");
            }
            if (before == null) {
                throw Refusal.invalid("The appId '" + appId
                        + "' of the service principal does not reference a valid application object.");
            }
            var draft = new GraphDraft(before, new JsonObject(), environment);
            draft.enable(true);
            TYPE.write(body, draft);
            edit.save(draft.principal());
            edit.saveMembers(before.objectId(), draft.members());
            return GraphAnswer.created(
                    request.entity(TYPE.collection(), TYPE.json(GraphObject.of(edit.content(), draft.principal()))));
        });
    }

    private Future<GraphAnswer> change(GraphRequest request) {
        JsonObject body = request.body();
        return registry.edit(request.tenantId(), edit -> {
            GraphObject before = named(request, edit.content());
            if (before.principal().firstParty()) {
                request.require(GraphPermission.WRITE_FIRST_PARTY);
            }
            var draft = new GraphDraft(before.principal(), before.members(), environment);
            TYPE.write(body, draft);
            edit.save(draft.principal());
            edit.saveMembers(before.id(), draft.members());
            return GraphAnswer.NO_CONTENT;
        });
    }

    /**
     * Removes a principal with its names and permissions. Its application stays, and can get another principal. The
     * principals of Microsoft are always there.
     */
    private Future<GraphAnswer> remove(GraphRequest request) {
        return registry.edit(request.tenantId(), edit -> {
            GraphObject before = named(request, edit.content());
            ServicePrincipal principal = before.principal();
            if (principal.firstParty()) {
                throw Refusal.invalid("The service principal " + principal.displayName()
                        + " is one of Microsoft's own, which a tenant always has. Set accountEnabled to false.");
            }
            Application application = edit.content().applications().get(principal.appId());
            edit.remove(principal.appId());
            if (application != null) {
                edit.register(principal.withoutPrincipal(environment.ids().uuid()), application);
                edit.saveMembers(application.objectId(), before.tenant().membersOf(application.objectId()));
            }
            ApplicationOperations.disown(principal.objectId(), edit);
            return GraphAnswer.NO_CONTENT;
        });
    }
}
