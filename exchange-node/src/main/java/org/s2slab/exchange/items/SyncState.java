package org.s2slab.exchange.items;

import java.util.Optional;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Bookmark;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxChanges;
import org.s2slab.exchange.xml.XmlElement;

/**
 * How far a client knows a folder: opaque to it, and good for that folder of that mailbox alone.
 *
 * @param change the last change of the mailbox that it knows; 0 before its first synchronisation
 */
record SyncState(long change) {
    /**
     * Reads the state of a request.
     *
     * @param what what is synchronised: operation and folder
     * @param range a state from beyond its last change is of another past; one before what was purged cannot be told
     *     what is gone since
     * @throws EwsError where it is not a state of this node, or is too old
     */
    static SyncState of(XmlElement operation, Mailbox mailbox, String what, MailboxChanges.Range range) {
        Optional<String> text =
                operation.childText("SyncState").map(String::strip).filter(state -> !state.isEmpty());
        if (text.isEmpty()) {
            return new SyncState(0);
        }
        return Bookmark.read(text.get(), mailbox, what)
                .filter(mark -> mark.number() <= range.last())
                .filter(mark -> mark.number() == 0 || mark.number() >= range.purged())
                .map(mark -> new SyncState(mark.number()))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidSyncStateData));
    }

    /** The text that goes over the wire. */
    String text(Mailbox mailbox, String what) {
        return new Bookmark(change).text(mailbox, what);
    }
}
