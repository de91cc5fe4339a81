package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Ids of all kinds as clients receive, keep, convert and forge them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemIdRequirementsTest {
    private static final String GUID = "0b5a6c1e-9d34-47f8-a2c6-3e81d5f09b72";

    private MailboxCalls mailbox;
    private XmlElement message;
    private String inbox;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        inbox = DistinguishedFolder.INBOX.idIn(mailbox.mailboxes.of("anna")).text();
        message = saved(mailbox.anna, "inbox", """
                <t:Message><t:Subject>A</t:Subject><t:Attachments><t:FileAttachment><t:Name>a</t:Name>\
                <t:Content>AQID</t:Content></t:FileAttachment></t:Attachments></t:Message>""");
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    private String codeOfItem(String id) {
        return code(only(
                mailbox.anna,
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id=\"" + id
                        + "\"/></m:ItemIds></m:GetItem>"));
    }

    private String codeOfFolder(String id) {
        return code(only(
                mailbox.anna,
                "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:FolderId Id=\""
                        + id + "\"/></m:FolderIds></m:GetFolder>"));
    }

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private String attachment() {
        return idOf(get(mailbox.anna, message)
                .at("Attachments", "FileAttachment", "AttachmentId")
                .orElseThrow());
    }

    /** An uncompressed id: storage, moniker, no instruction, store id. */
    private static String id(int storage, String moniker, byte[] storeId) {
        byte[] name = moniker.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(7 + name.length + storeId.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0).put((byte) storage).putShort((short) name.length).put(name);
        bytes.put((byte) 0).putShort((short) storeId.length).put(storeId);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static String publicFolder(int storage) {
        return Base64.getEncoder().encodeToString(new byte[] {0, (byte) storage, 1, 0, 9});
    }

    @Test
    @Requirements("ITEMID R22 R57 R58 R59")
    void saysWhatIsWrongWithAnId() {
        byte[] entry = new byte[70];
        assertThat(codeOfItem("")).isEqualTo("ErrorInvalidIdEmpty");
        for (String malformed : List.of("DUMMY", "AAMk", "AQMkADA=", "CAAA", id(3, GUID, entry), id(9, GUID, entry))) {
            assertThat(codeOfItem(malformed)).as(malformed).isEqualTo("ErrorInvalidIdMalformed");
            assertThat(codeOfFolder(malformed)).as(malformed).isEqualTo("ErrorInvalidIdMalformed");
        }
        assertThat(codeOfItem(id(3, "a".repeat(255), entry))).isEqualTo("ErrorInvalidIdMonikerTooLong");
        assertThat(codeOfItem(id(3, GUID, new byte[256]))).isEqualTo("ErrorInvalidIdStoreObjectIdTooLong");
        assertThat(codeOfItem(id(0, "anna@contoso.com", entry))).isEqualTo("ErrorInvalidIdMalformedEwsLegacyIdFormat");
    }

    @Test
    @Requirements("ITEMID R77 R78")
    void hasNoPublicFoldersAndGivesNothingForTheirIds() {
        assertThat(codeOfFolder(publicFolder(1))).isEqualTo("ErrorFolderNotFound");
        assertThat(codeOfItem(publicFolder(5))).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void keepsFoldersItemsAndAttachmentsApart() {
        assertThat(codeOfItem(inbox)).isEqualTo("ErrorCannotUseFolderIdForItemId");
        assertThat(codeOfFolder(idOf(message))).isEqualTo("ErrorCannotUseItemIdForFolderId");
        assertThat(codeOfItem(attachment())).isEqualTo("ErrorInvalidIdNotAnItemAttachmentId");
        assertThat(code(only(
                        mailbox.anna,
                        "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + idOf(message)
                                + "\"/></m:AttachmentIds></m:GetAttachment>")))
                .isEqualTo("ErrorInvalidAttachmentId");
    }

    /** Well formed and of this mailbox, but of nothing in it; and the ids of somebody else. */
    @Test
    void givesNothingForAForgedId() {
        String anna = mailbox.mailboxes.of("anna").id();
        assertThat(codeOfItem(new MailboxObjectId(MailboxObjectId.Kind.ITEM, anna, GUID).text()))
                .isEqualTo("ErrorItemNotFound");
        assertThat(codeOfFolder(new MailboxObjectId(MailboxObjectId.Kind.FOLDER, anna, GUID).text()))
                .isEqualTo("ErrorItemNotFound");
        MailboxObjectId attachment = MailboxObjectId.read(attachment());
        MailboxObjectId forged = new MailboxObjectId(MailboxObjectId.Kind.ITEM, anna, GUID)
                .attachment(attachment.levels().get(0));
        assertThat(code(only(
                        mailbox.anna,
                        "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + forged.text()
                                + "\"/></m:AttachmentIds></m:GetAttachment>")))
                .isEqualTo("ErrorInvalidAttachmentId");
        XmlElement ofBert = MailboxCalls.message(mailbox.bert, "inbox", "private");
        assertThat(codeOfItem(idOf(ofBert))).isEqualTo("ErrorAccessDenied");
        String renamed = MailboxObjectId.read(idOf(ofBert)).key();
        assertThat(codeOfItem(new MailboxObjectId(MailboxObjectId.Kind.ITEM, anna, renamed).text()))
                .isEqualTo("ErrorItemNotFound");
    }

    @Test
    @Requirements("ITEMID R49 R50 R52 R37 R39")
    void namesTheWholeWayToAnAttachment() {
        String item = plain(idOf(message));
        String attached = plain(attachment());
        assertThat(attached).startsWith(item).hasSize(item.length() + 2 * (1 + 2 + 20));
        assertThat(attached.substring(item.length())).startsWith("01" + "1400" + "1200" + "1000");
        assertThat(item).startsWith("032400" + hex(mailbox.mailboxes.of("anna").id()) + "00" + "4600" + "00000000");
    }

    private static String plain(String id) {
        byte[] bytes = Base64.getDecoder().decode(id);
        StringBuilder plain = new StringBuilder();
        for (int at = 1; at < bytes.length; at++) {
            String value = "%02x".formatted(bytes[at]);
            plain.append(value);
            if (bytes[0] == 1 && at + 1 < bytes.length && bytes[at + 1] == bytes[at]) {
                at += 2;
                plain.append(value.repeat(1 + (bytes[at] & 0xff)));
            }
        }
        return plain.toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesAnOccurrenceByItsOriginalStartAndItsSeries() {
        XmlElement series = saved(mailbox.anna, "calendar", """
                <t:CalendarItem><t:Subject>S</t:Subject><t:Start>2026-12-01T10:00:00Z</t:Start>\
                <t:End>2026-12-01T11:00:00Z</t:End><t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval>\
                </t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>2026-12-01</t:StartDate>\
                <t:NumberOfOccurrences>3</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence></t:CalendarItem>""");
        String first =
                idOf(get(mailbox.anna, series).at("FirstOccurrence", "ItemId").orElseThrow());
        String head = "032400" + hex(mailbox.mailboxes.of("anna").id());
        String entry = plain(idOf(series)).substring(head.length() + 6);
        // 2026-12-01T10:00Z in ticks of 100 nanoseconds since the year 1
        assertThat(plain(first)).isEqualTo(head + "01" + "5100" + "08" + "08df4f91dc9c9000" + "4600" + entry);
        assertThat(codeOfItem(first)).isEqualTo("NoError");
        assertThat(converted("EwsId", "EntryId", first)).isEqualTo("ErrorUnsupportedTypeForConversion");
    }

    private String converted(String from, String to, String id) {
        XmlElement message = only(
                mailbox.anna,
                "<m:ConvertId DestinationFormat=\"" + to + "\"><m:SourceIds><t:AlternateId Format=\"" + from
                        + "\" Id=\"" + id + "\" Mailbox=\"anna@contoso.com\"/></m:SourceIds></m:ConvertId>");
        return message.child("AlternateId")
                .flatMap(found -> found.attribute("Id"))
                .orElseGet(() -> code(message));
    }

    @Test
    @Requirements("ITEMID R28 R32 R33 R34 R57")
    void convertsBetweenTheFormats() {
        for (String id : List.of(idOf(message), inbox)) {
            String entry = plain(id).substring(2 * (1 + 2 + 36 + 1 + 2));
            String store = "%02x00".formatted(entry.length() / 2) + entry + (id.equals(inbox) ? "01" : "09");
            assertThat(converted("EwsId", "HexEntryId", id)).isEqualToIgnoringCase(entry);
            assertThat(converted("EwsId", "EntryId", id)).isEqualTo(base64(entry));
            assertThat(converted("EwsId", "StoreId", id)).isEqualTo(base64(store));
            assertThat(converted("EwsId", "OwaId", id))
                    .isEqualTo(base64(store)
                            .replace("+", "%2B")
                            .replace("/", "%2F")
                            .replace("=", "%3D"));
            String legacy = converted("EwsId", "EwsLegacyId", id);
            assertThat(plain(legacy))
                    .isEqualTo(
                            "001000" + hex("anna@contoso.com") + "00" + "%02x00".formatted(entry.length() / 2) + entry);
            for (String format : List.of("EwsId", "EntryId", "HexEntryId", "StoreId", "OwaId", "EwsLegacyId")) {
                assertThat(converted(format, "EwsId", converted("EwsId", format, id)))
                        .as(format)
                        .isEqualTo(id);
            }
        }
        assertThat(converted("EwsId", "EntryId", attachment())).isEqualTo("ErrorUnsupportedTypeForConversion");
        Stream.of("EwsId", "EntryId", "HexEntryId", "StoreId", "OwaId", "EwsLegacyId")
                .forEach(
                        format -> assertThat(converted(format, "EwsId", "0001")).isEqualTo("ErrorInvalidIdMalformed"));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    @Test
    void refusesAChangeKeyThatIsNone() {
        String key = message.attribute("ChangeKey").orElseThrow();
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(key)))
                .startsWith("0900000016000000")
                .hasSize(60);
        String update =
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"><m:ItemChanges>"
                        + "<t:ItemChange><t:ItemId Id=\"" + idOf(message)
                        + "\" ChangeKey=\"%s\"/><t:Updates><t:SetItemField>"
                        + "<t:FieldURI FieldURI=\"item:Subject\"/><t:Message><t:Subject>B</t:Subject></t:Message>"
                        + "</t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
        for (String none : List.of("x", "AAAA", key.substring(4))) {
            assertThat(code(only(mailbox.anna, update.formatted(none)))).isEqualTo("ErrorInvalidChangeKey");
        }
        done(mailbox.anna, update.formatted(key));
    }
}
