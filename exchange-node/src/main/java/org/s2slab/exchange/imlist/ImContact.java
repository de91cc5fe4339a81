package org.s2slab.exchange.imlist;

import org.jspecify.annotations.Nullable;

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
        long change) {}
