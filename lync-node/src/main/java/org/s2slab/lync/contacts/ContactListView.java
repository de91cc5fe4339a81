package org.s2slab.lync.contacts;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The current contact list as a person's client shows it.
 *
 * @param inExchange whether the list is in Exchange
 * @param cachedAsOf the time of the cached copy, or null if this is the list itself
 * @param reason why a copy is shown, or why the list can only be read, or null
 */
record ContactListView(
        ContactList list,
        boolean inExchange,
        boolean readOnly,
        @Nullable Instant cachedAsOf,
        @Nullable String reason) {
    static ContactListView inLync(ContactList list, boolean moving) {
        return new ContactListView(list, false, moving, null, moving ? "the contact list is being moved" : null);
    }

    static ContactListView inExchange(ContactList list) {
        return new ContactListView(list, true, false, null, null);
    }

    static ContactListView cached(ContactList list, Instant asOf, String reason) {
        return new ContactListView(list, true, true, asOf, reason);
    }

    /** The location of the list and the permitted operations, without contacts and groups. */
    JsonObject head() {
        JsonObject head = new JsonObject().put("contactStore", inExchange ? "exchange" : "lync");
        head.put("readOnly", readOnly).put("cached", cachedAsOf != null);
        if (cachedAsOf != null) {
            head.put("asOf", cachedAsOf.toString());
        }
        return reason == null ? head : head.put("reason", reason);
    }

    JsonObject json() {
        return head().mergeIn(ContactListJson.write(list));
    }
}
