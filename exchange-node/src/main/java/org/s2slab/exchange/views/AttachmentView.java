package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes attachments for responses. */
public final class AttachmentView {
    private static final XmlNamespace T = EwsNames.TYPES;

    private AttachmentView() {}

    /** The entry of an attachment in an item's attachment list. */
    public static XmlElement summary(MailboxObjectId id, Attachment attachment) {
        List<XmlElement> parts = new ArrayList<>();
        parts.add(t("AttachmentId", "").with("Id", id.text()));
        parts.add(t("Name", attachment.name()));
        optional(parts, "ContentType", attachment.contentType());
        optional(parts, "ContentId", attachment.contentId());
        optional(parts, "ContentLocation", attachment.contentLocation());
        parts.add(t("Size", attachment.size()));
        parts.add(t("LastModifiedTime", attachment.modified().toString()));
        parts.add(t("IsInline", attachment.inline()));
        optional(parts, "IsContactPhoto", attachment.isItem() ? null : Boolean.toString(isPicture(attachment)));
        return t(attachment.isItem() ? "ItemAttachment" : "FileAttachment", parts);
    }

    /** An attachment element with only its id. */
    public static XmlElement id(MailboxObjectId id, boolean isItem) {
        return t(
                isItem ? "ItemAttachment" : "FileAttachment",
                t("AttachmentId", "").with("Id", id.text()));
    }

    private static boolean isPicture(Attachment attachment) {
        return attachment.name().equals("ContactPicture.jpg");
    }

    private static void optional(List<XmlElement> parts, String name, @Nullable String value) {
        Optional.ofNullable(value).ifPresent(text -> parts.add(t(name, text)));
    }

    /** Writes an attachment with its content. An attached item has the requested shape. */
    public static void whole(
            XmlWriter xml,
            MailboxObjectId id,
            Attachment attachment,
            AttachmentWithContent content,
            @Nullable ObjectProperties item,
            ResponseShape shape) {
        XmlElement summary = summary(id, attachment);
        xml.open(T, summary.name());
        summary.children().forEach(part -> xml.copy(T, part));
        if (item == null) {
            byte[] bytes = Objects.requireNonNull(content.file()).getBytes();
            xml.element(T, "Content", Base64.getEncoder().encodeToString(bytes));
        } else {
            item.write(xml, shape);
        }
        xml.close();
    }

    /** Whether a contact has a picture: an attachment with a fixed name. Null if the attachments were not read. */
    static @Nullable ItemProperty hasPicture(PropertyDefinition field, Item contact, List<Attachment> attachments) {
        boolean found = attachments.stream().anyMatch(AttachmentView::isPicture);
        return contact.attached().notInline() && attachments.isEmpty() ? null : ItemProperty.simple(field.uri(), found);
    }
}
