package org.s2slab.exchange.ids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.s2slab.exchange.accounts.Mailbox;

/**
 * The position of a client in a numbered sequence (SyncState or watermark). The token is opaque to clients and valid
 * only for one sequence of one mailbox.
 *
 * @param number the last number that the client has; 0 before the first
 * @param begun the last number at the start of an unfinished first synchronization; else 0
 */
public record ChangeToken(long number, long begun) {
    private static final byte FORM = 2;
    private static final int LENGTH = 1 + 8 + 8 + 16;

    /** Creates the token of a client that has everything up to a number. */
    public ChangeToken(long number) {
        this(number, 0);
    }

    /**
     * Reads a token; empty if this server did not create it for this sequence.
     *
     * @param what the name of the sequence
     */
    public static Optional<ChangeToken> read(String text, Mailbox mailbox, String what) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(decoded);
        if (bytes.remaining() != LENGTH || bytes.get() != FORM) {
            return Optional.empty();
        }
        ChangeToken mark = new ChangeToken(bytes.getLong(), bytes.getLong());
        UUID place = new UUID(bytes.getLong(), bytes.getLong());
        boolean good = mark.number >= 0 && mark.begun >= 0 && place.equals(place(mailbox, what));
        return good ? Optional.of(mark) : Optional.empty();
    }

    /** The text for the response. */
    public String text(Mailbox mailbox, String what) {
        UUID place = place(mailbox, what);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(LENGTH)
                        .put(FORM)
                        .putLong(number)
                        .putLong(begun)
                        .putLong(place.getMostSignificantBits())
                        .putLong(place.getLeastSignificantBits())
                        .array());
    }

    private static UUID place(Mailbox mailbox, String what) {
        return UUID.nameUUIDFromBytes((mailbox.id() + "/" + what).getBytes(StandardCharsets.UTF_8));
    }
}
