package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.SignedInUserResolver;

/** {@code POST /users/me/sessions}: the sign-in of a person. */
public record SignInEndpoint(SignedInUserResolver people, SignInService signIn) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.post("/users/me/sessions").respond(this::signIn);
    }

    private Future<JsonObject> signIn(RoutingContext request) {
        return people.of(request)
                .compose(person -> signIn.of(person.user(), person.context()).map(session -> {
                    request.response().setStatusCode(201);
                    return write(person.user(), session);
                }));
    }

    private static JsonObject write(LyncUser user, SignInService.Session session) {
        ContactListView view = session.contacts();
        JsonObject json = new JsonObject()
                .put("user", new JsonObject().put("name", user.displayName()).put("sip", user.sip()))
                .mergeIn(view.head())
                .put("contacts", view.list().contacts().size())
                .put("groups", view.list().groups().size())
                .put("distributionGroups", view.list().distributionGroups().size());
        MigrationReport migration = session.migration();
        return migration == null ? json : json.put("migration", migration.json());
    }
}
