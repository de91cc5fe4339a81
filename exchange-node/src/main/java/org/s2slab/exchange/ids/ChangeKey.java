package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** The version of a thing in a mailbox, as clients see it: the number of its type, and which change of the mailbox was its last. */
public final class ChangeKey {
    /** What a member's reference carries inside a group, whatever its state (shown so by the product). */
    public static final String OF_MEMBER = "EQAAAA==";

    /** What every group carries. */
    public static final String OF_GROUP = "EgAAAA==";

    /** By the element that shows the thing. Those of folders, messages, calendar items and contacts are published in samples. */
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

    private ChangeKey() {}

    /**
     * The key of a thing after a change.
     *
     * @param element the element that shows it
     * @param mailbox the id of the mailbox
     * @param change the change of the mailbox that altered it last
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

    /** Whether a text names the state of a thing after that change. Its type is not compared: not every response knows it. */
    public static boolean isOf(String text, long change) {
        return changeOf(text) == change;
    }

    /** The change after which a text names the state of a thing; -1 where it names none. */
    public static long changeOf(String text) {
        Buffer bytes = bytes(text);
        return bytes.length() == LENGTH
                ? (long) bytes.getUnsignedShort(COUNTER_AT) << Integer.SIZE
                        | bytes.getUnsignedInt(COUNTER_AT + Short.BYTES)
                : -1;
    }

    /** Whether a text can be a change key, of whatever item and state: a type alone, or with a change. */
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
