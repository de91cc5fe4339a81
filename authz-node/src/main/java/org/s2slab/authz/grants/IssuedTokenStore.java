package org.s2slab.authz.grants;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/**
 * Stores one row for every issued token. The row also contains the used assertion, so that both are stored together. A
 * token is sent only after its row is on the disk.
 *
 * <p>Replay keys are cached in memory, and looked up there. If instances share the database, a unique index decides
 * between them. Otherwise only one instance of this class uses the database, in the process that owns it.
 */
public final class IssuedTokenStore {
    private static final String INSERT = "INSERT INTO issued_tokens (issued, tenant, client, credential, resource,"
            + " token_hash, expires, trace, assertion, assertion_until, shared) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (assertion) WHERE shared = 1 DO NOTHING";

    /**
     * How long a record is retained after its token expired: 30 days, like the sign-in logs of Microsoft Entra ID. By
     * then its assertion has expired, too ({@code assertion_until}), unless the clock is set back by more than this.
     */
    static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final AssertionReplayCache used = new AssertionReplayCache();
    private Future<Void> read = Future.succeededFuture();

    /**
     * A token that is about to be issued; times in seconds since 1970.
     *
     * @param credential the credential in the form of {@code Credential.shown}
     * @param resource the token's audience
     * @param tokenHash the token's hash in journals
     */
    public record Entry(
            long issued,
            String tenant,
            String client,
            String credential,
            String resource,
            String tokenHash,
            long expires,
            String trace) {}

    public IssuedTokenStore(Database database) {
        this.database = database;
    }

    /** Reads the used assertions that have not expired at {@code now}. */
    public Future<Void> open(Instant now) {
        return readAt(now.getEpochSecond());
    }

    /** Reads the used assertions at the start, and after the clock was set back; otherwise completes at once. */
    private Future<Void> readAt(long now) {
        if (!used.isCompleteAt(now)) {
            used.completeAt(now);
            read = database.read(rx -> {
                        rx.forEach(
                                "SELECT assertion, assertion_until FROM issued_tokens"
                                        + " WHERE assertion_until >= ? ORDER BY assertion_until DESC",
                                row -> used.use(row.text("assertion"), row.integer("assertion_until"), now),
                                now);
                        return true;
                    })
                    .onFailure(failure -> used.completeAt(Long.MAX_VALUE))
                    .mapEmpty();
        }
        return read;
    }

    /**
     * Records a token. Returns false, and records nothing, if its assertion was used before, on any node and before any
     * restart. Refusal UNAVAILABLE if the database cannot be read or written: then no token is issued.
     */
    Future<Boolean> record(Entry entry, @Nullable AssertionReplayKey use) {
        if (use == null) {
            return write(entry, null, null);
        }
        String identity = use.identity();
        return readAt(entry.issued())
                .recover(failure -> Future.failedFuture(unavailable(failure)))
                .compose(read -> used.use(identity, use.until(), entry.issued())
                        ? write(entry, identity, use.until()).onComplete(written -> {
                            if (written.failed() || !written.result()) {
                                used.takeBack(identity);
                            }
                        })
                        : Future.succeededFuture(false));
    }

    /** Records a token that no assertion obtained. Refusal UNAVAILABLE if the database cannot be written. */
    public Future<Void> record(Entry entry) {
        return write(entry, null, null).mapEmpty();
    }

    private Future<Boolean> write(Entry entry, @Nullable String identity, @Nullable Long until) {
        return database.write(tx -> insert(tx, entry, identity, until)
                        || (isFreed(tx, identity, entry.issued()) && insert(tx, entry, identity, until)))
                .recover(failure -> Future.failedFuture(unavailable(failure)));
    }

    /** Clears an expired use of an assertion, so that its identity can be used again. */
    private static boolean isFreed(WriteTransaction tx, @Nullable String identity, long now) {
        return tx.execute(
                        "UPDATE issued_tokens SET assertion = NULL, assertion_until = NULL"
                                + " WHERE assertion = ? AND assertion_until < ? AND shared = 1",
                        identity,
                        now)
                == 1;
    }

    /** Inserts the row; returns false if another instance has used the assertion. */
    private boolean insert(WriteTransaction tx, Entry entry, @Nullable String identity, @Nullable Long until) {
        return tx.execute(
                        INSERT,
                        entry.issued(),
                        entry.tenant(),
                        entry.client(),
                        entry.credential(),
                        entry.resource(),
                        entry.tokenHash(),
                        entry.expires(),
                        entry.trace(),
                        identity,
                        until,
                        database.isShared() ? 1 : 0)
                == 1;
    }

    private static Refusal unavailable(Throwable failure) {
        return new Refusal(
                        RefusalCode.UNAVAILABLE,
                        "K2",
                        "the token could not be put on record, so it is not given: " + failure)
                .because(failure);
    }

    /** The latest tokens of a tenant, newest first. */
    public Future<List<Entry>> latest(String tenant, int most) {
        return database.read(rx -> rx.list(
                "SELECT issued, tenant, client, credential, resource, token_hash, expires, trace"
                        + " FROM issued_tokens WHERE tenant = ? ORDER BY issued DESC LIMIT ?",
                IssuedTokenStore::entry,
                tenant,
                most));
    }

    /** Purges the records of tokens that expired {@link #KEPT} ago, if their assertions have expired, too. */
    public Future<Void> purge(Instant now) {
        long before = now.minus(KEPT).getEpochSecond();
        return database.change(tx -> tx.execute(
                "DELETE FROM issued_tokens WHERE issued < ? AND expires < ?"
                        + " AND (assertion_until IS NULL OR assertion_until < ?)",
                before,
                before,
                before));
    }

    private static Entry entry(ResultRow row) {
        return new Entry(
                row.integer("issued"),
                row.text("tenant"),
                row.text("client"),
                row.text("credential"),
                row.text("resource"),
                row.text("token_hash"),
                row.integer("expires"),
                row.text("trace"));
    }
}
