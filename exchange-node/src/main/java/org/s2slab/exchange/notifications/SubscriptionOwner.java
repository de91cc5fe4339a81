package org.s2slab.exchange.notifications;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;

/**
 * To whom a subscription belongs: whoever proved who they are, and not the person they impersonate. So a service that
 * subscribes to many mailboxes can hear of all on one connection, as the product's documentation has it.
 *
 * @param user the user's id, or null for an application that calls for itself
 */
record SubscriptionOwner(
        @Nullable PrincipalId application, @Nullable String user) {
    static SubscriptionOwner of(Caller caller) {
        ActingUser user = caller.user();
        return new SubscriptionOwner(caller.application(), user == null ? null : user.id());
    }
}
