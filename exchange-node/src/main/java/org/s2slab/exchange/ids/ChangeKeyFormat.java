package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Formats and parses change keys of EWS: the number of an object's type and its last change number. */
public final class ChangeKeyFormat {
    /** The fixed change key of a group member's reference, as in the product. */
    public static final String OF_MEMBER = "EQAAAA==";

    /** The fixed change key of a group. */
    public static final String OF_GROUP = "EgAAAA==";

    /** The type numbers by element name. Those of folders, messages, calendar items and contacts are published. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("Folder", 1),
            Map.entry("CalendarFolder", 2),
            Map.entry("ContactsFolder", 3),
            Map.entry("TasksFolder", 4),
            Map.entry("SearchFolder", 7),
            Map.entry("Message", 9),
            Map.entry("MeetingRequest", 11),
            Map.entry("MeetingResponse", 12),
            Map.entry("MeetingCancellation", 13),
            Map.entry("CalendarItem", 15),
            Map.entry("Occurrence", 16),
            Map.entry("Contact", 17),
            Map.entry("DistributionList", 18),
            Map.entry("Task", 19),
            Map.entry("PostItem", 22));

    private static final int MESSAGE = 9;
    private static final int CHANGE_LENGTH = 22;
    private static final int LENGTH = 2 * Integer.BYTES + CHANGE_LENGTH;
    private static final int COUNTER_AT = LENGTH - 6;

    private ChangeKeyFormat() {}

    /**
     * The change key of an object after a change.
     *
     * @param element the name of the object's element
     * @param mailbox the id of the mailbox
     * @param change the number of the last mailbox change of the object
     */
    public static String of(String element, String mailbox, long change) {
        return text(TYPES.getOrDefault(element, MESSAGE), UUID.fromString(mailbox), change);
    }

    static String text(int type, UUID replica, long counter) {
        Buffer bytes = EntryId.guid(Buffer.buffer().appendIntLE(type).appendIntLE(CHANGE_LENGTH), replica)
                .appendShort((short) (counter >> Integer.SIZE))
                .appendInt((int) counter);
        return Base64.getEncoder().encodeToString(bytes.getBytes());
    }

    /** Whether a text is a change key with this change number. Does not compare the type, which some callers lack. */
    public static boolean isOf(String text, long change) {
        return changeOf(text) == change;
    }

    /** The change number in a change key; -1 if the text is not a full change key. */
    public static long changeOf(String text) {
        Buffer bytes = bytes(text);
        return bytes.length() == LENGTH
                ? (long) bytes.getUnsignedShort(COUNTER_AT) << Integer.SIZE
                        | bytes.getUnsignedInt(COUNTER_AT + Short.BYTES)
                : -1;
    }

    /** Whether a text has the format of a change key: a type alone, or with a change number. */
    public static boolean isWellFormed(String text) {
        Buffer bytes = bytes(text);
        return TYPES.containsValue(bytes.length() < Integer.BYTES ? 0 : bytes.getIntLE(0))
                && (bytes.length() == Integer.BYTES
                        || (bytes.length() == LENGTH && bytes.getIntLE(Integer.BYTES) == CHANGE_LENGTH));
    }

    private static Buffer bytes(String text) {
        try {
            return Buffer.buffer(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Buffer.buffer();
        }
    }
}
