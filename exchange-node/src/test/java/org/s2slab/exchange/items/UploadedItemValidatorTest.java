package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.xml.XmlElement;

/** The data of an upload is text that anybody can write, and a message made of it is read by the person it is sent to. */
class UploadedItemValidatorTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String exported() {
        XmlElement item = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>s</t:Subject><t:Attachments><t:ItemAttachment><t:Name>a</t:Name><t:Task><t:Subject>in"
                        + "</t:Subject><t:PercentComplete>50</t:PercentComplete></t:Task></t:ItemAttachment></t:Attachments>"
                        + "<t:ReminderDueBy>2030-01-01T10:00:00Z</t:ReminderDueBy><t:ReplyTo><t:Mailbox><t:Name>n</t:Name>"
                        + "<t:EmailAddress>r@contoso.com</t:EmailAddress></t:Mailbox></t:ReplyTo></t:Message>");
        String data = text(
                done(mailbox.anna, "<m:ExportItems><m:ItemIds>" + id(item) + "</m:ItemIds></m:ExportItems>"), "Data");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    private static String uploaded(String data) {
        return uploaded(data, DistinguishedFolder.DRAFTS);
    }

    private static String uploaded(String data, DistinguishedFolder there) {
        String folder = there.idIn(mailbox.mailboxes.of("anna")).text();
        return code(only(
                mailbox.anna,
                "<m:UploadItems><m:Items><t:Item CreateAction=\"CreateNew\"><t:ParentFolderId Id=\"" + folder
                        + "\"/><t:Data>"
                        + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))
                        + "</t:Data></t:Item></m:Items></m:UploadItems>"));
    }

    @Test
    void takesWhatWasExported() {
        assertThat(uploaded(exported())).isEqualTo("NoError");
    }

    /** Each row: a part of the exported data, and what a client writes in its place. */
    @ParameterizedTest
    @CsvSource({
        // Markup in a name, a name that the schema does not have, and an attribute that is no text.
        "message:ReplyTo\\\":{\\\"Mailbox, message:ReplyTo\\\":{\\\"x><t:y",
        "message:ReplyTo\\\":{\\\"Mailbox, message:ReplyTo\\\":{\\\"Person",
        "'\\\"Name\\\":\\\"n\\\"', '\\\"@Name\\\":{}'",
        // Values of other types, in the item and in the item that is attached to it.
        "2030-01-01T10:00:00Z, never",
        "task:PercentComplete\\\":5E+1, task:PercentComplete\\\":\\\"half\\\"",
        // A property that no item has, and a time that is none.
        "item:ReminderDueBy, item:ReminderDueBye",
        "'\"sent\":null', '\"sent\":\"x\"'",
    })
    void refusesWhatTheSchemaDoesNotPermit(String part, String other) {
        String exported = exported();
        assertThat(exported).contains(part);
        assertThat(uploaded(exported.replace(part, other))).isEqualTo("ErrorCorruptData");
    }

    private static String series() {
        XmlElement item = saved(
                mailbox.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>s</t:Subject><t:Start>2030-01-01T10:00:00Z</t:Start>"
                        + "<t:End>2030-01-01T11:00:00Z</t:End><t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval>"
                        + "</t:DailyRecurrence><t:NoEndRecurrence><t:StartDate>2030-01-01</t:StartDate></t:NoEndRecurrence>"
                        + "</t:Recurrence></t:CalendarItem>");
        String data = text(
                done(mailbox.anna, "<m:ExportItems><m:ItemIds>" + id(item) + "</m:ItemIds></m:ExportItems>"), "Data");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    /** Each of these was stored, and calendar views and free/busy data failed until it was deleted. */
    @ParameterizedTest
    @CsvSource({
        "'\"starts\":\"2030-01-01T10:00:00Z\"', '\"starts\":null'",
        "'\"ends\":\"2030-01-01T11:00:00Z\"', '\"ends\":null'",
        "'\"ends\":\"2030-01-01T11:00:00Z\"', '\"ends\":\"4499-01-01T00:00:00Z\"'",
        "'\"starts\":\"2030-01-01T10:00:00Z\"', '\"starts\":\"2030-01-02T10:00:00Z\"'",
        "'\"ends\":\"2030-01-01T11:00:00Z\"', '\"ends\":\"2029-01-01T11:00:00Z\"'",
        "2026-03-02T09:00:00Z, +12030-01-01T11:00:00Z",
        "'\"Interval\\\":\\\"1\\\"', '\"Interval\\\":\\\"1000\\\"'",
        "2030-01-01\\\", 1400-01-01\\\"",
        "'\"text\":\"\"', '\"text\":null'",
        "'\"class\":\"IPM.Appointment\"', '\"class\":null'",
    })
    void refusesASeriesThatCannotBeExpanded(String part, String other) {
        String exported = series();
        assertThat(exported).contains(part);
        assertThat(uploaded(exported, DistinguishedFolder.CALENDAR)).isEqualTo("NoError");
        assertThat(uploaded(exported.replace(part, other), DistinguishedFolder.CALENDAR))
                .isEqualTo("ErrorCorruptData");
    }

    @Test
    void callsAFailureOfTheDatabaseNoCorruptData() {
        String exported = exported();
        rename("item_sources", "moved_sources");
        try {
            assertThatThrownBy(() -> uploaded(exported)).hasMessageContaining("item_sources");
        } finally {
            rename("moved_sources", "item_sources");
        }
        assertThat(uploaded(exported)).isEqualTo("NoError");
    }

    private static void rename(String table, String name) {
        mailbox.mailboxes
                .database
                .change(tx -> tx.execute("ALTER TABLE " + table + " RENAME TO " + name))
                .await();
    }

    /** A message in MIME can have more levels than CreateAttachment permits, and its export is taken. */
    @ParameterizedTest
    @CsvSource({"30, NoError", "220, ErrorCorruptData"})
    void takesAttachedItemsWithinEachOtherAsFarAsIdsCountThem(int levels, String code) {
        String empty = exported().replaceFirst("\"attachments\":.*", "\"attachments\":[");
        String data = empty + "]}";
        for (int i = 0; i < levels; i++) {
            data = empty + "{\"name\":\"a\",\"inline\":false,\"item\":" + data.substring("S2SITEM2".length()) + "}]}";
        }
        assertThat(uploaded(data)).isEqualTo(code);
    }
}
