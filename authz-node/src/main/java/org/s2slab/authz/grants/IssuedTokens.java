package org.s2slab.authz.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** Assertions used lately, so that repeating one costs the database nothing. It is a shortcut: the row decides. */
    private static final int RECENT = 1_000;

    private static final String INSERT = "INSERT INTO issued_tokens (issued, tenant, client, credential, resource,"
            + " token_hash, expires, trace, assertion, assertion_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final GroupCommit commits;
    private final Cache<String, Long> recent =
            Caffeine.newBuilder().maximumSize(RECENT).executor(Runnable::run).build();
    private Map<String, Long> byName = Map.of();

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

    /** Reads what was remembered by a name before it was by a hash, as far as it could be used again at {@code now}. */
    public Future<Void> open(Instant now) {
        return database.pool()
                .preparedQuery("SELECT name, until FROM assertions_by_name WHERE until >= ?")
                .execute(Tuple.of(now.getEpochSecond()))
                .onSuccess(rows -> {
                    Map<String, Long> found = new HashMap<>();
                    rows.forEach(row -> found.put(AssertionUse.identity(row.getString("name")), row.getLong("until")));
                    byName = Map.copyOf(found);
                })
                .mapEmpty();
    }

    /**
     * Puts a token on record. False when its assertion was used before, at whatever node, before whatever restart; then
     * nothing is recorded. Refusal UNAVAILABLE when that cannot be told or written: then there is no token.
     */
    Future<Boolean> record(Entry entry, @Nullable AssertionUse use) {
        if (use == null) {
            return commits.write(List.of(insert(entry, null, null)))
                    .map(true)
                    .recover(failure -> Future.failedFuture(unavailable(failure)));
        }
        String identity = use.identity();
        if (isOver(recent.getIfPresent(identity), entry) && isOver(byName.get(identity), entry)) {
            recent.put(identity, use.until());
            return record(entry, identity, use.until());
        }
        return Future.succeededFuture(false);
    }

    private Future<Boolean> record(Entry entry, String identity, long until) {
        return commits.write(List.of(insert(entry, identity, until)))
                .map(true)
                .recover(failure -> known(identity).compose(before -> {
                    if (before == null) {
                        recent.invalidate(identity);
                        return Future.failedFuture(unavailable(failure));
                    }
                    if (isOver(before, entry)) {
                        return letGo(identity, before).compose(gone -> record(entry, identity, until));
                    }
                    recent.put(identity, before);
                    return Future.succeededFuture(false);
                }));
    }

    /** Whether an assertion that could be used until then, if any, cannot be now. */
    private static boolean isOver(@Nullable Long until, Entry entry) {
        return until == null || until < entry.issued();
    }

    private static Write insert(Entry entry, @Nullable String identity, @Nullable Long until) {
        return new Write(
                INSERT,
                Tuple.of(entry.issued(), entry.tenant(), entry.client(), entry.credential(), entry.resource())
                        .addString(entry.tokenHash())
                        .addLong(entry.expires())
                        .addString(entry.trace())
                        .addString(identity)
                        .addLong(until));
    }

    /** Until when the assertion with a row could be used; null where none has one, so that it was not that. */
    private Future<@Nullable Long> known(String identity) {
        return database.pool()
                .preparedQuery("SELECT assertion_until FROM issued_tokens WHERE assertion = ?")
                .execute(Tuple.of(identity))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong("assertion_until"))
                .recover(failure -> Future.failedFuture(unavailable(failure)));
    }

    /** Lets the row of an assertion be without it, so that its identity is free; another instance may have done it. */
    private Future<?> letGo(String identity, long until) {
        return database.pool()
                .preparedQuery("UPDATE issued_tokens SET assertion = NULL, assertion_until = NULL"
                        + " WHERE assertion = ? AND assertion_until = ?")
                .execute(Tuple.of(identity, until))
                .recover(failure -> Future.failedFuture(unavailable(failure)));
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
