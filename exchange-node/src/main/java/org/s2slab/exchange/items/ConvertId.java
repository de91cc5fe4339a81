package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;

/**
 * The operation ConvertId: converts ids to another format. An entry id is written in Base64 or hexadecimal digits. A
 * store id, as in the addresses of Outlook Web App, is the entry id with its length before it and a type after it.
 */
final class ConvertId {
    private static final XmlNamespace INSTANCE = new XmlNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");

    private ConvertId() {}

    static EwsOperation operation() {
        return new PerElementOperation(
                "ConvertId",
                "SourceIds",
                EwsPayload.NONE,
                (request, source) -> Future.succeededFuture(converted(
                        request.mailbox(), source, request.operation().attribute("DestinationFormat", "EwsId"))));
    }

    private static EwsPayload converted(Mailbox caller, XmlElement source, String format) {
        MailboxObjectId id = read(source.attribute("Id", "").strip(), source.attribute("Format", "EwsId"));
        // DavMail finds the address of its user in this way.
        String mailbox = id.mailbox().equals(caller.id()) ? caller.primaryAddress() : source.attribute("Mailbox", "");
        String written = written(id, format, mailbox);
        return xml -> xml.open(EwsNames.MESSAGES, "AlternateId")
                .attribute(INSTANCE, "type", EwsNames.TYPES.prefix() + ":AlternateIdType")
                .attribute("Format", format)
                .attribute("Id", written)
                .attribute("Mailbox", mailbox)
                .close();
    }

    private static MailboxObjectId read(String id, String format) {
        try {
            return switch (format) {
                case "EwsId" -> MailboxErrorMapper.id(id);
                case "EwsLegacyId" -> MailboxObjectId.readLegacy(id);
                case "HexEntryId" -> entry(Buffer.buffer(HexFormat.of().parseHex(id)));
                case "EntryId" -> entry(base64(id));
                case "OwaId" -> stored(base64(URLDecoder.decode(id, StandardCharsets.UTF_8)));
                default -> stored(base64(id));
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new EwsError(ResponseCode.ErrorInvalidIdMalformed);
        }
    }

    private static Buffer base64(String id) {
        return Buffer.buffer(Base64.getDecoder().decode(id));
    }

    private static MailboxObjectId stored(Buffer bytes) {
        int length = bytes.getUnsignedShortLE(0);
        ResponseCode.ErrorInvalidIdMalformed.throwIf(bytes.length() != Short.BYTES + length + 1);
        return entry(bytes.getBuffer(Short.BYTES, Short.BYTES + length));
    }

    private static MailboxObjectId entry(Buffer bytes) {
        return MailboxObjectId.ofEntryId(bytes).orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed));
    }

    private static String written(MailboxObjectId id, String format, String mailbox) {
        ResponseCode.ErrorUnsupportedTypeForConversion.throwIf(id.kind() == MailboxObjectId.Kind.ATTACHMENT);
        return switch (format) {
            case "EwsId" -> id.text();
            case "EwsLegacyId" -> id.legacyText(mailbox);
            case "HexEntryId" ->
                HexFormat.of().withUpperCase().formatHex(entryId(id).getBytes());
            case "EntryId" -> Base64.getEncoder().encodeToString(entryId(id).getBytes());
            case "OwaId" -> URLEncoder.encode(storeId(id), StandardCharsets.UTF_8);
            default -> storeId(id);
        };
    }

    private static Buffer entryId(MailboxObjectId id) {
        return id.entryId().orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedTypeForConversion));
    }

    private static String storeId(MailboxObjectId id) {
        Buffer entry = entryId(id);
        Buffer bytes = Buffer.buffer()
                .appendShortLE((short) entry.length())
                .appendBuffer(entry)
                .appendByte((byte)
                        switch (id.kind()) {
                            case FOLDER -> 1;
                            case GROUP -> 18;
                            default -> 9;
                        });
        return Base64.getEncoder().encodeToString(bytes.getBytes());
    }
}
