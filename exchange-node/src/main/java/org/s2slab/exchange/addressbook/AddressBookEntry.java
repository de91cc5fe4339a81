package org.s2slab.exchange.addressbook;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.ExchangeSqlDialect;
import org.s2slab.store.NameKey;
import org.s2slab.store.ResultRow;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * An entry of the address book or of a user's contacts.
 *
 * @param type the {@code MailboxType} in responses
 * @param addresses the SMTP addresses, primary first
 * @param sip the address for instant messages, or null
 * @param item the id of the contact item, or null for an entry of the directory
 */
public record AddressBookEntry(
        String name,
        String type,
        List<String> addresses,
        @Nullable String sip,
        @Nullable String item) implements Comparable<AddressBookEntry> {
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final Comparator<AddressBookEntry> BY_NAME = Comparator.comparing(
                    (AddressBookEntry entry) -> entry.name().toLowerCase(Locale.ROOT))
            .thenComparing(AddressBookEntry::address);

    public AddressBookEntry {
        addresses = List.copyOf(addresses);
    }

    /** The entry of a user or a room. */
    public static AddressBookEntry of(Mailbox mailbox) {
        List<String> addresses = mailbox.addresses().isEmpty() ? List.of(mailbox.upn()) : mailbox.addresses();
        return new AddressBookEntry(mailbox.name(), "Mailbox", addresses, mailbox.sip(), null);
    }

    /** The entry of a distribution group. */
    public static AddressBookEntry of(DistributionGroup group) {
        return new AddressBookEntry(group.name(), "PublicDL", List.of(group.address()), null, null);
    }

    /** The columns of a contact item for {@link #of(Mailbox, ResultRow)}. A missing value is null. */
    public static final String CONTACT = "id, COALESCE(" + ExchangeSqlDialect.property("contacts:DisplayName")
            + ", subject) AS name, " + ExchangeSqlDialect.property("contacts:ImAddress/ImAddress1") + " AS sip, "
            + IntStream.rangeClosed(1, 3)
                    .mapToObj(i ->
                            ExchangeSqlDialect.property("contacts:EmailAddress/EmailAddress" + i) + " AS address" + i)
                    .collect(Collectors.joining(", "));

    /** A contact in a mailbox, possibly without addresses. */
    public static AddressBookEntry of(Mailbox owner, ResultRow contact) {
        String sip = contact.optionalText("sip");
        return new AddressBookEntry(
                contact.text("name"),
                "Contact",
                Stream.of("address1", "address2", "address3")
                        .flatMap(column -> Stream.ofNullable(contact.optionalText(column)))
                        .filter(address -> !address.isBlank())
                        .toList(),
                sip == null ? null : NameKey.withoutSip(sip),
                new MailboxObjectId(MailboxObjectId.Kind.ITEM, owner.id(), contact.text("id")).text());
    }

    /** A member of a contact group, with the data in the group. */
    public static AddressBookEntry ofMember(XmlElement mailbox) {
        String address = mailbox.childText("EmailAddress").orElse("");
        return new AddressBookEntry(
                mailbox.childText("Name").orElse(address),
                mailbox.childText("MailboxType").orElse("OneOff"),
                List.of(address),
                null,
                null);
    }

    String address() {
        return addresses.get(0);
    }

    @Override
    public int compareTo(AddressBookEntry other) {
        return BY_NAME.compare(this, other);
    }

    /** Writes {@code t:Mailbox}, or another element of the type EmailAddressType. */
    public void mailbox(XmlWriter xml, String element) {
        xml.open(T, element)
                .element(T, "Name", name)
                .element(T, "EmailAddress", address())
                .element(T, "RoutingType", "SMTP")
                .element(T, "MailboxType", type);
        itemId(xml);
        xml.close();
    }

    /** Writes {@code t:Contact}. The shape {@code IdOnly} contains only the id. */
    public void contact(XmlWriter xml, boolean idOnly) {
        xml.open(T, "Contact");
        itemId(xml);
        if (!idOnly) {
            details(xml);
        }
        xml.close();
    }

    private void details(XmlWriter xml) {
        xml.element(T, "DisplayName", name).open(T, "EmailAddresses");
        for (int i = 0; i < Math.min(3, addresses.size()); i++) {
            String scheme = i == 0 ? "SMTP:" : "smtp:";
            entry(xml, "EmailAddress" + (i + 1), item == null ? scheme + addresses.get(i) : addresses.get(i));
        }
        xml.close().element(T, "ContactSource", item == null ? "ActiveDirectory" : "Store");
        if (sip != null) {
            xml.open(T, "ImAddresses");
            entry(xml, "ImAddress1", "sip:" + sip);
            xml.close();
        }
    }

    private static void entry(XmlWriter xml, String key, String value) {
        xml.open(T, "Entry").attribute("Key", key).text(value).close();
    }

    private void itemId(XmlWriter xml) {
        if (item != null) {
            xml.open(T, "ItemId")
                    .attribute("Id", item)
                    .attribute("ChangeKey", ChangeKeyFormat.OF_MEMBER)
                    .close();
        }
    }
}
