package org.s2slab.lync.contacts;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * The current contact list as a person's client shows it.
 *
 * @param traits the properties that are either true or false
 * @param cachedAsOf the time of the cached copy, or null if this is the list itself
 * @param reason why a copy is shown, or why the list can only be read, or null
 */
record ContactListView(
        ContactList list,
        Switches<ListLocation> traits,
        @Nullable Instant cachedAsOf,
        @Nullable String reason) {
    /** A property of a list that is either true or false. */
    enum ListLocation {
        /** The list is in Exchange. */
        IN_EXCHANGE,

        READ_ONLY
    }

    static ContactListView inLync(ContactList list, boolean moving) {
        return new ContactListView(
                list,
                Switches.<ListLocation>of().with(ListLocation.READ_ONLY, moving),
                null,
                moving ? "the contact list is being moved" : null);
    }

    static ContactListView inExchange(ContactList list) {
        return new ContactListView(list, Switches.of(ListLocation.IN_EXCHANGE), null, null);
    }

    static ContactListView cached(ContactList list, Instant asOf, String reason) {
        return new ContactListView(list, Switches.of(ListLocation.IN_EXCHANGE, ListLocation.READ_ONLY), asOf, reason);
    }

    /** The location of the list and the permitted operations, without contacts and groups. */
    JsonObject head() {
        JsonObject head = new JsonObject().put("contactStore", inExchange() ? "exchange" : "lync");
        head.put("readOnly", readOnly()).put("cached", cachedAsOf != null);
        if (cachedAsOf != null) {
            head.put("asOf", cachedAsOf.toString());
        }
        return reason == null ? head : head.put("reason", reason);
    }

    JsonObject json() {
        return head().mergeIn(ContactListJson.write(list));
    }

    boolean inExchange() {
        return traits.has(ListLocation.IN_EXCHANGE);
    }

    boolean readOnly() {
        return traits.has(ListLocation.READ_ONLY);
    }
}
