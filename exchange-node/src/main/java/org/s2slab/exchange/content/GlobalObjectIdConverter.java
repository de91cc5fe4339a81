package org.s2slab.exchange.content;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts a UID to PidLidGlobalObjectId and PidLidCleanGlobalObjectId ([MS-OXOCAL] 2.2.1.27 and 2.2.1.28) and back. A
 * UID of the product is the identifier in hexadecimal digits. Any other UID is the data part of an identifier.
 */
public final class GlobalObjectIdConverter {
    private static final String BEGINNING = "040000008200E00074C5B7101A82E008";
    private static final byte[] FOREIGN = "vCal-Uid\1\0\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int DATE = 16;
    private static final int SIZE = 36;
    private static final int DATA = 40;

    private GlobalObjectIdConverter() {}

    /**
     * The identifier in Base64; empty for an item without a UID.
     *
     * @param clean whether to return the identifier of the series, without the date of an occurrence
     */
    public static Optional<String> of(ItemContent item, boolean clean) {
        Optional<LocalDate> date = clean
                ? Optional.empty()
                : item.propertyText("RecurrenceId")
                        .map(text -> OffsetDateTime.parse(text).toLocalDate());
        return item.propertyText("UID").filter(uid -> !uid.isEmpty()).map(uid -> {
            Buffer id = bytes(uid);
            if (id.length() >= DATE + 4) {
                date.ifPresent(day -> id.setShort(DATE, (short) day.getYear())
                        .setByte(DATE + 2, (byte) day.getMonthValue())
                        .setByte(DATE + 3, (byte) day.getDayOfMonth()));
            }
            return Base64.getEncoder().encodeToString(id.getBytes());
        });
    }

    private static Buffer bytes(String uid) {
        if (uid.toUpperCase(Locale.ROOT).startsWith(BEGINNING)
                && uid.length() % 2 == 0
                && uid.matches("\\p{XDigit}+")) {
            return Buffer.buffer(HexFormat.of().parseHex(uid));
        }
        byte[] foreign = uid.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer(HexFormat.of().parseHex(BEGINNING))
                .appendBytes(new byte[SIZE - DATE])
                .appendIntLE(FOREIGN.length + foreign.length + 1)
                .appendBytes(FOREIGN)
                .appendBytes(foreign)
                .appendByte((byte) 0);
    }

    /** The UID of an identifier. */
    public static String uid(String base64) {
        byte[] id = Base64.getDecoder().decode(base64);
        int foreign = DATA + FOREIGN.length;
        if (id.length > foreign && Arrays.equals(id, DATA, foreign, FOREIGN, 0, FOREIGN.length)) {
            return new String(id, foreign, id.length - foreign - 1, StandardCharsets.UTF_8);
        }
        byte[] clean = id.clone();
        if (clean.length >= DATE + 4) {
            Arrays.fill(clean, DATE, DATE + 4, (byte) 0);
        }
        return HexFormat.of().withUpperCase().formatHex(clean);
    }
}
