package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Reads and changes a person's contact list in Lync or in Exchange. If Exchange fails, reads return a cached copy. */
public record ContactListService(
        ContactListStore lists, UcsStore ucs, ExchangeContactList exchange, ContactListLock transfers, Clock clock) {
    private static final Set<RefusalCode> PERSONS_OWN = Set.of(
            RefusalCode.CONFLICT, RefusalCode.NOT_FOUND, RefusalCode.PARAMETER_INVALID, RefusalCode.NOT_SUPPORTED);

    /** Reads the list. If it is in Exchange and Exchange fails, returns the cached copy. */
    Future<ContactListView> read(String userId, CallContext context) {
        return ucs.of(userId).compose(state -> {
            if (!state.inExchange()) {
                return lists.of(userId)
                        .compose(list ->
                                transfers.isRunning(userId).map(running -> ContactListView.inLync(list, running)));
            }
            return exchange.read(context)
                    .map(ExchangeListSnapshot::asContactList)
                    .compose(
                            list -> ucs.keepCopy(userId, list, clock.instant()).map(ContactListView.inExchange(list)),
                            failure -> copy(userId, failure));
        });
    }

    private Future<ContactListView> copy(String userId, Throwable failure) {
        return ucs.copyOf(userId)
                .map(copy -> copy.map(kept -> ContactListView.cached(
                                kept.list(), kept.asOf(), "Exchange holds this list and cannot be asked now"))
                        .orElseThrow(() -> Refusal.unavailable(
                                        "Exchange holds this list and cannot be asked, and Lync has no copy of it: "
                                                + ContactMigration.reason(failure))
                                .because(failure)));
    }

    /** Changes the list in Lync or Exchange, and returns the changed list. */
    Future<ContactListView> change(String userId, UnaryOperator<ContactList> change, CallContext context) {
        return transfers.changing(
                userId,
                () -> ucs.of(userId)
                        .compose(state -> state.inExchange()
                                ? changeInExchange(userId, change, context)
                                : changeInLync(userId, change)));
    }

    private Future<ContactListView> changeInLync(String userId, UnaryOperator<ContactList> change) {
        return lists.change(userId, change).map(list -> ContactListView.inLync(list, false));
    }

    private Future<ContactListView> changeInExchange(
            String userId, UnaryOperator<ContactList> change, CallContext context) {
        return readToChange(context).compose(found -> {
            ContactList before = found.asContactList();
            ContactList requested = change.apply(before);
            refuseRenamedContacts(before, requested);
            Set<String> ours = new HashSet<>(ImListPlan.entries(before));
            ours.addAll(ImListPlan.entries(requested));
            return exchange.settle(requested, found, ours, context)
                    .recover(failure -> Future.failedFuture(broken(failure)))
                    .compose(list -> keep(userId, list));
        });
    }

    /** Renames a group. In Exchange the group keeps its id. */
    Future<ContactListView> renameGroup(String userId, String name, String newName, CallContext context) {
        UnaryOperator<ContactList> renaming = list -> list.renamingGroup(name, newName);
        return transfers.changing(
                userId,
                () -> ucs.of(userId)
                        .compose(state -> state.inExchange()
                                ? renameInExchange(userId, name, newName.strip(), renaming, context)
                                : changeInLync(userId, renaming)));
    }

    private Future<ContactListView> renameInExchange(
            String userId, String name, String newName, UnaryOperator<ContactList> renaming, CallContext context) {
        return readToChange(context).compose(found -> {
            ContactList renamed = renaming.apply(found.asContactList());
            return exchange.renameGroup(found, name, newName, context)
                    .recover(failure -> Future.failedFuture(broken(failure)))
                    .compose(done -> keep(userId, renamed));
        });
    }

    private Future<ExchangeListSnapshot> readToChange(CallContext context) {
        return exchange.read(context)
                .recover(failure -> Future.failedFuture(Refusal.unavailable(
                                "Exchange holds this contact list and cannot be reached, so it can be read but not changed;"
                                        + " nothing was changed. " + ContactMigration.reason(failure))
                        .because(failure)));
    }

    private Future<ContactListView> keep(String userId, ContactList list) {
        return ucs.keepCopy(userId, list, clock.instant()).map(ContactListView.inExchange(list));
    }

    private static Throwable broken(Throwable failure) {
        if (failure instanceof Refusal refusal && PERSONS_OWN.contains(refusal.code())) {
            return refusal;
        }
        return Refusal.unavailable(
                        "Exchange holds this contact list and stopped answering; whether the change was made shows when the list"
                                + " is read again. " + ContactMigration.reason(failure))
                .because(failure);
    }

    private static void refuseRenamedContacts(ContactList before, ContactList requested) {
        for (Contact contact : requested.contacts()) {
            before.contact(contact.address())
                    .filter(old -> !old.name().equals(contact.name()))
                    .ifPresent(old -> {
                        throw new Refusal(
                                RefusalCode.NOT_SUPPORTED,
                                "name: Exchange holds this contact list, and its IM-list operations cannot rename '"
                                        + contact.address() + "'; rename the contact in the mailbox");
                    });
        }
    }
}
