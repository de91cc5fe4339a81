package org.s2slab.exchange.content;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.exchange.property.ItemKind;

/**
 * Computes the conversation of an item: the GUID in its conversation index ([MS-OXOMSG] 2.2.1.3). An item without an
 * index gets a GUID derived from its topic.
 */
public final class ConversationIdentifier {
    private static final int HEADER = 22;
    private static final int GUID_AT = 6;
    private static final Instant FIRST_TICK = Instant.parse("1601-01-01T00:00:00Z");

    private static final Pattern PREFIXES = Pattern.compile("^([A-Za-z]{1,3}: )+");
    private static final Set<ItemKind> WITHOUT =
            Set.of(ItemKind.CONTACT, ItemKind.DISTRIBUTION_LIST, ItemKind.TASK, ItemKind.CALENDAR_ITEM);

    private ConversationIdentifier() {}

    /** The key in the database; empty if items of this kind belong to no conversation. */
    public static String stored(ItemContent content) {
        return WITHOUT.contains(content.kind()) ? "" : of(content);
    }

    /** The subject without the prefixes of replies and forwarded messages ([MS-OXCMSG] 3.2.4.1). */
    public static String normalized(String subject) {
        return PREFIXES.matcher(subject).replaceFirst("");
    }

    /** The key of the conversation, a GUID in lower case. */
    public static String of(ItemContent content) {
        Buffer index = index(content);
        return new UUID(index.getLong(GUID_AT), index.getLong(GUID_AT + Long.BYTES)).toString();
    }

    /** The conversation GUID in the form of MAPI: sixteen bytes in Base64. */
    public static String guid(ItemContent content) {
        return Base64.getEncoder().encodeToString(index(content).getBytes(GUID_AT, HEADER));
    }

    /** The conversation index in Base64. */
    public static String indexText(ItemContent content) {
        return Base64.getEncoder().encodeToString(index(content).getBytes());
    }

    /**
     * The conversation index of the item. If the item has no index, this method derives one from the topic of the item.
     */
    public static Buffer index(ItemContent content) {
        byte[] given = content.propertyText("ConversationIndex")
                .map(Base64.getMimeDecoder()::decode)
                .orElse(new byte[0]);
        if (given.length >= HEADER) {
            return Buffer.buffer(given);
        }
        UUID topic =
                UUID.nameUUIDFromBytes(topic(content).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return Buffer.buffer()
                .appendByte((byte) 1)
                .appendBytes(Buffer.buffer().appendLong(ticks(time(content))).getBytes(0, GUID_AT - 1))
                .appendLong(topic.getMostSignificantBits())
                .appendLong(topic.getLeastSignificantBits());
    }

    /** The conversation index of a reply: the answered item's index and five bytes (time since the first message). */
    public static String ofReply(ItemContent answered) {
        Buffer index = index(answered);
        long since = ticks(time(answered)) - (index.getLong(0) << 8 >>> 8 << 8);
        Buffer block = Buffer.buffer()
                .appendInt((int) (since >> 18) & Integer.MAX_VALUE)
                .appendByte((byte) 0);
        return Base64.getEncoder().encodeToString(index.appendBuffer(block).getBytes());
    }

    /** The topic of a conversation: the subject without prefixes. */
    public static String topic(ItemContent content) {
        return content.propertyText("ConversationTopic").orElseGet(() -> normalized(content.subject()));
    }

    private static Instant time(ItemContent content) {
        return Stream.of(content.sent(), content.received())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(FIRST_TICK);
    }

    private static long ticks(Instant time) {
        return (time.getEpochSecond() - FIRST_TICK.getEpochSecond()) * 10_000_000;
    }
}
