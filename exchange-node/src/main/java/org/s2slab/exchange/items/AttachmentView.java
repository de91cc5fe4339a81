package org.s2slab.exchange.items;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.mailbox.Attachment;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.NewAttachment;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Attachments as answers show them. */
final class AttachmentView {
    private static final XmlNamespace T = EwsNames.TYPES;

    private AttachmentView() {}

    /** In the list of an item: what it is called and how large it is. */
    static void summary(XmlWriter xml, StoreId id, Attachment attachment) {
        open(xml, id, attachment);
        xml.close();
    }

    /** With what it holds, an attached item in the shape asked for. */
    static void whole(
            XmlWriter xml,
            StoreId id,
            Attachment attachment,
            NewAttachment content,
            @Nullable PropertySet item,
            ResponseShape shape) {
        open(xml, id, attachment);
        if (item == null) {
            byte[] bytes = Objects.requireNonNull(content.file()).getBytes();
            xml.element(T, "Content", Base64.getEncoder().encodeToString(bytes));
        } else {
            item.write(xml, shape);
        }
        xml.close();
    }

    private static void open(XmlWriter xml, StoreId id, Attachment attachment) {
        xml.open(T, attachment.isItem() ? "ItemAttachment" : "FileAttachment");
        xml.open(T, "AttachmentId").attribute("Id", id.text()).close();
        xml.element(T, "Name", attachment.name());
        optional(xml, "ContentType", attachment.contentType());
        optional(xml, "ContentId", attachment.contentId());
        optional(xml, "ContentLocation", attachment.contentLocation());
        xml.element(T, "Size", Long.toString(attachment.size()))
                .element(T, "LastModifiedTime", attachment.modified().toString())
                .element(T, "IsInline", Boolean.toString(attachment.inline()));
        if (!attachment.isItem()) {
            xml.element(T, "IsContactPhoto", "false");
        }
    }

    /** The picture of a contact is an attachment of this name; null where the attachments of the item were not read. */
    static @Nullable ItemProperty hasPicture(PropertyDefinition field, Item contact, List<Attachment> attachments) {
        boolean found = attachments.stream().anyMatch(one -> one.name().equals("ContactPicture.jpg"));
        return contact.hasAttachments() && attachments.isEmpty()
                ? null
                : ItemProperty.simple(field.uri(), Boolean.toString(found));
    }

    private static void optional(XmlWriter xml, String name, @Nullable String value) {
        if (value != null) {
            xml.element(T, name, value);
        }
    }
}
