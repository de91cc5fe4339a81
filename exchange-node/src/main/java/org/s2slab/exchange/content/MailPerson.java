package org.s2slab.exchange.content;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.xml.XmlElement;

/** A person in a property of an item, such as {@code From}: the values of the element {@code Mailbox}. */
public record MailPerson(String name, String address) {
    public static MailPerson of(Mailbox mailbox) {
        return new MailPerson(mailbox.name(), mailbox.primaryAddress());
    }

    /** The people in some properties. */
    public static List<MailPerson> in(ItemContent content, String... properties) {
        return Stream.of(properties)
                .flatMap(property -> content.property(property).stream())
                .flatMap(XmlElement::tree)
                .filter(below -> below.name().equals("Mailbox"))
                .map(MailPerson::read)
                .toList();
    }

    /** Names and addresses of all recipients and attendees of an item, one per line. */
    public static String recipients(ItemContent content) {
        return in(
                        content,
                        "ToRecipients",
                        "CcRecipients",
                        "BccRecipients",
                        "RequiredAttendees",
                        "OptionalAttendees",
                        "Resources")
                .stream()
                .map(MailPerson::nameWithAddress)
                .collect(Collectors.joining("\n"));
    }

    /** Reads the person from an element {@code Mailbox}. */
    public static MailPerson read(XmlElement mailbox) {
        return new MailPerson(
                mailbox.childText("Name").orElse(""),
                mailbox.childText("EmailAddress").orElse("").strip());
    }

    /** The name, or the address if there is no name. */
    public String shownName() {
        return name.isBlank() ? address : name;
    }

    /** The name followed by the address, or only the address if they do not differ. */
    String nameWithAddress() {
        return name.isEmpty() || name.equalsIgnoreCase(address) ? address : name + " <" + address + ">";
    }

    /** This person as an element {@code Mailbox}. */
    public XmlElement element() {
        return t("Mailbox", t("Name", name), t("EmailAddress", address), t("RoutingType", "SMTP"));
    }

    /** A property that contains only this person. */
    public XmlElement as(String property) {
        return t(property, element());
    }
}
