package org.s2slab.exchange.owa;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.imlist.NewImContact;
import org.s2slab.http.Endpoint;

/**
 * {@code /owa/people}: the contact list of a user in Outlook on the web. The product's own client uses an undocumented
 * protocol. This JSON interface replaces it, like {@code /owa/meetings}.
 */
public final class PeopleEndpoint implements Endpoint {
    private static final String PEOPLE = "/owa/people";
    private static final String PERSON = PEOPLE + "/:id";
    private static final String GROUPS = "/owa/people-groups";
    private static final String GROUP = GROUPS + "/:group";
    private static final String NAME = "displayName";

    private final MailboxDirectory mailboxes;
    private final PeopleView view;

    public PeopleEndpoint(MailboxDirectory mailboxes, ImStores stores) {
        this.mailboxes = mailboxes;
        this.view = new PeopleView(stores);
    }

    @Override
    public void mount(Router router) {
        router.get(PEOPLE).respond(this::list);
        router.post(PEOPLE).respond(this::add);
        router.get(PERSON).respond(request -> person(request, request.pathParam("id")));
        router.delete(PERSON).respond(this::remove);
        router.put(PERSON + "/groups/:group").respond(this::join);
        router.delete(PERSON + "/groups/:group").respond(this::leave);
        router.post(GROUPS).respond(this::addGroup);
        router.put(GROUP).respond(this::renameGroup);
        router.delete(GROUP).respond(this::removeGroup);
    }

    private Future<JsonObject> list(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return view.unified(mailbox).compose(unified -> view.list(mailbox).map(list -> PeopleJson.view(list, unified)));
    }

    private Future<JsonObject> person(RoutingContext request, String id) {
        return view.list(mailbox(request)).map(list -> PeopleJson.person(PeopleView.contact(list, id), list));
    }

    private Future<JsonObject> add(RoutingContext request) {
        JsonObject body = body(request, "imAddress", NAME, "group");
        String address = PeopleJson.imAddress(body);
        String name = PeopleJson.text(body, NAME).orElseGet(() -> mailboxes.nameOf(address));
        String group = PeopleJson.text(body, "group").orElse(null);
        return view.add(mailbox(request), new NewImContact(address, name, null, null), group)
                .compose(added -> person(request, added.id()))
                .onSuccess(added -> request.response().setStatusCode(201));
    }

    private Future<Void> remove(RoutingContext request) {
        return view.remove(mailbox(request), request.pathParam("id"));
    }

    private Future<JsonObject> join(RoutingContext request) {
        String id = request.pathParam("id");
        return view.join(mailbox(request), id, request.pathParam("group")).compose(done -> person(request, id));
    }

    private Future<Void> leave(RoutingContext request) {
        return view.leave(mailbox(request), request.pathParam("id"), request.pathParam("group"));
    }

    private Future<JsonObject> addGroup(RoutingContext request) {
        String name = PeopleJson.required(body(request, NAME), NAME);
        return view.addGroup(mailbox(request), name)
                .map(PeopleJson::group)
                .onSuccess(added -> request.response().setStatusCode(201));
    }

    private Future<JsonObject> renameGroup(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        String group = request.pathParam("group");
        String name = PeopleJson.required(body(request, NAME), NAME);
        return view.renameGroup(mailbox, group, name)
                .compose(done -> view.list(mailbox))
                .map(list -> PeopleJson.group(PeopleView.group(list, group)));
    }

    private Future<Void> removeGroup(RoutingContext request) {
        return view.removeGroup(mailbox(request), request.pathParam("group"));
    }

    private Mailbox mailbox(RoutingContext request) {
        return OwaRequest.mailbox(request, mailboxes);
    }

    private static JsonObject body(RoutingContext request, String... members) {
        JsonObject body = OwaRequest.body(request);
        PeopleJson.checkMembers(body, Set.of(members));
        return body;
    }
}
