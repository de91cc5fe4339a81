package org.s2slab.drill.torture;

import org.s2slab.config.UserAccount;

/**
 * An item that the torture run requested a server to create.
 *
 * @param key a word that occurs only in this item
 * @param owner the owner of the item
 * @param other the second participant: the other speaker or the attendee
 * @param id the server's id of the item; empty until the server returns the id
 * @param inMailboxes whether the server confirmed the item also in the Exchange calendars
 */
record LedgerEntry(
        TortureFeature feature,
        String key,
        UserAccount owner,
        UserAccount other,
        State state,
        String id,
        boolean inMailboxes) {
    /** The state of an item according to the server's responses. */
    enum State {
        /**
         * The item was requested, but no response says whether the item exists. The item may exist once, but not twice.
         */
        UNANSWERED,
        /** The item exists exactly once. */
        ACKNOWLEDGED,
        /**
         * The removal of the item was requested, but no response says whether the item was removed. The item may exist
         * once, but not twice.
         */
        REMOVAL_UNANSWERED,
        /** The item was removed or never created: it must not exist. */
        ABSENT
    }

    /** A copy in another state. */
    LedgerEntry in(State next) {
        return new LedgerEntry(feature, key, owner, other, next, id, inMailboxes);
    }

    /** A copy with the id that the server returned. */
    LedgerEntry identified(String told) {
        return new LedgerEntry(feature, key, owner, other, state, told, inMailboxes);
    }

    /** A copy that the server has acknowledged. */
    LedgerEntry acknowledged(String told, boolean atExchange) {
        return new LedgerEntry(feature, key, owner, other, State.ACKNOWLEDGED, told, atExchange);
    }
}
