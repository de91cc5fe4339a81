package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.mailbox.StoreId.Kind;
import org.s2slab.xml.XmlElement;

/** The contacts and groups of an IM list as items: what clients see who know nothing of instant messaging. */
final class ImListItemView {
    /** The values that all entries of the IM list have. */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("item:Sensitivity", "Normal"),
            Map.entry("item:Importance", "Normal"),
            Map.entry("item:IsSubmitted", "false"),
            Map.entry("item:IsDraft", "false"),
            Map.entry("item:IsFromMe", "false"),
            Map.entry("item:IsResend", "false"),
            Map.entry("item:IsUnmodified", "false"),
            Map.entry("item:HasAttachments", "false"),
            Map.entry("item:Culture", "en-US"),
            Map.entry("item:IsAssociated", "false"),
            Map.entry("contacts:ContactSource", "Store"));

    private ImListItemView() {}

    /** A contact, in the folder that people see as "Lync Contacts". */
    static PropertySet contact(Mailbox mailbox, ImContact contact) {
        IdView id = new IdView(
                new StoreId(Kind.CONTACT, mailbox.id(), contact.id()).text(),
                ChangeKey.of("Contact", mailbox.id(), contact.change()));
        List<ItemProperty> properties = common(mailbox, DistinguishedFolder.QUICKCONTACTS, id, contact.name());
        String created = Instant.ofEpochSecond(contact.created()).toString();
        simple(properties, "item:ItemClass", "IPM.Contact");
        simple(properties, "item:Size", Integer.toString(size(contact.name() + contact.address())));
        for (String time : List.of("item:DateTimeReceived", "item:DateTimeSent", "item:DateTimeCreated")) {
            simple(properties, time, created);
        }
        properties.add(
                ItemProperty.of("contacts:CompleteName", null, t("CompleteName", t("FullName", contact.name()))));
        String telephone = contact.telephone();
        if (telephone != null) {
            properties.add(entry("contacts:PhoneNumbers", "BusinessPhone", telephone));
            properties.add(ItemProperty.hidden("contacts:PhoneNumber/BusinessPhone", telephone));
        }
        properties.add(entry("contacts:ImAddresses", "ImAddress1", contact.address()));
        properties.add(ItemProperty.hidden("contacts:ImAddress/ImAddress1", contact.address()));
        simple(properties, "contacts:HasPicture", "false");
        return PropertySet.of("Contact", properties);
    }

    /** A group with the contacts in it, in the hidden folder beside. */
    static PropertySet group(Mailbox mailbox, ImGroup group, List<ImContact> contacts) {
        IdView id = new IdView(new StoreId(Kind.GROUP, mailbox.id(), group.id()).text(), ChangeKey.OF_GROUP);
        List<ItemProperty> properties = common(mailbox, DistinguishedFolder.IMCONTACTLIST, id, group.name());
        simple(properties, "item:ItemClass", group.type().itemClass());
        simple(properties, "item:Size", Integer.toString(size(group.name())));
        List<XmlElement> members = group.members().stream()
                .flatMap(key -> contacts.stream().filter(contact -> contact.id().equals(key)))
                .map(contact -> member(mailbox, contact))
                .toList();
        properties.add(ItemProperty.of("distributionlist:Members", null, t("Members", members)));
        return PropertySet.of("DistributionList", properties);
    }

    private static List<ItemProperty> common(Mailbox mailbox, DistinguishedFolder folder, IdView id, String name) {
        List<ItemProperty> properties = new ArrayList<>();
        properties.add(ItemProperty.id("item:ItemId", id));
        properties.add(ItemProperty.id("item:ParentFolderId", IdView.of(mailbox, MailFolder.of(folder))));
        properties.add(ItemProperty.rights("item:EffectiveRights", false));
        COMMON.forEach((uri, value) -> simple(properties, uri, value));
        for (String named : List.of("item:Subject", "contacts:DisplayName", "contacts:FileAs")) {
            simple(properties, named, name);
        }
        return properties;
    }

    private static void simple(List<ItemProperty> properties, String uri, String value) {
        properties.add(ItemProperty.simple(uri, value));
    }

    private static ItemProperty entry(String uri, String key, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return ItemProperty.of(uri, value, t(name, t("Entry", value).with("Key", key)));
    }

    private static XmlElement member(Mailbox mailbox, ImContact member) {
        String id = new StoreId(Kind.CONTACT, mailbox.id(), member.id()).text();
        return t(
                        "Member",
                        t(
                                "Mailbox",
                                t("Name", member.name()),
                                t("EmailAddress", member.address()),
                                t("RoutingType", "SIP"),
                                t("MailboxType", "Contact"),
                                new IdView(id, ChangeKey.OF_MEMBER).element("ItemId")))
                .with("Key", id);
    }

    /** Bytes of the texts it is made of: nothing else of it is kept. */
    private static int size(String texts) {
        return texts.getBytes(StandardCharsets.UTF_8).length;
    }
}
