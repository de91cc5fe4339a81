package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The id and change key of an item or folder in a response. */
public record IdElement(String id, String changeKey) {
    /** The id of an item. */
    public static IdElement of(Item item) {
        return new IdElement(item.storeId().text(), item.changeKey());
    }

    /** The id of a folder. */
    public static IdElement of(Mailbox mailbox, MailFolder folder) {
        return new IdElement(
                folder.idIn(mailbox).text(), ChangeKeyFormat.of(folder.element(), mailbox.id(), folder.change()));
    }

    /** The id of a folder whose change is unknown, made from its key. */
    public static IdElement ofFolder(String mailbox, String key) {
        return new IdElement(
                new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox, key).text(),
                ChangeKeyFormat.of("Folder", mailbox, 1));
    }

    /** An element with this id and the given name. */
    public XmlElement element(String name) {
        return t(name, "").with("Id", id).with("ChangeKey", changeKey);
    }

    /** Writes an element with this id and the given name. */
    public void write(XmlWriter xml, XmlNamespace namespace, String name) {
        xml.copy(namespace, element(name));
    }

    /** Response content: a list such as {@code Items} with one element that contains only the id. */
    public EwsPayload in(String list, String element, String name) {
        return in(list, element, name, List.of());
    }

    /**
     * Response content: a list such as {@code Items} with one element, which contains the item id and, if there are
     * attachments, the ids of the attachments.
     */
    public EwsPayload in(String list, String element, String name, List<XmlElement> attachments) {
        List<XmlElement> shown =
                attachments.isEmpty() ? List.of(element(name)) : List.of(element(name), t("Attachments", attachments));
        return xml -> xml.open(EwsNames.MESSAGES, list)
                .copy(EwsNames.TYPES, t(element, shown))
                .close();
    }
}
