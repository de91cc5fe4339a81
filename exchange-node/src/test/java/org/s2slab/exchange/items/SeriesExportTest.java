package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.item;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.config.Switches;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.RetentionSettings.RetentionSwitch;
import org.s2slab.xml.XmlElement;

/**
 * A daily series without its first occurrence; the second has another subject and a file, and the third is an hour
 * later.
 */
class SeriesExportTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private XmlElement master;

    @BeforeEach
    void makeASeries() {
        master = saved(
                mailbox.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>daily</t:Subject><t:Body BodyType=\"Text\">agenda</t:Body>"
                        + "<t:Start>2030-01-01T10:00:00Z</t:Start><t:End>2030-01-01T11:00:00Z</t:End><t:Recurrence>"
                        + "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>"
                        + "<t:StartDate>2030-01-01</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences>"
                        + "</t:NumberedRecurrence></t:Recurrence></t:CalendarItem>");
        delete(1);
        update(2, "item:Subject", "<t:Subject>special</t:Subject>");
        done(
                mailbox.anna,
                "<m:CreateAttachment><m:ParentItemId Id=\""
                        + itself(occurrence(master, 2).child("ItemId").orElseThrow())
                        + "\"/><m:Attachments><t:FileAttachment><t:Name>a.txt</t:Name><t:Content>AAEC</t:Content>"
                        + "</t:FileAttachment></m:Attachments></m:CreateAttachment>");
        update(3, "calendar:End", "<t:End>2030-01-03T12:00:00Z</t:End>");
        update(3, "calendar:Start", "<t:Start>2030-01-03T11:00:00Z</t:Start>");
    }

    private static String itself(XmlElement id) {
        return id.attribute("Id").orElseThrow();
    }

    private static String at(XmlElement series, int index) {
        return "<t:OccurrenceItemId RecurringMasterId=\"" + itself(series) + "\" InstanceIndex=\"" + index + "\"/>";
    }

    private static XmlElement occurrence(XmlElement series, int index) {
        return item(done(
                mailbox.anna,
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>"
                        + at(series, index) + "</m:ItemIds></m:GetItem>"));
    }

    private void delete(int index) {
        done(
                mailbox.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + at(master, index) + "</m:ItemIds></m:DeleteItem>");
    }

    private void update(int index, String field, String value) {
        done(
                mailbox.anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                        + "<m:ItemChanges><t:ItemChange>" + at(master, index)
                        + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"" + field + "\"/><t:CalendarItem>" + value
                        + "</t:CalendarItem></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
    }

    private static String export(XmlElement series) {
        String data = text(
                done(
                        mailbox.anna,
                        "<m:ExportItems><m:ItemIds>" + MailboxCalls.id(series) + "</m:ItemIds></m:ExportItems>"),
                "Data");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    private static XmlElement upload(String action, String id, String data) {
        String folder =
                DistinguishedFolder.CALENDAR.idIn(mailbox.mailboxes.of("anna")).text();
        return only(
                mailbox.anna,
                "<m:UploadItems><m:Items><t:Item CreateAction=\"" + action + "\"><t:ParentFolderId Id=\"" + folder
                        + "\"/>" + id + "<t:Data>"
                        + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))
                        + "</t:Data></t:Item></m:Items></m:UploadItems>");
    }

    private static void requireSame(XmlElement copy) {
        XmlElement shown = get(mailbox.anna, copy);
        assertThat(text(shown, "DeletedOccurrences", "DeletedOccurrence", "Start"))
                .isEqualTo("2030-01-01T10:00:00Z");
        assertThat(shown.childrenOf("ModifiedOccurrences")).hasSize(2);
        XmlElement special = occurrence(copy, 2);
        assertThat(text(special, "Subject")).isEqualTo("special");
        assertThat(text(special, "Body")).isEqualTo("agenda");
        String attachment = special.child("Attachments")
                .flatMap(all -> all.find("AttachmentId"))
                .orElseThrow()
                .attribute("Id")
                .orElseThrow();
        assertThat(done(
                                mailbox.anna,
                                "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + attachment
                                        + "\"/></m:AttachmentIds></m:GetAttachment>")
                        .find("Content")
                        .map(XmlElement::text))
                .hasValue("AAEC");
        assertThat(text(occurrence(copy, 3), "Start")).isEqualTo("2030-01-03T11:00:00Z");
        assertThat(text(occurrence(copy, 3), "Subject")).isEqualTo("daily");
        assertThat(occurrence(copy, 3).child("Attachments")).isEmpty();
        assertThat(text(occurrence(copy, 4), "CalendarItemType")).isEqualTo("Occurrence");
    }

    @Test
    void bringsTheChangedOccurrencesBack() {
        XmlElement uploaded = upload("CreateNew", "", export(master));
        assertThat(MailboxCalls.code(uploaded)).isEqualTo("NoError");
        requireSame(uploaded.child("ItemId").orElseThrow());
    }

    @Test
    void replacesTheChangedOccurrencesOfAnItem() {
        String exported = export(master);
        update(4, "item:Subject", "<t:Subject>later</t:Subject>");
        update(2, "item:Subject", "<t:Subject>other</t:Subject>");
        XmlElement uploaded = upload("Update", MailboxCalls.id(master), exported);
        assertThat(MailboxCalls.code(uploaded)).isEqualTo("NoError");
        requireSame(uploaded.child("ItemId").orElseThrow());
    }

    /** A series that was exported before streams had changed occurrences. */
    @Test
    void takesAStreamWithoutThem() {
        XmlElement uploaded = upload("CreateNew", "", export(master).replaceFirst(",\"changes\":.*", "}"));
        assertThat(MailboxCalls.code(uploaded)).isEqualTo("NoError");
        assertThat(get(mailbox.anna, uploaded.child("ItemId").orElseThrow()).child("ModifiedOccurrences"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"original\":\"2030-01-02T10:00:00Z\"', '\"original\":\"2030-01-02T10:30:00Z\"'",
        "'\"original\":\"2030-01-02T10:00:00Z\"', '\"original\":null'",
        "'\"ends\":\"2030-01-03T12:00:00Z\"', '\"ends\":null'",
        "'\"ends\":\"2030-01-03T12:00:00Z\"', '\"ends\":\"2029-01-03T12:00:00Z\"'",
        "'\"ends\":\"2030-01-03T12:00:00Z\"', '\"ends\":\"9999-01-03T12:00:00Z\"'",
        "'item:Subject\\\":', 'item:Subjects\\\":'",
        "'item:Subject\\\":', 'calendar:Recurrence\\\":'",
        "'item:Subject\\\":\\\"special\\\"', 'calendar:LegacyFreeBusyStatus\\\":\\\"Never\\\"'",
    })
    void refusesChangesThatTheSeriesCannotHave(String part, String other) {
        String exported = export(master);
        assertThat(exported).contains(part);
        assertThat(MailboxCalls.code(upload("CreateNew", "", exported.replace(part, other))))
                .isEqualTo("ErrorCorruptData");
    }

    @Test
    void refusesMoreChangesThanASeriesCanImport() {
        String deleted = "{\"original\":\"2030-01-01T10:00:00Z\",\"starts\":null,\"ends\":null,\"differences\":\"{}\","
                + "\"attachments\":null},";
        String exported = export(master);
        String many = exported.replace("\"changes\":[", "\"changes\":[" + deleted.repeat(6001));
        assertThat(MailboxCalls.code(upload("CreateNew", "", many))).isEqualTo("ErrorCorruptData");
        assertThat(List.of(exported, many)).doesNotHaveDuplicates();
    }

    @Test
    void refusesTheSameOccurrenceTwice() {
        String deleted = "{\"original\":\"2030-01-01T10:00:00Z\",\"starts\":null,\"ends\":null,\"differences\":\"{}\","
                + "\"attachments\":null},";
        String twice = export(master).replace("\"changes\":[", "\"changes\":[" + deleted);
        assertThat(MailboxCalls.code(upload("CreateNew", "", twice))).isEqualTo("ErrorCorruptData");
    }

    @Test
    void refusesALongTextInManyExceptions() {
        String exported =
                export(master).replace("\"text\":\"agenda\"", "\"text\":\"" + "x".repeat(17 * 1024 * 1024) + "\"");
        assertThat(MailboxCalls.code(upload("CreateNew", "", exported))).isEqualTo("ErrorMessageSizeExceeded");
    }

    @Test
    void bringsADeletedOccurrenceBackThatHadAttachments() {
        delete(2);
        XmlElement uploaded = upload("CreateNew", "", export(master));
        assertThat(MailboxCalls.code(uploaded)).isEqualTo("NoError");
        assertThat(get(mailbox.anna, uploaded.child("ItemId").orElseThrow()).childrenOf("DeletedOccurrences"))
                .hasSize(2);
    }

    @Test
    void keepsReplacedExceptionsForAHold() {
        HoldAndRetentionStore preservation = new HoldAndRetentionStore(mailbox.mailboxes.database);
        String anna = mailbox.mailboxes.of("anna").id();
        upload("Update", MailboxCalls.id(master), export(master));
        int before = versions();
        String without = export(master).replaceFirst(",\"changes\":.*", "}");
        preservation
                .setRetention(
                        anna,
                        new RetentionSettings(Switches.of(RetentionSwitch.LITIGATION_HOLD), Duration.ofDays(14), null))
                .await();
        assertThat(MailboxCalls.code(upload("Update", MailboxCalls.id(master), without)))
                .isEqualTo("NoError");
        preservation.setRetention(anna, RetentionSettings.DEFAULT).await();
        assertThat(versions()).isEqualTo(before + 1);
    }

    /**
     * A hold needs the item as it was before its content and before its attachments changed, not one for each
     * attachment.
     */
    @Test
    void keepsTwoOriginalsForAHoldHoweverManyAttachmentsAreReplaced() {
        HoldAndRetentionStore preservation = new HoldAndRetentionStore(mailbox.mailboxes.database);
        XmlElement id = MailboxCalls.message(mailbox.anna, "calendar", "Held");
        for (int i = 0; i < 5; i++) {
            done(
                    mailbox.anna,
                    "<m:CreateAttachment>" + MailboxCalls.id(id).replace("t:ItemId", "m:ParentItemId")
                            + "<m:Attachments><t:FileAttachment><t:Name>" + i
                            + "</t:Name><t:Content>AAAA</t:Content></t:FileAttachment></m:Attachments></m:CreateAttachment>");
        }
        String stream = export(id);
        preservation
                .setRetention(
                        mailbox.mailboxes.of("anna").id(),
                        new RetentionSettings(Switches.of(RetentionSwitch.LITIGATION_HOLD), Duration.ofDays(14), null))
                .await();
        int before = versions();
        assertThat(MailboxCalls.code(upload("Update", MailboxCalls.id(id), stream)))
                .isEqualTo("NoError");
        preservation
                .setRetention(mailbox.mailboxes.of("anna").id(), RetentionSettings.DEFAULT)
                .await();
        assertThat(versions()).isBetween(before + 1, before + 2);
    }

    private int versions() {
        return MailboxCalls.find(mailbox.anna, MailboxCalls.folder("recoverableitemsversions"))
                .size();
    }
}
