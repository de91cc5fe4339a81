package org.s2slab.exchange.imlist;

import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.NameKey;

/**
 * A contact to add to an IM list.
 *
 * @param address the IM address, with or without {@code sip:}; generated for a telephone contact
 * @param name the display name
 * @param telUri the {@code tel:} address, or null
 * @param telephone the number in display form, or null
 */
public record NewImContact(
        String address,
        String name,
        @Nullable String telUri,
        @Nullable String telephone) {
    /**
     * The identity of a contact: the {@code tel:} address of a telephone contact, otherwise the IM address. A user and
     * the user's telephone number are two contacts.
     */
    String key() {
        return key(address, telUri);
    }

    static String key(String address, @Nullable String telUri) {
        return telUri == null ? NameKey.ofSip(address.strip()) : NameKey.trimmed(telUri);
    }

    /** The item to store. In the lab, the IM address is also a mail address of the person. */
    ItemContent content() {
        ItemContent content = ItemContent.empty(ItemKind.CONTACT)
                .withSubject(name)
                .with("contacts:DisplayName", name)
                .with(ImContact.ADDRESS, address);
        if (telephone != null) {
            content = content.with(ImContact.PHONE, telephone);
        }
        return telUri == null
                ? content.with("contacts:EmailAddress/EmailAddress1", NameKey.withoutSip(address.strip()))
                : content.with(ImContact.TEL_URI, telUri);
    }
}
