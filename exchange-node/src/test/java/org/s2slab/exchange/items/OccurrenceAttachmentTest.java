package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.xml.XmlElement;

/** Attachments of single occurrences of a series. */
class OccurrenceAttachmentTest {
    private static final String SERIES =
            "<t:CalendarItem><t:Subject>Stand-up</t:Subject><t:Start>2030-03-08T10:00:00Z</t:Start>"
                    + "<t:End>2030-03-08T10:15:00Z</t:End><t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval>"
                    + "</t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>2030-03-08</t:StartDate>"
                    + "<t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence></t:CalendarItem>";

    private MailboxCalls mail;
    private XmlElement master;

    @BeforeEach
    void open(@TempDir Path folder) {
        mail = new MailboxCalls(folder);
        master = MailboxCalls.saved(mail.anna, "calendar", SERIES);
        attach(master, file("plan.txt"));
    }

    @AfterEach
    void close() {
        mail.close();
    }

    @Test
    void makesAnExceptionAndLeavesTheSeriesAsItIs() {
        String added = attach(id(2), file("room.txt"));
        assertThat(names(item(2))).containsExactly("plan.txt", "room.txt");
        assertThat(item(2).childText("CalendarItemType")).hasValue("Exception");
        assertThat(names(series())).containsExactly("plan.txt");
        assertThat(names(item(3))).containsExactly("plan.txt");
        assertThat(item(3).childText("CalendarItemType")).hasValue("Occurrence");
        assertThat(content(added)).isEqualTo("room.txt");
    }

    @Test
    void takesAnInheritedAttachmentFromOneOccurrenceOnly() {
        detach(item(2), "plan.txt");
        assertThat(names(item(2))).isEmpty();
        assertThat(item(2).childText("HasAttachments")).hasValue("false");
        assertThat(names(series())).containsExactly("plan.txt");
        assertThat(names(item(1))).containsExactly("plan.txt");
        assertThat(item(1).childText("HasAttachments")).hasValue("true");
        attach(master, file("late.txt"));
        assertThat(names(item(2))).isEmpty();
        assertThat(names(item(1))).containsExactly("plan.txt", "late.txt");
    }

    @Test
    void keepsTheAttachmentsOfAnExceptionThatChangesOrIsCopied() {
        attach(id(2), file("room.txt"));
        MailboxCalls.done(
                mail.anna,
                MailboxCalls.set(
                        id(2),
                        MailboxCalls.field("item:Subject"),
                        "<t:CalendarItem><t:Subject>Long stand-up</t:Subject></t:CalendarItem>"));
        assertThat(names(item(2))).containsExactly("plan.txt", "room.txt");
        XmlElement copy = MailboxCalls.item(MailboxCalls.done(
                        mail.anna,
                        "<m:CopyItem><m:ToFolderId>" + MailboxCalls.folder("calendar") + "</m:ToFolderId><m:ItemIds>"
                                + MailboxCalls.id(master) + "</m:ItemIds></m:CopyItem>"))
                .child("ItemId")
                .orElseThrow();
        MailboxCalls.done(
                mail.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + MailboxCalls.id(master) + "</m:ItemIds></m:DeleteItem>");
        master = copy;
        assertThat(names(item(2))).containsExactly("plan.txt", "room.txt");
        assertThat(names(series())).containsExactly("plan.txt");
    }

    @Test
    void forgetsTheAttachmentsOfDeletedOccurrencesAndOfAnotherPattern() {
        attach(id(2), file("room.txt"));
        attach(id(3), file("hall.txt"));
        assertThat(stored()).isEqualTo(5);
        MailboxCalls.done(
                mail.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + MailboxCalls.id(id(2)) + "</m:ItemIds></m:DeleteItem>");
        assertThat(stored()).isEqualTo(3);
        MailboxCalls.done(
                mail.anna,
                MailboxCalls.set(
                        master,
                        MailboxCalls.field("calendar:End"),
                        "<t:CalendarItem><t:End>2030-03-08T10:30:00Z</t:End></t:CalendarItem>"));
        assertThat(names(item(3))).containsExactly("plan.txt");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void changesAnItemAttachedToOneOccurrenceOnly() {
        String inherited = attach(
                master,
                "<t:ItemAttachment><t:Name>minutes</t:Name><t:Message><t:Subject>x</t:Subject></t:Message></t:ItemAttachment>");
        String ofOccurrence = attachment(item(2), "minutes");
        String nested = attach(
                MailboxCalls.parsed("<t:ItemId Id=\"" + ofOccurrence + "\"/>").get(0), file("photo.txt"));
        assertThat(content(nested)).isEqualTo("photo.txt");
        assertThat(whole(attachment(item(2), "minutes"))).contains("photo.txt");
        assertThat(whole(inherited)).doesNotContain("photo.txt");
    }

    @Test
    void refusesTheAttachmentOfAnotherOccurrence() {
        String added = attach(id(2), file("room.txt"));
        String forged = MailboxCalls.storeId(id(3))
                .attachment(org.s2slab.exchange.ids.MailboxObjectId.read(added)
                        .levels()
                        .get(0))
                .text();
        assertThat(MailboxCalls.code(MailboxCalls.only(mail.anna, getting(forged))))
                .isEqualTo("ErrorInvalidAttachmentId");
    }

    private static String file(String name) {
        return "<t:FileAttachment><t:Name>" + name + "</t:Name><t:Content>"
                + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                + "</t:Content></t:FileAttachment>";
    }

    private String attach(XmlElement parent, String attachment) {
        XmlElement done = MailboxCalls.done(
                mail.anna,
                "<m:CreateAttachment><m:ParentItemId Id=\""
                        + parent.attribute("Id").orElseThrow() + "\"/><m:Attachments>" + attachment
                        + "</m:Attachments></m:CreateAttachment>");
        XmlElement id = done.child("Attachments")
                .orElseThrow()
                .children()
                .get(0)
                .children()
                .get(0);
        return id.attribute("Id").orElseThrow();
    }

    private void detach(XmlElement item, String name) {
        XmlElement done = MailboxCalls.done(
                mail.anna,
                "<m:DeleteAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + attachment(item, name)
                        + "\"/></m:AttachmentIds></m:DeleteAttachment>");
        assertThat(done.child("RootItemId").flatMap(root -> root.attribute("RootItemId")))
                .isEqualTo(item.child("ItemId").flatMap(id -> id.attribute("Id")));
    }

    private static String attachment(XmlElement item, String name) {
        return item.childrenOf("Attachments").stream()
                .filter(one -> one.childText("Name", "").equals(name))
                .flatMap(one -> one.child("AttachmentId").stream())
                .flatMap(id -> id.attribute("Id").stream())
                .findFirst()
                .orElseThrow();
    }

    private static String getting(String id) {
        return "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + id
                + "\"/></m:AttachmentIds></m:GetAttachment>";
    }

    private String whole(String id) {
        return String.join(" ", MailboxCalls.values(MailboxCalls.done(mail.anna, getting(id))));
    }

    private String content(String id) {
        XmlElement done = MailboxCalls.done(mail.anna, getting(id));
        byte[] bytes = Base64.getDecoder()
                .decode(done.find("Content").map(XmlElement::text).orElseThrow());
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> names(XmlElement item) {
        return item.childrenOf("Attachments").stream()
                .map(one -> one.childText("Name", ""))
                .toList();
    }

    private XmlElement series() {
        return MailboxCalls.get(mail.anna, master);
    }

    private XmlElement item(int index) {
        return MailboxCalls.item(MailboxCalls.done(
                mail.anna,
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>"
                        + MeetingCalls.occurrence(master, index) + "</m:ItemIds></m:GetItem>"));
    }

    private XmlElement id(int index) {
        return item(index).child("ItemId").orElseThrow();
    }

    private long stored() {
        return mail.mailboxes
                .database
                .read(rx -> rx.number("SELECT COUNT(*) AS number FROM attachments"))
                .await();
    }
}
