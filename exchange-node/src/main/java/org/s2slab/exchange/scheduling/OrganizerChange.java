package org.s2slab.exchange.scheduling;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/**
 * A change that the owner of a calendar makes to a meeting.
 *
 * @param tx the transaction that makes the change
 * @param sending which attendees the server tells
 * @param copies the place for a copy of what is sent, if there is to be one
 * @param cause the request that causes the update of the Lync conference
 */
public record OrganizerChange(
        WriteTransaction tx, Mailbox owner, SendInvitationsMode sending, SentCopy copies, TraceParent cause) {

    /** One with copies in the sent items. */
    public OrganizerChange(WriteTransaction tx, Mailbox owner, SendInvitationsMode sending, TraceParent cause) {
        this(tx, owner, sending, SentCopy.of(owner, MailboxRights.own(owner)), cause);
    }

    /** The place for a copy of what is sent; empty for no copy. */
    Optional<SentCopy> copy() {
        return sending.savesCopy() ? Optional.of(copies) : Optional.empty();
    }
}
