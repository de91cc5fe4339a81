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
import org.s2slab.refusal.Refusal;

/**
 * {@code /users/me/contacts}: a person's contact list and its contacts. The id of a contact is its SIP address, or
 * {@code tel:} and its telephone number, in Lync and in Exchange alike.
 */
public record ContactsEndpoint(SignedInUserResolver people, ContactListService lists) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/users/me/contacts").respond(this::list);
        routes.post("/users/me/contacts").respond(this::add);
        routes.get("/users/me/contacts/:id").respond(this::read);
        routes.patch("/users/me/contacts/:id").respond(this::change);
        routes.delete("/users/me/contacts/:id").respond(this::remove);
    }

    private Future<JsonObject> list(RoutingContext request) {
        return view(request).map(ContactListView::json);
    }

    private Future<JsonObject> read(RoutingContext request) {
        return view(request).map(view -> contact(view, request.pathParam("id")));
    }

    private Future<ContactListView> view(RoutingContext request) {
        return people.of(request).compose(person -> lists.read(person.user().id(), person.context()));
    }

    private Future<JsonObject> add(RoutingContext request) {
        RequestJson body = RequestJson.of(request, "sip", "tel", "name", "groups");
        Contact contact = contact(body);
        return change(request, list -> list.withContact(contact)).map(view -> {
            request.response().setStatusCode(201);
            return contact(view, contact.address());
        });
    }

    private static Contact contact(RequestJson body) {
        if (body.has("sip") == body.has("tel")) {
            throw Refusal.invalid("a contact has either 'sip' or 'tel'");
        }
        if (body.has("sip")) {
            String sip = body.text("sip");
            return Contact.person(
                    sip, body.optionalText("name").orElseGet(() -> Contact.addressOf(sip)), body.texts("groups"));
        }
        if (body.has("name")) {
            throw Refusal.invalid(
                    "name: a telephone contact is shown by its number, as Exchange's AddNewTelUriContactToGroup has no"
                            + " name either");
        }
        return Contact.telephone(body.text("tel"), body.texts("groups"));
    }

    private Future<JsonObject> change(RoutingContext request) {
        String id = request.pathParam("id");
        RequestJson body = RequestJson.of(request, "name", "groups");
        UnaryOperator<Contact> changes = contact -> {
            Contact named = body.optionalText("name").map(contact::named).orElse(contact);
            return body.has("groups") ? named.inGroups(body.texts("groups")) : named;
        };
        return change(request, list -> list.changingContact(id, changes)).map(view -> contact(view, id));
    }

    private Future<@Nullable Void> remove(RoutingContext request) {
        String id = request.pathParam("id");
        return change(request, list -> list.withoutContact(id)).mapEmpty();
    }

    private Future<ContactListView> change(RoutingContext request, UnaryOperator<ContactList> change) {
        return people.of(request).compose(person -> lists.change(person.user().id(), change, person.context()));
    }

    private static JsonObject contact(ContactListView view, String address) {
        return view.list()
                .contact(address)
                .map(ContactListJson::write)
                .orElseThrow(() -> Refusal.notFound("'" + address + "' is not on the contact list"));
    }
}
