package org.s2slab.rehearsal.torture;

import org.s2slab.config.UserAccount;

/**
 * One item that the torture run asked a server to create.
 *
 * @param key a word that occurs in the item and nowhere else
 * @param owner whose item it is
 * @param other who takes part in it: the other speaker, the attendee
 * @param id the server's id of the item, empty as long as the server has told none
 * @param inMailboxes whether the server said that the calendars in Exchange have it, too
 */
record LedgerEntry(
        TortureFeature feature,
        String key,
        UserAccount owner,
        UserAccount other,
        State state,
        String id,
        boolean inMailboxes) {
    /** What the server said of an item. */
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

    /** The same with the id that the server has told. */
    LedgerEntry identified(String told) {
        return new LedgerEntry(feature, key, owner, other, state, told, inMailboxes);
    }

    /** The same, acknowledged by the server. */
    LedgerEntry acknowledged(String told, boolean atExchange) {
        return new LedgerEntry(feature, key, owner, other, State.ACKNOWLEDGED, told, atExchange);
    }
}
