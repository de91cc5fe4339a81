package org.s2slab.exchange.notifications;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;

/**
 * The owner of a subscription: the authenticated caller, never the impersonated user. A service with subscriptions to
 * many mailboxes can therefore stream all events on one connection, as the product documents.
 *
 * @param user the user's id, or null for an application that calls as itself
 */
record SubscriptionOwner(
        @Nullable PrincipalId application, @Nullable String user) {
    static SubscriptionOwner of(Caller caller) {
        ActingUser user = caller.user();
        return new SubscriptionOwner(caller.application(), user == null ? null : user.id());
    }
}
