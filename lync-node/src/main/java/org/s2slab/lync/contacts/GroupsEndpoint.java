package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestJson;
import org.s2slab.lync.users.SignedInUserResolver;

/**
 * {@code /users/me/groups} and {@code /users/me/distribution-groups}: the groups of a person's contact list. The id of
 * a group is its name. The id of a distribution group is its mail address.
 */
public record GroupsEndpoint(SignedInUserResolver people, ContactListService lists) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/users/me/groups").respond(request -> part(request, "groups"));
        routes.post("/users/me/groups").respond(this::add);
        routes.patch("/users/me/groups/:id").respond(this::rename);
        routes.delete("/users/me/groups/:id").respond(this::remove);
        routes.get("/users/me/distribution-groups").respond(request -> part(request, "distributionGroups"));
        routes.post("/users/me/distribution-groups").respond(this::addDistributionGroup);
        routes.delete("/users/me/distribution-groups/:id").respond(this::removeDistributionGroup);
    }

    private Future<JsonObject> part(RoutingContext request, String member) {
        return people.of(request)
                .compose(person -> lists.read(person.user().id(), person.context()))
                .map(view -> view.head().put(member, view.json().getJsonArray(member)));
    }

    private Future<JsonObject> add(RoutingContext request) {
        String name = RequestJson.of(request, "name").text("name");
        return created(request, list -> list.withGroup(name))
                .map(view -> new JsonObject().put("id", name.strip()).put("name", name.strip()));
    }

    private Future<JsonObject> rename(RoutingContext request) {
        String name = RequestJson.of(request, "name").text("name");
        return people.of(request)
                .compose(person ->
                        lists.renameGroup(person.user().id(), request.pathParam("id"), name, person.context()))
                .map(view -> new JsonObject().put("id", name.strip()).put("name", name.strip()));
    }

    private Future<@Nullable Void> remove(RoutingContext request) {
        String name = request.pathParam("id");
        return change(request, list -> list.withoutGroup(name)).mapEmpty();
    }

    private Future<JsonObject> addDistributionGroup(RoutingContext request) {
        RequestJson body = RequestJson.of(request, "smtp", "name");
        String smtp = body.text("smtp");
        ContactDistributionGroup group =
                ContactDistributionGroup.of(smtp, body.optionalText("name").orElse(smtp));
        return created(request, list -> list.withDistributionGroup(group)).map(view -> ContactListJson.write(group));
    }

    private Future<@Nullable Void> removeDistributionGroup(RoutingContext request) {
        String smtp = request.pathParam("id");
        return change(request, list -> list.withoutDistributionGroup(smtp)).mapEmpty();
    }

    private Future<ContactListView> created(RoutingContext request, UnaryOperator<ContactList> change) {
        return change(request, change).onSuccess(view -> request.response().setStatusCode(201));
    }

    private Future<ContactListView> change(RoutingContext request, UnaryOperator<ContactList> change) {
        return people.of(request).compose(person -> lists.change(person.user().id(), change, person.context()));
    }
}
