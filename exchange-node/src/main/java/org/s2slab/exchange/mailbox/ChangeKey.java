package org.s2slab.exchange.mailbox;

import java.nio.ByteBuffer;
import java.util.Base64;

/** The version of a thing in a mailbox, as clients see it: opaque, different after every change. */
public final class ChangeKey {
    /** What a member's reference carries inside a group, whatever its state (shown so by the product). */
    public static final String OF_MEMBER = "EQAAAA==";

    /** What every group carries. */
    public static final String OF_GROUP = "EgAAAA==";

    private static final int CHANGE_LENGTH = 22;

    private ChangeKey() {}

    /** The key of the nth state of an item. */
    public static String of(long change) {
        byte[] bytes = ByteBuffer.allocate(8 + CHANGE_LENGTH)
                .put((byte) 0x11)
                .put(4, (byte) CHANGE_LENGTH)
                .putLong(CHANGE_LENGTH, change)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether a text can be a change key, of whatever item and state. */
    public static boolean isWellFormed(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= Integer.BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
