package org.s2slab.exchange.ews;

import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.identity.Caller;

/** Decides in which mailboxes an application that calls as itself may use a permission. */
public interface ApplicationScopes {
    /** The scopes of a server without management roles for applications: a consented permission applies to all mailboxes. */
    ApplicationScopes CONSENTS =
            (caller, permissions, mailbox) -> caller.roles().stream().anyMatch(permissions::contains);

    /**
     * Whether an application has one of several permissions in a mailbox.
     *
     * @param permissions the permissions, of which each is sufficient
     */
    boolean permits(Caller caller, List<String> permissions, Mailbox mailbox);

    /** Whether an application has one of several permissions in some mailbox. */
    default boolean permitsAnywhere(Caller caller, List<String> permissions) {
        return caller.roles().stream().anyMatch(permissions::contains);
    }

    /** Whether an application has one of several permissions in every mailbox. */
    default boolean isUnlimited(Caller caller, List<String> permissions) {
        return permitsAnywhere(caller, permissions);
    }
}
