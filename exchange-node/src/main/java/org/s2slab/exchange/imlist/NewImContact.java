package org.s2slab.exchange.imlist;

import org.jspecify.annotations.Nullable;
import org.s2slab.store.NameKey;

/**
 * A contact to be added to an IM list.
 *
 * @param address the IM address, with or without {@code sip:}; for a telephone contact the one made for it
 * @param name display name
 * @param telUri the {@code tel:} address, or null
 * @param telephone the number as people write it, or null
 */
public record NewImContact(
        String address,
        String name,
        @Nullable String telUri,
        @Nullable String telephone) {
    /**
     * What makes a contact the same contact: the {@code tel:} address of a telephone contact, else the IM address.
     * A person and their telephone number are two contacts.
     */
    String key() {
        return telUri == null ? NameKey.ofSip(address.strip()) : NameKey.trimmed(telUri);
    }
}
