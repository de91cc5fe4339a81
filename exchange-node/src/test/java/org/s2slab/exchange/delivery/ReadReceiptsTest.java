package org.s2slab.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.item;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.subjects;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** What becomes of a message that was read, replied to or forwarded. */
class ReadReceiptsTest {
    private static final String TAGS = "<t:BaseShape>AllProperties</t:BaseShape><t:AdditionalProperties>"
            + "<t:FieldURI FieldURI=\"item:IconIndex\"/>"
            + "<t:ExtendedFieldURI PropertyTag=\"0x1081\" PropertyType=\"Integer\"/>"
            + "<t:ExtendedFieldURI PropertyTag=\"0x1080\" PropertyType=\"Integer\"/></t:AdditionalProperties>";

    private static MailboxCalls mailbox;
    private static EwsCalls anna;
    private static EwsCalls bert;

    @BeforeAll
    static void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        anna = mailbox.anna;
        bert = mailbox.bert;
    }

    @AfterAll
    static void close() {
        mailbox.close();
    }

    /** Anna writes to Bert; what Bert has. */
    private static XmlElement received(String subject, String more) {
        done(
                anna,
                create(
                        "SendOnly",
                        "<t:Message><t:Subject>" + subject + "</t:Subject>" + recipient("bert") + more
                                + "</t:Message>"));
        XmlElement found = find(bert, folder("inbox")).stream()
                .filter(one -> one.childText("Subject").orElse("").equals(subject))
                .findFirst()
                .orElseThrow();
        return found.child("ItemId").orElseThrow();
    }

    private static String recipient(String name) {
        return "<t:ToRecipients><t:Mailbox><t:EmailAddress>" + name
                + "@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>";
    }

    private static String create(String disposition, String item) {
        return "<m:CreateItem MessageDisposition=\"" + disposition + "\"><m:Items>" + item
                + "</m:Items></m:CreateItem>";
    }

    private static String markRead(XmlElement id, String attributes) {
        return "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"" + attributes
                + "><m:ItemChanges><t:ItemChange>" + id(id) + "<t:Updates><t:SetItemField>"
                + "<t:FieldURI FieldURI=\"message:IsRead\"/><t:Message><t:IsRead>true</t:IsRead></t:Message>"
                + "</t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private static String answer(String kind, XmlElement id, String more) {
        return "<t:" + kind + ">" + more + "<t:ReferenceItemId Id=\""
                + id.attribute("Id").orElseThrow() + "\"/></t:" + kind + ">";
    }

    private static List<String> responses(XmlElement id) {
        return get(bert, id).child("ResponseObjects").stream()
                .flatMap(list -> list.children().stream())
                .map(XmlElement::name)
                .toList();
    }

    private static final String ASKS = "<t:IsReadReceiptRequested>true</t:IsReadReceiptRequested>";

    @Test
    void tellsTheSenderOnceThatAMessageWasRead() {
        XmlElement id = received("Read me", ASKS);
        assertThat(responses(id))
                .containsExactly("ReplyToItem", "ReplyAllToItem", "ForwardItem", "SuppressReadReceipt");
        done(bert, markRead(id, ""));
        XmlElement receipt = find(anna, folder("inbox")).stream()
                .filter(one -> one.childText("Subject").orElse("").equals("Read: Read me"))
                .findFirst()
                .orElseThrow();
        assertThat(receipt.childText("ItemClass")).hasValue("REPORT.IPM.Note.IPNRN");
        assertThat(responses(id)).containsExactly("ReplyToItem", "ReplyAllToItem", "ForwardItem");
        assertThat(get(bert, id).childText("IsReadReceiptRequested")).hasValue("true");
        assertThat(code(only(bert, create("SaveOnly", answer("SuppressReadReceipt", id, "")))))
                .isEqualTo("ErrorReadReceiptNotPending");
    }

    @Test
    @Requirements("CORE R136 R2184 R2315")
    void suppressesAReceipt() {
        XmlElement item = received("By item", ASKS);
        done(bert, create("SaveOnly", answer("SuppressReadReceipt", item, "")));
        done(bert, markRead(item, ""));
        done(bert, markRead(received("By attribute", ASKS), " SuppressReadReceipts=\"true\""));
        received("By folder", ASKS);
        done(
                bert,
                "<m:MarkAllItemsAsRead><m:ReadFlag>true</m:ReadFlag>"
                        + "<m:SuppressReadReceipts>true</m:SuppressReadReceipts><m:FolderIds>" + folder("inbox")
                        + "</m:FolderIds></m:MarkAllItemsAsRead>");
        XmlElement unread = received("With all", ASKS);
        assertThat(responses(unread)).contains("SuppressReadReceipt");
        done(
                bert,
                "<m:MarkAllItemsAsRead><m:ReadFlag>true</m:ReadFlag>"
                        + "<m:SuppressReadReceipts>false</m:SuppressReadReceipts><m:FolderIds>" + folder("inbox")
                        + "</m:FolderIds></m:MarkAllItemsAsRead>");
        assertThat(subjects(anna, "inbox"))
                .contains("Read: With all")
                .doesNotContain("Read: By item", "Read: By attribute", "Read: By folder");
    }

    @Test
    void tellsTheSenderOnceThatAMessageWasDeleted() {
        for (String subject : List.of("Purge me", "Read me late")) {
            done(bert, delete(received(subject, ASKS), "SoftDelete"));
        }
        done(bert, delete(deleted("Purge me"), "HardDelete"));
        done(bert, markRead(deleted("Read me late"), ""));
        assertThat(subjects(anna, "inbox"))
                .filteredOn(subject -> subject.contains("Purge me") || subject.contains("Read me late"))
                .containsExactlyInAnyOrder("Not read: Purge me", "Not read: Read me late");
    }

    private static String delete(XmlElement id, String how) {
        return "<m:DeleteItem DeleteType=\"" + how + "\"><m:ItemIds>" + id(id) + "</m:ItemIds></m:DeleteItem>";
    }

    private static XmlElement deleted(String subject) {
        return find(bert, folder("recoverableitemsdeletions")).stream()
                .filter(one -> one.childText("Subject").orElse("").equals(subject))
                .findFirst()
                .flatMap(one -> one.child("ItemId"))
                .orElseThrow();
    }

    @Test
    void confirmsDelivery() {
        received("Deliver me", "<t:IsDeliveryReceiptRequested>true</t:IsDeliveryReceiptRequested>");
        assertThat(find(anna, folder("inbox")))
                .filteredOn(one -> one.childText("Subject").orElse("").equals("Delivered: Deliver me"))
                .extracting(one -> one.childText("ItemClass").orElse(""))
                .containsExactly("REPORT.IPM.Note.DR");
    }

    @Test
    @Requirements("CORE R164 R1732 R2063")
    void marksWhatWasRepliedToAndForwarded() {
        XmlElement id = received("Mark me", "");
        assertThat(verb(id)).isEmpty();
        done(bert, create("SendOnly", answer("ReplyToItem", id, "")));
        assertThat(verb(id)).containsExactlyInAnyOrder("MailReplied", "102", "261");
        done(bert, create("SendOnly", answer("ReplyAllToItem", id, "")));
        assertThat(verb(id)).containsExactlyInAnyOrder("MailReplied", "103", "261");
        XmlElement draft = item(done(bert, create("SaveOnly", answer("ForwardItem", id, recipient("anna")))))
                .child("ItemId")
                .orElseThrow();
        assertThat(verb(id)).containsExactlyInAnyOrder("MailReplied", "103", "261");
        assertThat(responses(draft)).containsExactly("ForwardItem");
        done(bert, "<m:SendItem SaveItemToFolder=\"true\"><m:ItemIds>" + id(draft) + "</m:ItemIds></m:SendItem>");
        assertThat(verb(id)).containsExactlyInAnyOrder("MailForwarded", "104", "262");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "102,x"})
    void sendsAMessageThatRemembersNothing(String status) {
        done(
                anna,
                create(
                        "SendOnly",
                        "<t:Message><t:Subject>Status " + status + "</t:Subject><t:ExtendedProperty><t:ExtendedFieldURI"
                                + " DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"ReplyForwardStatus\""
                                + " PropertyType=\"String\"/><t:Value>" + status + "</t:Value></t:ExtendedProperty>"
                                + recipient("bert") + "</t:Message>"));
        assertThat(subjects(bert, "inbox")).contains("Status " + status);
    }

    /** The icon as an element, then the verb and the icon as MAPI has them. */
    private static List<String> verb(XmlElement id) {
        XmlElement item = get(bert, id, TAGS);
        return item.tree()
                .filter(element ->
                        element.name().equals("IconIndex") || element.name().equals("Value"))
                .map(XmlElement::text)
                .toList();
    }
}
