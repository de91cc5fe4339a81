package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.s2slab.exchange.ids.MailboxException.Kind;

/**
 * The parts of an id in the format of MS-OXWSITEMID, 2.1. {@link MailboxObjectId} defines their contents.
 *
 * @param moniker the GUID or SMTP address of the mailbox; empty if the storage type has none
 * @param storeId the object in its storage
 * @param folder the folder of a public folder item; otherwise empty
 * @param attachments the nested attachments, outermost first; empty if the id does not name an attachment
 */
record WebServiceId(
        Storage storage,
        String moniker,
        Instruction instruction,
        Buffer storeId,
        Buffer folder,
        List<Buffer> attachments) {
    /** The storage of the object. The position in this list is a byte of the id. */
    enum Storage {
        MAILBOX_ITEM_SMTP_ADDRESS_BASED,
        PUBLIC_FOLDER,
        PUBLIC_FOLDER_ITEM,
        MAILBOX_ITEM_MAILBOX_GUID_BASED,
        CONVERSATION_ID_MAILBOX_GUID_BASED,
        ACTIVE_DIRECTORY_OBJECT;

        private boolean hasMoniker() {
            return this != PUBLIC_FOLDER && this != PUBLIC_FOLDER_ITEM && this != ACTIVE_DIRECTORY_OBJECT;
        }
    }

    /** The interpretation of the store id. The position in this list is a byte of the id. */
    enum Instruction {
        NORMAL,
        RECURRENCE,
        SERIES
    }

    private static final List<Storage> STORAGES = List.of(Storage.values());
    private static final List<Instruction> INSTRUCTIONS = List.of(Instruction.values());

    /** The maximum number of characters of an id, as in the product. */
    private static final int TEXT = 512;

    /** The maximum length of a moniker in bytes: that of an SMTP address (RFC 5321, 4.5.3.1). */
    private static final int MONIKER = 254;

    private static final int STORE_ID = 255;
    private static final int PLAIN = 8 * TEXT;

    WebServiceId {
        attachments = List.copyOf(attachments);
    }

    /** The text of the id in requests and responses. */
    String text() {
        Buffer plain = Buffer.buffer().appendByte((byte) STORAGES.indexOf(storage));
        if (storage.hasMoniker()) {
            part(plain, Buffer.buffer(moniker));
        }
        if (storage.hasMoniker() || storage == Storage.PUBLIC_FOLDER_ITEM) {
            plain.appendByte((byte) INSTRUCTIONS.indexOf(instruction));
        }
        part(plain, storeId);
        if (storage == Storage.PUBLIC_FOLDER_ITEM) {
            part(plain, folder);
        }
        if (!attachments.isEmpty()) {
            plain.appendUnsignedByte((short) attachments.size());
            attachments.forEach(attachment -> part(plain, attachment));
        }
        return Base64.getEncoder().encodeToString(RunLengthCodec.write(plain).getBytes());
    }

    private static void part(Buffer plain, Buffer part) {
        plain.appendShortLE((short) part.length()).appendBuffer(part);
    }

    /** Reads an id. Fails with a MailboxException whose kind begins with {@code ID_}. */
    static WebServiceId read(String text) {
        try {
            Buffer plain = RunLengthCodec.read(Buffer.buffer(Base64.getDecoder().decode(text)), PLAIN)
                    .orElseThrow(WebServiceId::malformed);
            WebServiceId id = new Reader(plain).read();
            if (text.length() > TEXT) {
                throw malformed();
            }
            return id;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed();
        }
    }

    private static MailboxException malformed() {
        return new MailboxException(Kind.ID_MALFORMED);
    }

    /** Reads the bytes of an id in order. Every byte must belong to a part. */
    private static final class Reader {
        private final Buffer plain;
        private int at;

        private Reader(Buffer plain) {
            this.plain = plain;
        }

        private WebServiceId read() {
            Storage storage = STORAGES.get(plain.getByte(at++));
            String moniker = storage.hasMoniker()
                    ? part(MONIKER, Kind.ID_MONIKER_TOO_LONG).toString(StandardCharsets.UTF_8)
                    : "";
            Instruction instruction = storage.hasMoniker() || storage == Storage.PUBLIC_FOLDER_ITEM
                    ? INSTRUCTIONS.get(plain.getByte(at++))
                    : Instruction.NORMAL;
            Buffer storeId = part(STORE_ID, Kind.ID_STORE_OBJECT_TOO_LONG);
            Buffer folder = storage == Storage.PUBLIC_FOLDER_ITEM
                    ? part(STORE_ID, Kind.ID_STORE_OBJECT_TOO_LONG)
                    : Buffer.buffer();
            List<Buffer> attachments = new ArrayList<>();
            int levels = at < plain.length() ? plain.getUnsignedByte(at++) : 0;
            while (attachments.size() < levels) {
                attachments.add(part(STORE_ID, Kind.ID_STORE_OBJECT_TOO_LONG));
            }
            if (at != plain.length()) {
                throw malformed();
            }
            return new WebServiceId(storage, moniker, instruction, storeId, folder, attachments);
        }

        private Buffer part(int most, Kind tooLong) {
            int length = plain.getUnsignedShortLE(at);
            if (length > most) {
                throw new MailboxException(tooLong);
            }
            at += Short.BYTES + length;
            return plain.getBuffer(at - length, at);
        }
    }
}
