package org.s2slab.exchange.mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id by which clients know a thing in a mailbox: opaque base64 that begins as the product's ids do ({@code AAMk}).
 *
 * @param kind what it names
 * @param mailbox the id of the mailbox it lies in
 * @param key its key there
 */
public record StoreId(Kind kind, String mailbox, String key) {
    /** What an id can name. The number is part of ids that clients keep: never change it. */
    public enum Kind {
        FOLDER(1),
        CONTACT(2),
        GROUP(3),
        PERSONA(4),
        ITEM(5),
        ATTACHMENT(6),
        /** An occurrence of a series; its key is its original start in seconds and the key of the master. */
        OCCURRENCE(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private static final String SEPARATOR = "/";
    private static final Pattern OCCURRENCE_KEY = Pattern.compile("-?\\d{1,12}/.+");

    private static final int PREFIX = 0x000324;
    private static final int PREFIX_LENGTH = 3;
    private static final int GUID_LENGTH = 16;
    private static final int KEY_AT = PREFIX_LENGTH + 1 + GUID_LENGTH;

    /** The id of an item or, by the form of its key, of an occurrence. */
    static StoreId ofItem(String mailbox, String key) {
        return new StoreId(key.contains(SEPARATOR) ? Kind.OCCURRENCE : Kind.ITEM, mailbox, key);
    }

    /** The id of an occurrence of the series with this id. */
    public StoreId occurrence(Instant original) {
        return new StoreId(Kind.OCCURRENCE, mailbox, original.getEpochSecond() + SEPARATOR + key);
    }

    /** The id of the series that an occurrence belongs to. */
    public StoreId master() {
        return new StoreId(Kind.ITEM, mailbox, key.substring(key.indexOf(SEPARATOR) + 1));
    }

    /** The original start of an occurrence. */
    public Instant original() {
        return Instant.ofEpochSecond(Long.parseLong(key.substring(0, key.indexOf(SEPARATOR))));
    }

    /** The text that goes over the wire. */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) (PREFIX >> 16), (byte) (PREFIX >> 8), (byte) PREFIX, (byte) kind.number});
        UUID guid = UUID.fromString(mailbox);
        bytes.writeBytes(ByteBuffer.allocate(GUID_LENGTH)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array());
        bytes.writeBytes(key.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Reads an id; empty when this server never gave out one of such a form. */
    public static Optional<StoreId> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= KEY_AT || bytes[0] != 0 || bytes[1] != 3 || bytes[2] != 0x24) {
            return Optional.empty();
        }
        ByteBuffer guid = ByteBuffer.wrap(bytes, PREFIX_LENGTH + 1, GUID_LENGTH);
        String mailbox = new UUID(guid.getLong(), guid.getLong()).toString();
        String key = new String(bytes, KEY_AT, bytes.length - KEY_AT, StandardCharsets.UTF_8);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.number == bytes[PREFIX_LENGTH])
                .findFirst()
                .filter(kind ->
                        kind != Kind.OCCURRENCE || OCCURRENCE_KEY.matcher(key).matches())
                .map(kind -> new StoreId(kind, mailbox, key));
    }
}
