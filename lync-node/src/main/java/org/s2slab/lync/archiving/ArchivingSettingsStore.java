package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.policy.PolicyRepository;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;
import org.s2slab.store.SnapshotTable;

/** Stores the administrators' archiving settings in the database, with a snapshot in memory for decisions. */
public final class ArchivingSettingsStore implements PolicyRepository<ArchivingPolicy> {
    private static final String GLOBAL = "global";

    private final Database database;
    private final SnapshotTable<Snapshot> snapshot;

    /** All settings at one moment; policies by lower-case name, grants and users' settings by user id. */
    private record Snapshot(
            ArchivingConfiguration configuration,
            Map<String, ArchivingPolicy> policies,
            Map<String, String> grants,
            Map<String, ExchangeArchivingPolicy> users) {}

    public ArchivingSettingsStore(Database database) {
        this.database = database;
        this.snapshot = new SnapshotTable<>(database, null, this::read);
    }

    /** Reads all settings; called before any other method. */
    public Future<Void> load() {
        return snapshot.load();
    }

    private Future<Snapshot> read() {
        return database.transaction(connection -> configuration(connection)
                .compose(configuration -> policies(connection)
                        .compose(policies -> texts(connection, "SELECT user_id, policy_key FROM archiving_grants")
                                .compose(grants -> texts(
                                                connection, "SELECT user_id, exchange_policy FROM archiving_users")
                                        .map(users ->
                                                new Snapshot(configuration, policies, grants, exchange(users)))))));
    }

    private static Future<ArchivingConfiguration> configuration(SqlConnection connection) {
        return Rows.query(
                        connection,
                        "SELECT enable_archiving, enable_exchange_archiving, block_on_failure, archive_duplicates,"
                                + " cache_purging_hours, enable_purging, purge_exported_only, keep_days, purge_hour"
                                + " FROM archiving_configuration")
                .map(rows -> read(rows.iterator().next()));
    }

    private static ArchivingConfiguration read(Row row) {
        return new ArchivingConfiguration(
                EnableArchiving.of(row.getString("enable_archiving")),
                row.getLong("enable_exchange_archiving") != 0,
                row.getLong("block_on_failure") != 0,
                row.getLong("archive_duplicates") != 0,
                row.getInteger("cache_purging_hours"),
                row.getLong("enable_purging") != 0,
                row.getLong("purge_exported_only") != 0,
                row.getInteger("keep_days"),
                row.getInteger("purge_hour"));
    }

    private static Future<Map<String, ArchivingPolicy>> policies(SqlConnection connection) {
        return Rows.query(
                        connection,
                        "SELECT policy_key, name, archive_internal, archive_external FROM archiving_policies"
                                + " ORDER BY CASE policy_key WHEN 'global' THEN 0 ELSE 1 END, policy_key")
                .map(rows -> {
                    Map<String, ArchivingPolicy> policies = new LinkedHashMap<>();
                    rows.forEach(row -> policies.put(
                            row.getString("policy_key"),
                            new ArchivingPolicy(
                                    row.getString("name"),
                                    row.getLong("archive_internal") != 0,
                                    row.getLong("archive_external") != 0)));
                    return policies;
                });
    }

    private static Future<Map<String, String>> texts(SqlConnection connection, String sql) {
        return Rows.query(connection, sql).map(rows -> {
            Map<String, String> texts = new HashMap<>();
            rows.forEach(row -> texts.put(row.getString(0), row.getString(1)));
            return texts;
        });
    }

    private static Map<String, ExchangeArchivingPolicy> exchange(Map<String, String> words) {
        Map<String, ExchangeArchivingPolicy> users = new HashMap<>();
        words.forEach((user, word) -> users.put(user, ExchangeArchivingPolicy.of(word)));
        return users;
    }

    public ArchivingConfiguration configuration() {
        return snapshot.current().configuration();
    }

    @Override
    public Future<List<ArchivingPolicy>> all() {
        return Future.succeededFuture(List.copyOf(snapshot.current().policies().values()));
    }

    @Override
    public Future<Optional<ArchivingPolicy>> named(String name) {
        return Future.succeededFuture(
                Optional.ofNullable(snapshot.current().policies().get(NameKey.of(name))));
    }

    /** A user's effective policy: the granted one, else the global one. */
    public ArchivingPolicy policyOf(String userId) {
        Snapshot now = snapshot.current();
        ArchivingPolicy granted = now.policies().get(now.grants().getOrDefault(userId, GLOBAL));
        return granted == null ? now.policies().values().iterator().next() : granted;
    }

    /** The user's ExchangeArchivingPolicy. */
    public ExchangeArchivingPolicy exchangePolicyOf(String userId) {
        return snapshot.current().users().getOrDefault(userId, ExchangeArchivingPolicy.UNINITIALIZED);
    }

    public Future<Void> put(ArchivingConfiguration now) {
        return snapshot.change(
                "UPDATE archiving_configuration SET enable_archiving = ?, enable_exchange_archiving = ?,"
                        + " block_on_failure = ?, archive_duplicates = ?, cache_purging_hours = ?, enable_purging = ?,"
                        + " purge_exported_only = ?, keep_days = ?, purge_hour = ?",
                now.enableArchiving().word(),
                bit(now.exchange()),
                bit(now.blockOnFailure()),
                bit(now.duplicates()),
                now.cachePurgingHours(),
                bit(now.purging()),
                bit(now.exportedOnly()),
                now.keepDays(),
                now.purgeHour());
    }

    @Override
    public Future<Void> put(ArchivingPolicy policy) {
        return snapshot.change(
                "INSERT INTO archiving_policies (policy_key, name, archive_internal, archive_external)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (policy_key) DO UPDATE SET"
                        + " archive_internal = excluded.archive_internal, archive_external = excluded.archive_external",
                NameKey.of(policy.name()),
                policy.name(),
                bit(policy.internal()),
                bit(policy.external()));
    }

    @Override
    public Future<Void> grant(String userId, Optional<String> policyName) {
        return policyName.isEmpty()
                ? snapshot.change("DELETE FROM archiving_grants WHERE user_id = ?", userId)
                : snapshot.change(
                        "INSERT INTO archiving_grants (user_id, policy_key) VALUES (?, ?)"
                                + " ON CONFLICT (user_id) DO UPDATE SET policy_key = excluded.policy_key",
                        userId,
                        NameKey.of(policyName.get()));
    }

    @Override
    public Future<Integer> remove(String name) {
        return database.transaction(connection -> Rows.query(
                                connection, "DELETE FROM archiving_grants WHERE policy_key = ?", NameKey.of(name))
                        .compose(revoked -> Rows.query(
                                        connection,
                                        "DELETE FROM archiving_policies WHERE policy_key = ?",
                                        NameKey.of(name))
                                .map(revoked.rowCount())))
                .compose(revoked -> load().map(revoked));
    }

    public Future<Void> put(String userId, ExchangeArchivingPolicy policy) {
        return snapshot.change(
                "INSERT INTO archiving_users (user_id, exchange_policy) VALUES (?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET exchange_policy = excluded.exchange_policy",
                userId,
                policy.word());
    }

    private static int bit(boolean flag) {
        return flag ? 1 : 0;
    }
}
