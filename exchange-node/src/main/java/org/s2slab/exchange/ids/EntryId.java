package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The MAPI entry id of a folder or a message (MS-OXCDATA, 2.2.4.1 and 2.2.4.2).
 *
 * @param provider the GUID of the mailbox
 * @param folder the GUID of the folder
 * @param folderCounter the 48-bit counter of the folder
 * @param message the GUID of the message, or null for a folder
 * @param messageCounter the 48-bit counter of the message
 */
record EntryId(
        UUID provider,
        UUID folder,
        long folderCounter,
        @Nullable UUID message,
        long messageCounter) {
    /** The length in bytes of a message's entry id. */
    static final int OF_MESSAGE = 70;

    private static final int OF_FOLDER = 46;
    private static final int GUID = 16;
    private static final int FOLDER_AT = 22;
    private static final int MESSAGE_AT = 46;

    /** The names of distinguished folders by GUID. The GUID of such a folder is computed from its name. */
    private static final Map<UUID, String> FOLDERS = Arrays.stream(DistinguishedFolder.values())
            .map(DistinguishedFolder::distinguishedName)
            .collect(Collectors.toUnmodifiableMap(EntryId::guidOf, Function.identity()));

    /** The GUID for a store key. */
    static UUID guidOf(String key) {
        return DistinguishedFolder.named(key).isPresent()
                ? UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                : UUID.fromString(key);
    }

    /** The key of the folder with a GUID. */
    static String keyOf(UUID folder) {
        return FOLDERS.getOrDefault(folder, folder.toString());
    }

    Buffer bytes() {
        Buffer bytes = Buffer.buffer().appendInt(0);
        guid(bytes, provider).appendShortLE((short) (message == null ? 1 : 7));
        counter(guid(bytes, folder), folderCounter);
        if (message != null) {
            counter(guid(bytes, message), messageCounter);
        }
        return bytes;
    }

    /** Reads an entry id; empty for bytes in another format. */
    static Optional<EntryId> read(Buffer bytes) {
        if (bytes.length() != OF_FOLDER && bytes.length() != OF_MESSAGE) {
            return Optional.empty();
        }
        boolean ofMessage = bytes.length() == OF_MESSAGE;
        EntryId id = new EntryId(
                guid(bytes, Integer.BYTES),
                guid(bytes, FOLDER_AT),
                counter(bytes, FOLDER_AT + GUID),
                ofMessage ? guid(bytes, MESSAGE_AT) : null,
                ofMessage ? counter(bytes, MESSAGE_AT + GUID) : 0);
        return Optional.of(id).filter(read -> read.bytes().equals(bytes));
    }

    static Buffer guid(Buffer to, UUID guid) {
        return to.appendLong(guid.getMostSignificantBits()).appendLong(guid.getLeastSignificantBits());
    }

    static UUID guid(Buffer from, int at) {
        return new UUID(from.getLong(at), from.getLong(at + Long.BYTES));
    }

    private static void counter(Buffer to, long counter) {
        to.appendShort((short) (counter >> 32)).appendInt((int) counter).appendShort((short) 0);
    }

    private static long counter(Buffer from, int at) {
        return ((long) from.getUnsignedShort(at) << 32) | from.getUnsignedInt(at + Short.BYTES);
    }
}
