package org.s2slab.lync.contacts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The location of a user's contact list, and the progress of its migration.
 *
 * @param attempts the number of all migrations that began
 * @param lastAttempt when the latest migration began, or null
 * @param lastError why the latest migration failed, or which entries this migration left out; null if there was no
 *     problem
 * @param allowedSince the first sign-in since which the user's policy has allowed the migration, or null
 * @param rolledBack when the list was last rolled back, or null
 */
public record UcsState(
        String userId,
        Store store,
        int attempts,
        @Nullable Instant lastAttempt,
        @Nullable String lastError,
        @Nullable Instant allowedSince,
        @Nullable Instant rolledBack) {
    /** Time after a rollback without a new migration, even if the policy allows a migration (Invoke-CsUcsRollback). */
    static final Duration REST_AFTER_ROLLBACK = Duration.ofDays(7);

    /** The server that stores the list. */
    public enum Store {
        /** The list is in Lync. No migration has begun. */
        LYNC,
        /** The list is in Lync. A migration has begun and has not ended. */
        MIGRATING,
        /** The list is in Exchange. */
        EXCHANGE
    }

    static UcsState untouched(String userId) {
        return new UcsState(userId, Store.LYNC, 0, null, null, null, null);
    }

    public boolean inExchange() {
        return store == Store.EXCHANGE;
    }

    /** The end of the pause after a rollback, or null without a rollback. */
    @Nullable
    Instant restsUntil() {
        return rolledBack == null ? null : rolledBack.plus(REST_AFTER_ROLLBACK);
    }
}
