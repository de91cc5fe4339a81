package org.s2slab.exchange.imlist;

import org.jspecify.annotations.Nullable;

/**
 * A contact of an IM list; as an item it lies in the folder that people see as "Lync Contacts".
 *
 * @param address the IM address as it was given, {@code sip:} included where it was
 * @param name display name
 * @param telUri the {@code tel:} address of a telephone contact, or null
 * @param telephone its number as people write it, or null
 * @param created seconds since 1970
 * @param change rises with every change
 */
public record ImContact(
        String id,
        String address,
        String name,
        @Nullable String telUri,
        @Nullable String telephone,
        long created,
        long change) {}
