package org.s2slab.exchange.sync;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.ChangeToken;
import org.s2slab.exchange.mailbox.MailboxChangeLog;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * The state of a client's synchronisation, valid for one folder of one mailbox and opaque to the client.
 *
 * @param change the number of the last mailbox change that the client has; 0 before its first synchronisation
 * @param begun the number of the last mailbox change at the start of an unfinished first synchronisation; otherwise 0.
 *     The client never had objects that were purged before this change.
 */
record SyncState(long change, long begun) {
    /**
     * Reads the state in a request.
     *
     * @param what the name of the synchronised sequence: operation and folder
     * @param range the available changes; a state after the last change, or before the last purged tombstone, is
     *     refused
     * @throws EwsError for a state that is not from this node, or too old
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

    /** The new state of a client that received all changes. */
    SyncState whole(long told, MailboxChangeLog.Range range) {
        boolean knowsNothing = change == 0 && told == 0;
        return new SyncState(knowsNothing ? 0 : Math.max(Math.max(change, told), range.last()), 0);
    }

    /** The new state of a client that received all changes up to a number, while further changes exist. */
    SyncState partly(long told) {
        return new SyncState(told, begun);
    }

    /** The text for the response. */
    String text(Mailbox mailbox, String what) {
        return new ChangeToken(change, begun).text(mailbox, what);
    }
}
