package org.s2slab.exchange.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Guid;
import org.s2slab.trace.IdGenerator;

/** The current subscriptions and their owners. Called from the event loop of the node. */
final class SubscriptionRegistry {
    /** The lifetime of a streaming subscription without a connection, equal to the maximum duration of a connection. */
    static final Duration WITHOUT_CONNECTION = Duration.ofMinutes(30);

    /**
     * How long expired subscriptions stay in memory. A request for an expired subscription gets another error code than
     * a request for an unknown subscription.
     */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** The format of subscription ids. */
    private final RoleAssignmentStore roles;

    private final LongSupplier most;
    private final Clock clock;
    private final IdGenerator ids;
    private final Map<String, Subscription> all = new LinkedHashMap<>();

    /** @param most the maximum number of subscriptions of a caller in a mailbox */
    SubscriptionRegistry(RoleAssignmentStore roles, LongSupplier most, Clock clock, IdGenerator ids) {
        this.roles = roles;
        this.most = most;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Creates a subscription.
     *
     * @param reached the number of the last event before the subscription
     * @throws EwsError ErrorExceededSubscriptionCount
     */
    Subscription add(EwsRequest request, SubscriptionRequest wish, long reached) {
        Instant now = clock.instant();
        all.values().removeIf(one -> one.ends().isBefore(now.minus(REMEMBERED)));
        SubscriptionOwner owner = SubscriptionOwner.of(request.caller());
        Mailbox mailbox = request.mailbox();
        long living = all.values().stream()
                .filter(one -> one.owner().equals(owner)
                        && one.mailbox().id().equals(mailbox.id())
                        && one.ends().isAfter(now))
                .count();
        if (living >= most.getAsLong()) {
            throw new EwsError(ResponseCode.ErrorExceededSubscriptionCount);
        }
        Subscription made = new Subscription(ids.uuid(), owner, mailbox, wish, now, reached);
        all.put(made.id(), made);
        return made;
    }

    /**
     * Finds a subscription that the caller of a request may use.
     *
     * @throws EwsError ErrorInvalidSubscription for an invalid id, ErrorSubscriptionNotFound,
     *     ErrorSubscriptionAccessDenied, ErrorExpiredSubscription
     */
    Subscription find(String id, EwsRequest request) {
        ResponseCode.ErrorInvalidSubscription.throwIf(!Guid.isLowerCase(id.strip()));
        Subscription found = all.get(id.strip());
        if (found == null) {
            throw new EwsError(ResponseCode.ErrorSubscriptionNotFound);
        }
        if (!found.owner().equals(SubscriptionOwner.of(request.caller())) || !reaches(request, found.mailbox())) {
            throw new EwsError(ResponseCode.ErrorSubscriptionAccessDenied);
        }
        if (!found.ends().isAfter(clock.instant())) {
            throw new EwsError(ResponseCode.ErrorExpiredSubscription);
        }
        return found;
    }

    void remove(Subscription subscription) {
        all.remove(subscription.id());
    }

    /**
     * Whether the owner of a subscription may still read the mailbox: the owner's mailbox, the impersonated user's
     * mailbox, or any mailbox with the right to impersonate. An application without a user always has this right.
     */
    private boolean reaches(EwsRequest request, Mailbox mailbox) {
        ActingUser user = request.caller().user();
        return user == null
                || request.mailbox().id().equals(mailbox.id())
                || (request.caller().isPerson() && roles.has(user.id(), RoleAssignment.APPLICATION_IMPERSONATION));
    }
}
