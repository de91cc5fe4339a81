package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsClient;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsRefusalDetail;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/**
 * Reads a user's contact list in Exchange, and changes it to match a given list.
 *
 * @param telephoneDomain the default SIP domain, for the SIP addresses of telephone numbers
 */
public record ExchangeContactList(EwsClient exchange, String telephoneDomain) {
    /**
     * Maximum number of rounds: groups, contacts, further memberships, a final read, and four more for concurrent
     * changes.
     */
    private static final int MAXIMUM_ROUNDS = 8;

    private static final String UNKNOWN_GROUP = "ErrorInvalidImDistributionGroupSmtpAddress";

    Future<ExchangeListSnapshot> read(CallContext context) {
        return list(context).map(ExchangeListSnapshot::new);
    }

    /** Reads the list from Exchange. */
    Future<ImListResponse> list(CallContext context) {
        return exchange.perform(EwsNames.m("GetImItemList"), context).map(ImListResponse::of);
    }

    /**
     * Changes Exchange's list to the requested list, and returns the result as Exchange has it.
     *
     * @param found the list that was just read
     * @param ours the entries that Lync may remove
     */
    Future<ContactList> settle(
            ContactList requested, ExchangeListSnapshot found, Set<String> ours, CallContext context) {
        return settle(requested, found, ours, context, null, MAXIMUM_ROUNDS);
    }

    /**
     * Like {@link #settle}, but leaves out the distribution groups that Exchange does not have.
     *
     * @param refused the set to which the calls for these groups are added
     */
    Future<ContactList> migrate(
            ContactList requested,
            ExchangeListSnapshot found,
            Set<String> ours,
            CallContext context,
            Set<ImListChange> refused) {
        return settle(requested, found, ours, context, refused, MAXIMUM_ROUNDS);
    }

    private Future<ContactList> settle(
            ContactList requested,
            ExchangeListSnapshot found,
            Set<String> ours,
            CallContext context,
            @Nullable Set<ImListChange> refused,
            int rounds) {
        List<ImListChange> steps = new ArrayList<>(ImListPlan.next(requested, found, ours, telephoneDomain));
        steps.removeAll(refused == null ? Set.of() : refused);
        if (steps.isEmpty()) {
            return Future.succeededFuture(found.asContactList());
        }
        if (rounds == 0) {
            return Future.failedFuture(Refusal.conflict("Exchange's list does not become what it shall be: "
                    + steps.size() + " changes are left after " + MAXIMUM_ROUNDS + " rounds"));
        }
        return WorkSequence.each(
                        steps,
                        step -> change(step, context)
                                .recover(failure -> refused != null
                                                && EwsRefusalDetail.isOf(failure, UNKNOWN_GROUP)
                                                && refused.add(step)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(failure)))
                .compose(done -> read(context))
                .compose(now -> settle(requested, now, ours, context, refused, rounds - 1));
    }

    /** Renames a group without creating a new group, so that it keeps its members. */
    Future<Void> renameGroup(ExchangeListSnapshot found, String name, String newName, CallContext context) {
        return found.group(name)
                .map(group -> change(ImListChange.renameGroup(group.id(), newName), context))
                .orElseGet(() -> Future.failedFuture(Refusal.notFound("'" + name + "' is not on the contact list")));
    }

    Future<Void> migrationCompleted(boolean completed, CallContext context) {
        return change(ImListChange.migrationCompleted(completed), context);
    }

    private Future<Void> change(ImListChange change, CallContext context) {
        return exchange.perform(change.operation(), context).mapEmpty();
    }
}
