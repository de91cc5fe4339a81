package org.s2slab.exchange.owa;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImContactStore;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.imlist.ImGroupStore;
import org.s2slab.exchange.imlist.ImList;
import org.s2slab.exchange.imlist.ImListStore;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.imlist.NewImContact;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.refusal.Refusal;

/**
 * Shows and changes a user's contact list in the unified contact store: the same rows as for Lync and EWS. Before the
 * migration and after a rollback Lync has the list; changes are then refused with CONFLICT.
 */
final class PeopleView {
    private final ImListStore store;
    private final ImContactStore contacts;
    private final ImGroupStore groups;

    PeopleView(ImStores stores) {
        store = stores.lists();
        contacts = stores.contacts();
        groups = stores.groups();
    }

    /** Whether the list is in the unified contact store. */
    Future<Boolean> unified(Mailbox mailbox) {
        return store.migrationCompleted(mailbox);
    }

    Future<ImList> list(Mailbox mailbox) {
        return store.list(mailbox);
    }

    /** A contact of the list; fails with NOT_FOUND. */
    static ImContact contact(ImList list, String id) {
        return list.contacts().stream()
                .filter(contact -> contact.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refusal(MailboxException.Kind.CONTACT_UNKNOWN));
    }

    /** A group of the list; fails with NOT_FOUND. */
    static ImGroup group(ImList list, String id) {
        return list.groups().stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refusal(MailboxException.Kind.GROUP_UNKNOWN));
    }

    /** Adds a person to a group, or to the group for other contacts; one who is there already joins the group. */
    Future<ImContact> add(Mailbox mailbox, NewImContact contact, @Nullable String group) {
        return changing(mailbox, () -> contacts.add(mailbox, contact, group));
    }

    Future<Void> remove(Mailbox mailbox, String contact) {
        return changing(mailbox, () -> contacts.remove(mailbox, contact));
    }

    Future<Void> join(Mailbox mailbox, String contact, String group) {
        return changing(mailbox, () -> contacts.addToGroup(mailbox, contact, group));
    }

    /** Takes a person out of a group; out of the last one is out of the list. */
    Future<Void> leave(Mailbox mailbox, String contact, String group) {
        return changing(mailbox, () -> contacts.removeFromGroup(mailbox, contact, group));
    }

    Future<ImGroup> addGroup(Mailbox mailbox, String name) {
        return changing(mailbox, () -> groups.add(mailbox, name));
    }

    Future<Void> renameGroup(Mailbox mailbox, String group, String name) {
        return changing(mailbox, () -> groups.rename(mailbox, group, name));
    }

    /** Removes a group of the person's own, or a distribution group. The default groups stay: NOT_FOUND. */
    Future<Void> removeGroup(Mailbox mailbox, String group) {
        return changing(
                mailbox,
                () -> list(mailbox).compose(list -> groups.remove(mailbox, group, removable(group(list, group)))));
    }

    private static ImGroup.Type removable(ImGroup group) {
        return group.type().isDefault() ? ImGroup.Type.USER_GROUP : group.type();
    }

    private <T> Future<T> changing(Mailbox mailbox, Supplier<Future<T>> change) {
        Function<Throwable, Future<T>> told = failure ->
                Future.failedFuture(failure instanceof MailboxException problem ? refusal(problem.kind()) : failure);
        return unified(mailbox)
                .compose(unified -> unified ? change.get() : Future.failedFuture(notHere()))
                .recover(told);
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
