package org.s2slab.exchange.scheduling;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/**
 * A change of a meeting by the calendar owner.
 *
 * @param tx the transaction that makes the change
 * @param sending which attendees receive messages
 * @param copies the folder for copies of sent messages, if the sending mode requires copies
 * @param cause the request that causes the update of the Lync conference
 */
public record OrganizerChange(
        WriteTransaction tx, Mailbox owner, SendInvitationsMode sending, SentCopy copies, TraceParent cause) {

    /** Creates a change that saves copies in the owner's sent items. */
    public OrganizerChange(WriteTransaction tx, Mailbox owner, SendInvitationsMode sending, TraceParent cause) {
        this(tx, owner, sending, SentCopy.of(owner, MailboxRights.own(owner)), cause);
    }

    /** The folder for a copy of a sent message; empty for no copy. */
    Optional<SentCopy> copy() {
        return sending.savesCopy() ? Optional.of(copies) : Optional.empty();
    }
}
