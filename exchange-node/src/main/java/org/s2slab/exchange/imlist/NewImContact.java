package org.s2slab.exchange.imlist;

import org.jspecify.annotations.Nullable;
import org.s2slab.store.NameKey;

/**
 * A contact to be added to an IM list.
 *
 * @param address the IM address, with or without {@code sip:}; generated for a telephone contact
 * @param name display name
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
        return telUri == null ? NameKey.ofSip(address.strip()) : NameKey.trimmed(telUri);
    }
}
