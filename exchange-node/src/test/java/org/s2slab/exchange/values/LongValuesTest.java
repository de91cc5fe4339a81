package org.s2slab.exchange.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

/** Values as long as a request can have them are read after they were written: longer than the usual limit of a JSON text. */
class LongValuesTest {
    private static final int LONG = 20_100_000;

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static XmlElement attach(String parent, String attachment) {
        return only(
                mailbox.anna,
                "<m:CreateAttachment><m:ParentItemId Id=\"" + parent + "\"/><m:Attachments>" + attachment
                        + "</m:Attachments></m:CreateAttachment>");
    }

    private static String attachmentId(XmlElement created) {
        return created.at("Attachments", "ItemAttachment", "AttachmentId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    /** An attached item grows by one request after another, and no further than one request could make it. */
    @Test
    void anAttachedItemWithALongFile() {
        String file = "<t:FileAttachment><t:Name>f</t:Name><t:Content>"
                + Base64.getEncoder().encodeToString(new byte[LONG / 4 * 3]) + "</t:Content></t:FileAttachment>";
        String item = attachmentId(attach(
                message(mailbox.anna, "drafts", "outer").attribute("Id").orElseThrow(),
                "<t:ItemAttachment><t:Name>i</t:Name><t:Message><t:Subject>inner</t:Subject><t:Attachments>" + file
                        + "</t:Attachments></t:Message></t:ItemAttachment>"));
        XmlElement read = done(
                mailbox.anna,
                "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + item
                        + "\"/></m:AttachmentIds></m:GetAttachment>");
        assertThat(text(read, "Attachments", "ItemAttachment", "Message", "Attachments", "FileAttachment", "Size"))
                .isEqualTo(String.valueOf(LONG / 4 * 3));
        assertThat(code(attach(item, file))).isEqualTo("ErrorMessageSizeExceeded");
    }

    /** The size of an item, which the quota counts too, is that of what is in it, also after an attached item has changed. */
    @Test
    void theSizeOfAnItemWhoseAttachedItemGrewAndWentAway() {
        XmlElement outer = message(mailbox.anna, "drafts", "outer");
        long before = size(outer);
        String item = attachmentId(
                attach(
                        outer.attribute("Id").orElseThrow(),
                        "<t:ItemAttachment><t:Name>i</t:Name><t:Message><t:Subject>inner</t:Subject></t:Message></t:ItemAttachment>"));
        long small = size(outer);
        String file = "<t:FileAttachment><t:Name>f</t:Name><t:Content>"
                + Base64.getEncoder().encodeToString(new byte[3000]) + "</t:Content></t:FileAttachment>";
        assertThat(code(attach(item, file))).isEqualTo("NoError");
        assertThat(size(outer)).isGreaterThan(small + 3000);
        done(
                mailbox.anna,
                "<m:DeleteAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + item
                        + "\"/></m:AttachmentIds></m:DeleteAttachment>");
        assertThat(size(outer)).isEqualTo(before);
    }

    private static long size(XmlElement id) {
        return Long.parseLong(text(get(mailbox.anna, id, MailboxCalls.properties("item:Size")), "Size"));
    }

    /** The parser's time for the name of a tag grows with the square of the length: four million characters took 20 seconds. */
    @Test
    void aNameOfATagInABody() {
        String names = "<head".repeat(8_000);
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Body BodyType=\"HTML\">" + names.replace("<", "&lt;") + "</t:Body></t:Message>");
        assertThat(text(
                        get(
                                mailbox.anna,
                                id,
                                "<t:BaseShape>IdOnly</t:BaseShape><t:BodyType>Text</t:BodyType>"
                                        + "<t:AdditionalProperties>" + field("item:Body")
                                        + "</t:AdditionalProperties>"),
                        "Body"))
                .startsWith("<head<head");
    }

    @Test
    void aPropertyOfAFolder() {
        String path = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"n\""
                + " PropertyType=\"String\"/>";
        done(
                mailbox.anna,
                "<m:CreateFolder><m:ParentFolderId>" + folder("inbox") + "</m:ParentFolderId><m:Folders><t:Folder>"
                        + "<t:DisplayName>long</t:DisplayName><t:ExtendedProperty>" + path + "<t:Value>"
                        + "x".repeat(LONG) + "</t:Value></t:ExtendedProperty></t:Folder></m:Folders></m:CreateFolder>");
        XmlElement found = done(
                mailbox.anna,
                "<m:FindFolder Traversal=\"Shallow\"><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>"
                        + "<t:AdditionalProperties>" + path + "</t:AdditionalProperties></m:FolderShape>"
                        + "<m:ParentFolderIds>" + folder("inbox") + "</m:ParentFolderIds></m:FindFolder>");
        assertThat(text(found, "RootFolder", "Folders", "Folder", "ExtendedProperty", "Value"))
                .hasSize(LONG);
    }
}
