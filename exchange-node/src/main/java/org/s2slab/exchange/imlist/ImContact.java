package org.s2slab.exchange.imlist;

import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.xml.XmlElement;

/**
 * A contact of an IM list. As an item it is in the folder "Lync Contacts" of its owner.
 *
 * @param address the IM address as received, with or without {@code sip:}
 * @param name display name
 * @param telUri the {@code tel:} address of a telephone contact, or null
 * @param telephone its number in display form, or null
 * @param created seconds since 1970
 * @param change increases with every change
 */
public record ImContact(
        String id,
        String address,
        String name,
        @Nullable String telUri,
        @Nullable String telephone,
        long created,
        long change) {
    /** The same with what a contact of the mailbox knows of this person; what that does not know stays. */
    ImContact knownAs(Item contact) {
        ItemContent content = contact.content();
        String phone = content.property("PhoneNumbers").stream()
                .flatMap(numbers -> numbers.children().stream())
                .map(XmlElement::text)
                .filter(number -> !number.isBlank())
                .findFirst()
                .orElse(null);
        return new ImContact(
                id,
                address,
                content.propertyText("DisplayName")
                        .filter(text -> !text.isBlank())
                        .orElse(name),
                telUri,
                telephone == null ? phone : telephone,
                created,
                Math.max(change, contact.change()));
    }
}
