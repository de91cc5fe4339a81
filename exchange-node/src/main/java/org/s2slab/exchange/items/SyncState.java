package org.s2slab.exchange.items;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.xml.XmlElement;

/**
 * How far a client knows a folder: opaque to it, and good for that folder of that mailbox alone.
 *
 * @param change the last change of the mailbox that it knows; 0 before its first synchronisation
 */
record SyncState(long change) {
    private static final byte FORM = 1;
    private static final int LENGTH = 1 + 8 + 16;

    /**
     * Reads the state of a request.
     *
     * @param what what is synchronised: operation and folder
     * @param last the last change there has been; a state from beyond it is of another past
     * @throws EwsError where it is none of ours
     */
    static SyncState of(XmlElement operation, Mailbox mailbox, String what, long last) {
        Optional<String> text =
                operation.childText("SyncState").map(String::strip).filter(state -> !state.isEmpty());
        if (text.isEmpty()) {
            return new SyncState(0);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.get()));
            if (bytes.remaining() == LENGTH && bytes.get() == FORM) {
                long change = bytes.getLong();
                UUID place = new UUID(bytes.getLong(), bytes.getLong());
                if (place.equals(place(mailbox, what)) && change >= 0 && change <= last) {
                    return new SyncState(change);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new EwsError(ResponseCode.ErrorInvalidSyncStateData);
        }
        throw new EwsError(ResponseCode.ErrorInvalidSyncStateData);
    }

    /** The text that goes over the wire. */
    String text(Mailbox mailbox, String what) {
        UUID place = place(mailbox, what);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(LENGTH)
                        .put(FORM)
                        .putLong(change)
                        .putLong(place.getMostSignificantBits())
                        .putLong(place.getLeastSignificantBits())
                        .array());
    }

    private static UUID place(Mailbox mailbox, String what) {
        return UUID.nameUUIDFromBytes((mailbox.id() + "/" + what).getBytes(StandardCharsets.UTF_8));
    }
}
