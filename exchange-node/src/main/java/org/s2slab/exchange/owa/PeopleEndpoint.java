package org.s2slab.exchange.owa;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.imlist.ImList;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.imlist.NewImContact;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * {@code /owa/people}: the contact list of a user in Outlook on the web. The product's own client uses an undocumented
 * protocol. This JSON interface replaces it, like {@code /owa/meetings}. The interface reads and changes the list in
 * the unified contact store, which Lync and EWS also use. Before the migration and after a rollback, Lync stores the
 * list; changes are then refused with CONFLICT.
 */
public record PeopleEndpoint(MailboxDirectory mailboxes, ImStores stores) implements Endpoint {
    private static final String PEOPLE = "/owa/people";
    private static final String PERSON = PEOPLE + "/:id";
    private static final String MEMBER = PERSON + "/groups/:group";
    private static final String GROUPS = "/owa/people-groups";
    private static final String GROUP = GROUPS + "/:group";
    private static final String NAME = "displayName";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get(PEOPLE).respond(this::list);
        routes.post(PEOPLE).respond(this::add);
        routes.get(PERSON).respond(this::person);
        routes.delete(PERSON).respond(this::remove);
        routes.put(MEMBER).respond(this::join);
        routes.delete(MEMBER).respond(this::leave);
        routes.post(GROUPS).respond(this::addGroup);
        routes.put(GROUP).respond(this::renameGroup);
        routes.delete(GROUP).respond(this::removeGroup);
    }

    private static String id(RoutingContext request) {
        return request.pathParam("id");
    }

    private static String group(RoutingContext request) {
        return request.pathParam("group");
    }

    private Future<JsonObject> list(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return stores.database()
                .read(rx ->
                        PeopleJson.view(ImListQuery.list(rx, mailbox), ImListQuery.migrationCompleted(rx, mailbox)));
    }

    private Future<JsonObject> person(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return stores.database().read(rx -> person(rx, mailbox, id(request)));
    }

    private static JsonObject person(ReadTransaction rx, Mailbox mailbox, String id) {
        ImList list = ImListQuery.list(rx, mailbox);
        return PeopleJson.person(contact(list, id), list);
    }

    /** Adds a person to a group (default: "Other Contacts"). An existing person of the list only joins the group. */
    private Future<JsonObject> add(RoutingContext request) {
        JsonObject body = body(request, "imAddress", NAME, "group");
        String address = PeopleJson.imAddress(body);
        String name = PeopleJson.text(body, NAME).orElseGet(() -> mailboxes.nameOf(address));
        NewImContact contact = new NewImContact(address, name, null, null);
        String group = PeopleJson.text(body, "group").orElse(null);
        return changing(request, (tx, mailbox) -> {
                    ImContact added = stores.contacts().add(tx, mailbox, contact, group);
                    return person(tx, mailbox, added.id());
                })
                .onSuccess(added -> request.response().setStatusCode(201));
    }

    private Future<Void> remove(RoutingContext request) {
        return change(request, (tx, mailbox) -> stores.contacts().remove(tx, mailbox, id(request)));
    }

    private Future<JsonObject> join(RoutingContext request) {
        return changing(request, (tx, mailbox) -> {
            stores.contacts().addToGroup(tx, mailbox, id(request), group(request));
            return person(tx, mailbox, id(request));
        });
    }

    private Future<Void> leave(RoutingContext request) {
        return change(
                request, (tx, mailbox) -> stores.contacts().removeFromGroup(tx, mailbox, id(request), group(request)));
    }

    private Future<JsonObject> addGroup(RoutingContext request) {
        String name = PeopleJson.required(body(request, NAME), NAME);
        return changing(
                        request,
                        (tx, mailbox) -> PeopleJson.group(stores.groups().add(tx, mailbox, name)))
                .onSuccess(added -> request.response().setStatusCode(201));
    }

    private Future<JsonObject> renameGroup(RoutingContext request) {
        String name = PeopleJson.required(body(request, NAME), NAME);
        return changing(request, (tx, mailbox) -> {
            stores.groups().rename(tx, mailbox, group(request), name);
            return PeopleJson.group(group(ImListQuery.list(tx, mailbox), group(request)));
        });
    }

    /** Removes a user group or a distribution group. A default group gets NOT_FOUND. */
    private Future<Void> removeGroup(RoutingContext request) {
        return change(request, (tx, mailbox) -> {
            ImGroup.Type type =
                    group(ImListQuery.list(tx, mailbox), group(request)).type();
            stores.groups().remove(tx, mailbox, group(request), type.isDefault() ? ImGroup.Type.USER_GROUP : type);
        });
    }

    private Mailbox mailbox(RoutingContext request) {
        return OwaRequestReader.mailbox(request, mailboxes);
    }

    private static JsonObject body(RoutingContext request, String... members) {
        JsonObject body = OwaRequestReader.body(request);
        RequestJson.requireKnown(body, Stream.of(members).sorted().toList());
        return body;
    }

    /** A contact of the list; fails with NOT_FOUND. */
    private static ImContact contact(ImList list, String id) {
        return list.contacts().stream()
                .filter(contact -> contact.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refusal(MailboxException.Kind.CONTACT_UNKNOWN));
    }

    /** A group of the list; fails with NOT_FOUND. */
    private static ImGroup group(ImList list, String id) {
        return list.groups().stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refusal(MailboxException.Kind.GROUP_UNKNOWN));
    }

    private Future<Void> change(RoutingContext request, BiConsumer<WriteTransaction, Mailbox> change) {
        return changing(request, (tx, mailbox) -> {
                    change.accept(tx, mailbox);
                    return true;
                })
                .mapEmpty();
    }

    private <T> Future<T> changing(RoutingContext request, BiFunction<WriteTransaction, Mailbox, T> change) {
        Mailbox mailbox = mailbox(request);
        return stores.database().write(tx -> {
            if (!ImListQuery.migrationCompleted(tx, mailbox)) {
                throw notHere();
            }
            try {
                return change.apply(tx, mailbox);
            } catch (MailboxException problem) {
                throw refusal(problem.kind());
            }
        });
    }

    private static Refusal notHere() {
        return Refusal.conflict(
                "your contact list is not in the unified contact store: Lync has it, and it is changed there");
    }

    private static Refusal refusal(MailboxException.Kind kind) {
        return switch (kind) {
            case CONTACT_UNKNOWN -> Refusal.notFound("no person of that id is on the list");
            case GROUP_UNKNOWN -> Refusal.notFound("no group of that id is on the list, or none that changes");
            case NOT_A_MEMBER -> Refusal.notFound("the person is not in that group");
            case GROUP_NAME_TAKEN -> Refusal.conflict("a group of that name is on the list already");
            case GROUP_LIMIT -> Refusal.conflict("the list has no room for another group");
            case CONTACT_LIMIT -> Refusal.conflict("the list has no room for another person");
            default -> throw new IllegalStateException("no change of a contact list ends with " + kind);
        };
    }
}
