package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The compression of ids (MS-OXWSITEMID, 2.1.3.1): a repeated byte is written twice, followed by the number of further
 * repetitions. The first byte of an id tells whether the id is compressed.
 */
final class RunLengthCodec {
    private static final byte NONE = 0;
    private static final byte RUN_LENGTH = 1;
    private static final int LONGEST_RUN = 257;

    private RunLengthCodec() {}

    /** Writes the first byte and the bytes, compressed only if this is not longer. */
    static Buffer write(Buffer plain) {
        Buffer compressed = Buffer.buffer().appendByte(RUN_LENGTH);
        for (int at = 0; at < plain.length(); ) {
            byte value = plain.getByte(at);
            int run = 1;
            while (run < LONGEST_RUN && at + run < plain.length() && plain.getByte(at + run) == value) {
                run++;
            }
            compressed.appendByte(value);
            if (run > 1) {
                compressed.appendByte(value).appendUnsignedByte((short) (run - 2));
            }
            at += run;
        }
        return compressed.length() <= plain.length()
                ? compressed
                : Buffer.buffer().appendByte(NONE).appendBuffer(plain);
    }

    /** Reads bytes; empty for an unknown compression, an incomplete repetition, or more than {@code most} bytes. */
    static Optional<Buffer> read(Buffer written, int most) {
        if (written.length() == 0 || written.getByte(0) < NONE || written.getByte(0) > RUN_LENGTH) {
            return Optional.empty();
        }
        if (written.getByte(0) == NONE) {
            return Optional.of(written.getBuffer(1, written.length())).filter(plain -> plain.length() <= most);
        }
        Buffer plain = Buffer.buffer();
        int last = written.length() - 1;
        for (int at = 1; at <= last && plain.length() <= most; at++) {
            byte value = written.getByte(at);
            plain.appendByte(value);
            if (at < last && written.getByte(at + 1) == value) {
                if (at + 2 > last) {
                    return Optional.empty();
                }
                at += 2;
                plain.appendBytes(repeated(value, 1 + written.getUnsignedByte(at)));
            }
        }
        return Optional.of(plain).filter(bytes -> bytes.length() <= most);
    }

    private static byte[] repeated(byte value, int times) {
        byte[] bytes = new byte[times];
        java.util.Arrays.fill(bytes, value);
        return bytes;
    }
}
