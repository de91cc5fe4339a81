package org.s2slab.exchange.sync;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.ChangeToken;
import org.s2slab.exchange.mailbox.MailboxChangeLog;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * How far a client knows a folder: opaque to it, and good for that folder of that mailbox alone.
 *
 * @param change the last change of the mailbox that it knows; 0 before its first synchronisation
 * @param begun the last change of the mailbox when the client began its first synchronisation, until that is whole; else 0.
 *     What was purged until then it never knew.
 */
record SyncState(long change, long begun) {
    /**
     * Reads the state of a request.
     *
     * @param what what is synchronised: operation and folder
     * @param range a state from beyond its last change is of another past; one before what was purged cannot be told
     *     what is gone since
     * @throws EwsError where it is not a state of this node, or is too old
     */
    static SyncState of(XmlElement operation, Mailbox mailbox, String what, MailboxChangeLog.Range range) {
        Optional<String> text =
                operation.childText("SyncState").map(String::strip).filter(state -> !state.isEmpty());
        if (text.isEmpty()) {
            return new SyncState(0, range.last());
        }
        return ChangeToken.read(text.get(), mailbox, what)
                .filter(mark -> mark.number() <= range.last())
                .map(mark -> mark.number() == 0
                        ? new SyncState(0, range.last())
                        : new SyncState(mark.number(), mark.begun()))
                .filter(state -> Math.max(state.change, state.begun) >= range.purged())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidSyncStateData));
    }

    /** What the client knows when it has been told of everything up to a change, and of everything there is. */
    SyncState whole(long told, MailboxChangeLog.Range range) {
        boolean knowsNothing = change == 0 && told == 0;
        return new SyncState(knowsNothing ? 0 : Math.max(Math.max(change, told), range.last()), 0);
    }

    /** What the client knows when it has been told of everything up to a change, and there is more. */
    SyncState partly(long told) {
        return new SyncState(told, begun);
    }

    /** The text that goes over the wire. */
    String text(Mailbox mailbox, String what) {
        return new ChangeToken(change, begun).text(mailbox, what);
    }
}
