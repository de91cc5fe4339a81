package org.s2slab.rehearsal.torture;

import org.s2slab.config.UserAccount;

/**
 * An item that the torture run requested a server to create.
 *
 * @param key a word that occurs only in this item
 * @param owner the owner of the item
 * @param other the second participant: the other speaker or the attendee
 * @param id the server's id of the item; empty until the server returns one
 * @param inMailboxes whether the server confirmed the item in the Exchange calendars as well
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
        /** It was asked for, and the answer does not tell whether it is there: at most one. */
        UNANSWERED,
        /** It is there: exactly one. */
        ACKNOWLEDGED,
        /** Its removal was asked for, and the answer does not tell whether it is gone: at most one. */
        REMOVAL_UNANSWERED,
        /** It is gone, or was never made: none. */
        ABSENT
    }

    /** The same in another state. */
    LedgerEntry in(State next) {
        return new LedgerEntry(feature, key, owner, other, next, id, inMailboxes);
    }

    /** The same entry with the id that the server returned. */
    LedgerEntry identified(String told) {
        return new LedgerEntry(feature, key, owner, other, state, told, inMailboxes);
    }

    /** The same, acknowledged by the server. */
    LedgerEntry acknowledged(String told, boolean atExchange) {
        return new LedgerEntry(feature, key, owner, other, State.ACKNOWLEDGED, told, atExchange);
    }
}
