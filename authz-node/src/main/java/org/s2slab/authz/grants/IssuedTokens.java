package org.s2slab.authz.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;
import org.s2slab.store.GroupCommit.Write;

/**
 * The record of every token given, and in it the memory of every assertion used: one row, so that neither is there without
 * the other. A token is given only after its row is on the disk.
 */
public final class IssuedTokens {
    /** Seconds between two times at which assertions that nobody could use again are forgotten. */
    private static final long PURGE_EVERY = 60;

    /** Assertions used lately, so that repeating one costs the database nothing. It is a shortcut: the row decides. */
    private static final int RECENT = 10_000;

    private static final String INSERT = "INSERT INTO issued_tokens (issued, tenant, client, credential, resource,"
            + " token_hash, expires, trace, assertion, assertion_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final GroupCommit commits;
    private final Cache<String, Boolean> recent =
            Caffeine.newBuilder().maximumSize(RECENT).executor(Runnable::run).build();
    private final AtomicLong nextPurge = new AtomicLong();

    /**
     * A token about to be given; times in seconds since 1970.
     *
     * @param credential how {@code Credential} shows it
     * @param resource the token's audience
     * @param tokenHash by which journals speak of the token
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

    public IssuedTokens(Database database) {
        this.database = database;
        this.commits = new GroupCommit(database);
    }

    /**
     * Puts a token on record. False when its assertion was used before, at whatever node, before whatever restart; then
     * nothing is recorded. Refusal UNAVAILABLE when that cannot be told or written: then there is no token.
     */
    Future<Boolean> record(Entry entry, @Nullable AssertionUse use) {
        String identity = use == null ? null : use.identity();
        if (identity != null && recent.asMap().putIfAbsent(identity, true) != null) {
            return Future.succeededFuture(false);
        }
        return commits.write(writes(entry, use)).map(true).recover(failure -> judged(identity, failure));
    }

    private List<Write> writes(Entry entry, @Nullable AssertionUse use) {
        Tuple row = Tuple.of(entry.issued(), entry.tenant(), entry.client(), entry.credential(), entry.resource())
                .addString(entry.tokenHash())
                .addLong(entry.expires())
                .addString(entry.trace())
                .addString(use == null ? null : use.identity())
                .addLong(use == null ? null : use.until());
        List<Write> writes = new ArrayList<>();
        long purge = nextPurge.get();
        // A purge planned for later than that was planned before the clock was set back.
        boolean due = entry.issued() >= purge || purge > entry.issued() + PURGE_EVERY;
        if (due && nextPurge.compareAndSet(purge, entry.issued() + PURGE_EVERY)) {
            writes.add(new Write(
                    "UPDATE issued_tokens SET assertion = NULL, assertion_until = NULL WHERE assertion_until < ?",
                    Tuple.of(entry.issued())));
        }
        writes.add(new Write(INSERT, row));
        return writes;
    }

    /** The row was not written: because the assertion is in another one, or for any other reason. */
    private Future<Boolean> judged(@Nullable String identity, Throwable failure) {
        if (identity == null) {
            return Future.failedFuture(unavailable(failure));
        }
        return database.pool()
                .preparedQuery("SELECT COUNT(*) AS found FROM issued_tokens WHERE assertion = ?")
                .execute(Tuple.of(identity))
                .map(rows -> rows.iterator().next().getLong("found") > 0)
                .transform(found -> {
                    if (found.succeeded() && found.result()) {
                        return Future.succeededFuture(false);
                    }
                    recent.invalidate(identity);
                    return Future.failedFuture(unavailable(failure));
                });
    }

    private static Refusal unavailable(Throwable failure) {
        return new Refusal(
                RefusalCode.UNAVAILABLE, "K2", "the token could not be put on record, so it is not given: " + failure);
    }

    /** The latest tokens of a tenant, newest first. */
    public Future<List<Entry>> latest(String tenant, int most) {
        return database.pool()
                .preparedQuery("SELECT issued, tenant, client, credential, resource, token_hash, expires, trace"
                        + " FROM issued_tokens WHERE tenant = ? ORDER BY issued DESC LIMIT ?")
                .execute(Tuple.of(tenant, most))
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("issued"),
                row.getString("tenant"),
                row.getString("client"),
                row.getString("credential"),
                row.getString("resource"),
                row.getString("token_hash"),
                row.getLong("expires"),
                row.getString("trace"));
    }
}
