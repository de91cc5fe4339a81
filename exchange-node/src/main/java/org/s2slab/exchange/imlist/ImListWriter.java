package org.s2slab.exchange.imlist;

import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.ids.MailboxObjectId.Kind;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes the groups and personas of responses, with their elements in the order of the schema. */
record ImListWriter(Mailbox mailbox, XmlWriter xml) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The id of the first attribution. In the lab, a persona has only one source: its contact. */
    private static final String FIRST = "0";

    private static final String MOST_RELEVANT = "2147483647";

    /** Writes the {@code ImItemList}; omits an empty part. */
    void list(ImList list) {
        xml.open(EwsNames.MESSAGES, "ImItemList");
        xml.listIfAny(T, "Groups", list.groups(), group -> group(T, group))
                .listIfAny(T, "Personas", list.contacts(), contact -> persona(T, contact))
                .close();
    }

    /** Writes an {@code ImGroup} in the namespace of its parent element. */
    void group(XmlNamespace place, ImGroup group) {
        xml.open(place, "ImGroup")
                .element(T, "DisplayName", group.name())
                .element(T, "GroupType", group.type().itemClass());
        id(T, "ExchangeStoreId", Kind.GROUP, group.id(), ChangeKeyFormat.OF_GROUP);
        xml.listIfAny(
                T,
                "MemberCorrelationKey",
                group.members(),
                member -> id(T, "ItemId", Kind.ITEM, member, ChangeKeyFormat.OF_MEMBER));
        String smtpAddress = group.smtpAddress();
        if (smtpAddress != null) {
            xml.element(T, "SmtpAddress", smtpAddress);
        }
        xml.close();
    }

    /** Writes a {@code Persona} in the namespace of its parent element. */
    void persona(XmlNamespace place, ImContact contact) {
        xml.open(place, "Persona");
        id(T, "PersonaId", Kind.PERSONA, contact.id(), contact.item().changeKey());
        xml.element(T, "PersonaType", "Person")
                .element(T, "CreationTime", contact.item().history().created().toString())
                .element(T, "DisplayName", contact.name())
                .element(T, "DisplayNameFirstLast", contact.name())
                .element(T, "DisplayNameLastFirst", contact.name());
        String telephone = contact.telephone();
        if (telephone != null) {
            xml.open(T, "PhoneNumber");
            number(telephone);
            xml.close();
        }
        xml.element(T, "ImAddress", withScheme(contact.address())).element(T, "RelevanceScore", MOST_RELEVANT);
        folder(xml.open(T, "FolderIds"));
        xml.close();
        attribution(contact);
        telUri(contact);
        xml.open(T, "ImAddresses").open(T, "StringAttributedValue");
        xml.element(T, "Value", withScheme(contact.address()));
        attributed();
        xml.close().close().close();
    }

    private void attribution(ImContact contact) {
        xml.open(T, "Attributions").open(T, "Attribution").element(T, "Id", FIRST);
        id(T, "SourceId", Kind.ITEM, contact.id(), contact.item().changeKey());
        xml.element(T, "DisplayName", DistinguishedFolder.QUICKCONTACTS.displayName())
                .element(T, "IsWritable", "false")
                .element(T, "IsQuickContact", "true")
                .element(T, "IsHidden", "false");
        folder(xml);
        xml.close().close();
    }

    /** Writes the tel: address as a business number, because it is the global form of the number. */
    private void telUri(ImContact contact) {
        Optional<String> telUri = contact.telUri();
        if (telUri.isEmpty()) {
            return;
        }
        xml.open(T, "BusinessPhoneNumbers")
                .open(T, "PhoneNumberAttributedValue")
                .open(T, "Value");
        number(telUri.get());
        xml.close();
        attributed();
        xml.close().close();
    }

    private void number(String number) {
        xml.element(T, "Number", number).element(T, "Type", "Business");
    }

    private void attributed() {
        xml.open(T, "Attributions").element(T, "Attribution", FIRST).close();
    }

    private void folder(XmlWriter parent) {
        parent.open(T, "FolderId")
                .attribute("Id", DistinguishedFolder.QUICKCONTACTS.idIn(mailbox).text())
                .attribute("ChangeKey", ChangeKeyFormat.of("ContactsFolder", mailbox.id(), 1))
                .close();
    }

    private void id(XmlNamespace place, String name, Kind kind, String key, String changeKey) {
        xml.open(place, name)
                .attribute("Id", new MailboxObjectId(kind, mailbox.id(), key).text())
                .attribute("ChangeKey", changeKey)
                .close();
    }

    private static String withScheme(String address) {
        return address.regionMatches(true, 0, "sip:", 0, 4) ? address : "sip:" + address;
    }
}
