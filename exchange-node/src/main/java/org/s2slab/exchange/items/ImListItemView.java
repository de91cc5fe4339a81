package org.s2slab.exchange.items;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.mailbox.StoreId.Kind;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The contacts and groups of an IM list as items: what clients see who know nothing of instant messaging. */
final class ImListItemView {
    private static final XmlNamespace T = EwsNames.TYPES;

    private ImListItemView() {}

    /** A contact, in the folder that people see as "Lync Contacts". */
    static PropertySet contact(Mailbox mailbox, ImContact contact) {
        String id = new StoreId(Kind.CONTACT, mailbox.id(), contact.id()).text();
        String created = Instant.ofEpochSecond(contact.created()).toString();
        List<ItemProperty> properties = new ArrayList<>();
        properties.add(ItemProperty.id("item:ItemId", id, ChangeKey.of("Contact", mailbox.id(), contact.change())));
        properties.add(FolderView.id("item:ParentFolderId", mailbox, DistinguishedFolder.QUICKCONTACTS));
        all(properties, "item:ItemClass", "IPM.Contact");
        properties.add(ItemProperty.simple("item:Subject", contact.name()));
        all(properties, "item:Sensitivity", "Normal");
        all(properties, "item:DateTimeReceived", created);
        all(properties, "item:Size", Integer.toString(size(contact.name() + contact.address())));
        common(properties);
        all(properties, "item:DateTimeSent", created);
        all(properties, "item:DateTimeCreated", created);
        properties.add(ItemProperty.simple("item:HasAttachments", "false"));
        all(properties, "item:Culture", "en-US");
        properties.add(ItemProperty.rights("item:EffectiveRights", false));
        all(properties, "item:IsAssociated", "false");
        properties.add(ItemProperty.simple("contacts:FileAs", contact.name()));
        properties.add(ItemProperty.simple("contacts:DisplayName", contact.name()));
        properties.add(new ItemProperty(
                "contacts:CompleteName",
                List.of(),
                xml -> xml.open(T, "CompleteName")
                        .element(T, "FullName", contact.name())
                        .close()));
        String telephone = contact.telephone();
        if (telephone != null) {
            properties.add(entry("contacts:PhoneNumbers", "BusinessPhone", telephone));
            properties.add(ItemProperty.hidden("contacts:PhoneNumber/BusinessPhone", telephone));
        }
        all(properties, "contacts:ContactSource", "Store");
        properties.add(entry("contacts:ImAddresses", "ImAddress1", contact.address()));
        properties.add(ItemProperty.hidden("contacts:ImAddress/ImAddress1", contact.address()));
        all(properties, "contacts:HasPicture", "false");
        return PropertySet.of("Contact", properties);
    }

    /** A group with the contacts in it, in the hidden folder beside. */
    static PropertySet group(Mailbox mailbox, ImGroup group, Map<String, ImContact> contacts) {
        String id = new StoreId(Kind.GROUP, mailbox.id(), group.id()).text();
        List<ItemProperty> properties = new ArrayList<>();
        properties.add(ItemProperty.id("item:ItemId", id, ChangeKey.OF_GROUP));
        properties.add(FolderView.id("item:ParentFolderId", mailbox, DistinguishedFolder.IMCONTACTLIST));
        all(properties, "item:ItemClass", group.type().itemClass());
        properties.add(ItemProperty.simple("item:Subject", group.name()));
        all(properties, "item:Sensitivity", "Normal");
        all(properties, "item:Size", Integer.toString(size(group.name())));
        common(properties);
        properties.add(ItemProperty.simple("item:HasAttachments", "false"));
        all(properties, "item:Culture", "en-US");
        properties.add(ItemProperty.rights("item:EffectiveRights", false));
        all(properties, "item:IsAssociated", "false");
        properties.add(ItemProperty.simple("contacts:DisplayName", group.name()));
        properties.add(ItemProperty.simple("contacts:FileAs", group.name()));
        all(properties, "contacts:ContactSource", "Store");
        List<ImContact> members = group.members().stream()
                .flatMap(key -> at(contacts, key).stream())
                .toList();
        properties.add(new ItemProperty("distributionlist:Members", List.of(), xml -> members(xml, mailbox, members)));
        return PropertySet.of("DistributionList", properties);
    }

    private static void common(List<ItemProperty> properties) {
        all(properties, "item:Importance", "Normal");
        for (String flag : List.of("IsSubmitted", "IsDraft", "IsFromMe", "IsResend", "IsUnmodified")) {
            all(properties, "item:" + flag, "false");
        }
    }

    private static void all(List<ItemProperty> properties, String uri, String value) {
        properties.add(ItemProperty.simple(uri, value));
    }

    private static ItemProperty entry(String uri, String key, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new ItemProperty(
                uri,
                value,
                xml -> xml.open(T, name)
                        .open(T, "Entry")
                        .attribute("Key", key)
                        .text(value)
                        .close()
                        .close());
    }

    private static void members(XmlWriter xml, Mailbox mailbox, List<ImContact> members) {
        xml.open(T, "Members");
        for (ImContact member : members) {
            String id = new StoreId(Kind.CONTACT, mailbox.id(), member.id()).text();
            xml.open(T, "Member").attribute("Key", id).open(T, "Mailbox");
            xml.element(T, "Name", member.name())
                    .element(T, "EmailAddress", member.address())
                    .element(T, "RoutingType", "SIP")
                    .element(T, "MailboxType", "Contact");
            new IdView(id, ChangeKey.OF_MEMBER).write(xml, T, "ItemId");
            xml.close().close();
        }
        xml.close();
    }

    private static List<ImContact> at(Map<String, ImContact> contacts, String key) {
        ImContact contact = contacts.get(key);
        return contact == null ? List.of() : List.of(contact);
    }

    /** Bytes of the texts it is made of: nothing else of it is kept. */
    private static int size(String texts) {
        return texts.getBytes(StandardCharsets.UTF_8).length;
    }
}
