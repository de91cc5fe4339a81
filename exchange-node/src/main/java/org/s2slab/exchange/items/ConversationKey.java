package org.s2slab.exchange.items;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.s2slab.exchange.mailbox.ItemContent;

/**
 * Which conversation an item belongs to: the GUID in its conversation index ([MS-OXOMSG] 2.2.1.3). An item without an
 * index has one whose GUID follows from its topic.
 */
final class ConversationKey {
    private static final int HEADER = 22;
    private static final int GUID_AT = 6;
    private static final Instant FIRST_TICK = Instant.parse("1601-01-01T00:00:00Z");

    private ConversationKey() {}

    /** The key of the conversation, a GUID in lower case. */
    static String of(ItemContent content) {
        Buffer index = index(content);
        return new UUID(index.getLong(GUID_AT), index.getLong(GUID_AT + Long.BYTES)).toString();
    }

    /** The same as MAPI has it: sixteen bytes in Base64. */
    static String guid(ItemContent content) {
        return Base64.getEncoder().encodeToString(index(content).getBytes(GUID_AT, HEADER));
    }

    /** The conversation index in Base64. */
    static String indexText(ItemContent content) {
        return Base64.getEncoder().encodeToString(index(content).getBytes());
    }

    /** The conversation index, as given or as it follows. */
    static Buffer index(ItemContent content) {
        byte[] given = content.propertyText("ConversationIndex")
                .map(text -> Base64.getMimeDecoder().decode(text))
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

    /** The conversation index of a reply: one block of five bytes more, with the time since the first message. */
    static String ofReply(ItemContent answered) {
        Buffer index = index(answered);
        long since = ticks(time(answered)) - (index.getLong(0) << 8 >>> 8 << 8);
        Buffer block = Buffer.buffer()
                .appendInt((int) (since >> 18) & Integer.MAX_VALUE)
                .appendByte((byte) 0);
        return Base64.getEncoder().encodeToString(index.appendBuffer(block).getBytes());
    }

    static String topic(ItemContent content) {
        return content.propertyText("ConversationTopic").orElseGet(() -> DerivedValues.normalized(content.subject()));
    }

    private static Instant time(ItemContent content) {
        return Stream.of(content.sent(), content.received())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(FIRST_TICK);
    }

    private static long ticks(Instant time) {
        return Duration.between(FIRST_TICK, time).toSeconds() * 10_000_000;
    }
}
