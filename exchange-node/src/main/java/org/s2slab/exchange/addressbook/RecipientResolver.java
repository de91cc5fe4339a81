package org.s2slab.exchange.addressbook;

import static org.s2slab.ews.EwsNames.t;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * Resolves recipients by the address book: an address, an alias or a display name becomes the entry's name, primary
 * address and type. An unknown SMTP address gets the type OneOff ([MS-OXWSCDATA] MailboxTypeType).
 */
public record RecipientResolver(AddressBook book) {
    private static final List<String> LISTS = List.of(
            "ToRecipients",
            "CcRecipients",
            "BccRecipients",
            "ReplyTo",
            "RequiredAttendees",
            "OptionalAttendees",
            "Resources");

    private static final List<String> PEOPLE =
            Stream.concat(LISTS.stream(), Stream.of("From", "Sender")).toList();

    private static final Set<String> KNOWN = Set.of("Name", "EmailAddress", "RoutingType", "MailboxType");

    /**
     * The item with resolved people. Does not change an unchanged property, nor a From or Sender with a MailboxType.
     */
    public ItemContent resolved(ItemContent item, ItemContent before) {
        ItemContent resolved = item;
        for (String list : PEOPLE) {
            Optional<XmlElement> given = item.property(list)
                    .filter(people ->
                            LISTS.contains(list) || people.find("MailboxType").isEmpty());
            if (given.isPresent() && !given.equals(before.property(list))) {
                resolved = resolved.with(within(given.get()));
            }
        }
        return resolved;
    }

    private XmlElement within(XmlElement people) {
        return people.name().equals("Mailbox")
                ? person(people)
                : people.children().isEmpty()
                        ? people
                        : t(
                                people.name(),
                                people.children().stream().map(this::within).toList());
    }

    private XmlElement person(XmlElement given) {
        String name = given.childText("Name").orElse("").strip();
        String address = given.childText("EmailAddress").orElse("").strip();
        String text = address.isEmpty() ? name : address;
        return book.entry(text)
                .map(entry -> mailbox(given, entry.name(), entry.address(), entry.type()))
                .orElseGet(() ->
                        isSmtp(given) ? mailbox(given, name.isEmpty() ? address : name, address, "OneOff") : given);
    }

    /**
     * Requires that all recipients of an item have an address.
     *
     * @throws EwsError ErrorInvalidRecipients
     */
    public static void requireAddresses(ItemContent item) {
        LISTS.stream()
                .flatMap(list -> item.property(list).stream())
                .flatMap(XmlElement::tree)
                .filter(element -> element.name().equals("Mailbox") && !isSmtp(element))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new EwsError(
                            ResponseCode.ErrorInvalidRecipients,
                            "'"
                                    + unknown.childText("Name")
                                            .or(() -> unknown.childText("EmailAddress"))
                                            .orElse("") + "' is neither an address nor a name in the address book.");
                });
    }

    private static boolean isSmtp(XmlElement mailbox) {
        String type = mailbox.childText("RoutingType").orElse("SMTP");
        return type.equalsIgnoreCase("SMTP")
                && mailbox.childText("EmailAddress").orElse("").strip().indexOf('@') > 0;
    }

    private static XmlElement mailbox(XmlElement given, String name, String address, String type) {
        List<XmlElement> parts = new ArrayList<>(
                List.of(t("Name", name), t("EmailAddress", address), t("RoutingType", "SMTP"), t("MailboxType", type)));
        given.children().stream().filter(part -> !KNOWN.contains(part.name())).forEach(parts::add);
        return t("Mailbox", parts);
    }
}
