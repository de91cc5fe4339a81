package org.s2slab.exchange.owa;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Function;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.imlist.ImList;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.imlist.NewImContact;
import org.s2slab.http.Endpoint;
import org.s2slab.refusal.Refusal;

/**
 * {@code /owa/people}: the contact list of a user in Outlook on the web. The product's own client uses an undocumented
 * protocol. This JSON interface replaces it, like {@code /owa/meetings}. It shows and changes the list in the unified contact
 * store: the same rows as for Lync and EWS. Before the migration and after a rollback Lync has the list; changes are then
 * refused with CONFLICT.
 */
public record PeopleEndpoint(MailboxDirectory mailboxes, ImStores stores) implements Endpoint {
    private static final String PEOPLE = "/owa/people";
    private static final String PERSON = PEOPLE + "/:id";
    private static final String MEMBER = PERSON + "/groups/:group";
    private static final String GROUPS = "/owa/people-groups";
    private static final String GROUP = GROUPS + "/:group";
    private static final String NAME = "displayName";

    @Override
    public void mount(Router router) {
        router.get(PEOPLE).respond(this::list);
        router.post(PEOPLE).respond(this::add);
        router.get(PERSON).respond(this::person);
        router.delete(PERSON)
                .respond(request ->
                        changing(request, mailbox -> stores.contacts().remove(mailbox, id(request))));
        router.put(MEMBER).respond(this::join);
        router.delete(MEMBER)
                .respond(request -> changing(
                        request, mailbox -> stores.contacts().removeFromGroup(mailbox, id(request), group(request))));
        router.post(GROUPS).respond(this::addGroup);
        router.put(GROUP).respond(this::renameGroup);
        router.delete(GROUP).respond(this::removeGroup);
    }

    private static String id(RoutingContext request) {
        return request.pathParam("id");
    }

    private static String group(RoutingContext request) {
        return request.pathParam("group");
    }

    private Future<JsonObject> list(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return stores.lists()
                .migrationCompleted(mailbox)
                .compose(unified -> stores.lists().list(mailbox).map(list -> PeopleJson.view(list, unified)));
    }

    private Future<JsonObject> person(RoutingContext request) {
        return person(request, id(request));
    }

    private Future<JsonObject> person(RoutingContext request, String id) {
        return stores.lists().list(mailbox(request)).map(list -> PeopleJson.person(contact(list, id), list));
    }

    /** Adds a person to a group, or to the group for other contacts. A person of the list only joins the group. */
    private Future<JsonObject> add(RoutingContext request) {
        JsonObject body = body(request, "imAddress", NAME, "group");
        String address = PeopleJson.imAddress(body);
        String name = PeopleJson.text(body, NAME).orElseGet(() -> mailboxes.nameOf(address));
        NewImContact contact = new NewImContact(address, name, null, null);
        String group = PeopleJson.text(body, "group").orElse(null);
        return changing(request, mailbox -> stores.contacts().add(mailbox, contact, group))
                .compose(added -> person(request, added.id()))
                .onSuccess(added -> request.response().setStatusCode(201));
    }

    private Future<JsonObject> join(RoutingContext request) {
        return changing(request, mailbox -> stores.contacts().addToGroup(mailbox, id(request), group(request)))
                .compose(done -> person(request));
    }

    private Future<JsonObject> addGroup(RoutingContext request) {
        String name = PeopleJson.required(body(request, NAME), NAME);
        return changing(request, mailbox -> stores.groups().add(mailbox, name))
                .map(PeopleJson::group)
                .onSuccess(added -> request.response().setStatusCode(201));
    }

    private Future<JsonObject> renameGroup(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        String name = PeopleJson.required(body(request, NAME), NAME);
        return changing(request, any -> stores.groups().rename(mailbox, group(request), name))
                .compose(done -> stores.lists().list(mailbox))
                .map(list -> PeopleJson.group(group(list, group(request))));
    }

    /** Removes a group of the user's own, or a distribution group. A default group gets NOT_FOUND. */
    private Future<Void> removeGroup(RoutingContext request) {
        return changing(
                request,
                mailbox -> stores.lists().list(mailbox).compose(list -> {
                    ImGroup.Type type = group(list, group(request)).type();
                    return stores.groups()
                            .remove(mailbox, group(request), type.isDefault() ? ImGroup.Type.USER_GROUP : type);
                }));
    }

    private Mailbox mailbox(RoutingContext request) {
        return OwaRequest.mailbox(request, mailboxes);
    }

    private static JsonObject body(RoutingContext request, String... members) {
        JsonObject body = OwaRequest.body(request);
        PeopleJson.checkMembers(body, Set.of(members));
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

    private <T> Future<T> changing(RoutingContext request, Function<Mailbox, Future<T>> change) {
        Mailbox mailbox = mailbox(request);
        return stores.lists()
                .migrationCompleted(mailbox)
                .compose(unified -> unified ? change.apply(mailbox) : Future.failedFuture(notHere()))
                .recover(failure -> Future.failedFuture(
                        failure instanceof MailboxException problem ? refusal(problem.kind()) : failure));
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
