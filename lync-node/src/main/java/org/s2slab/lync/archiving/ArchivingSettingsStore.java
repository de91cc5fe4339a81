package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.config.Switches;
import org.s2slab.lync.archiving.ArchivingConfiguration.ArchivingSwitch;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.archiving.ArchivingPolicy.PolicyScope;
import org.s2slab.lync.policy.PolicyRepository;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.SnapshotTable;

/** Stores the administrators' archiving settings in the database, with a snapshot in memory for decisions. */
public final class ArchivingSettingsStore implements PolicyRepository<ArchivingPolicy> {
    private static final String GLOBAL = "global";

    private final SnapshotTable<Snapshot> snapshot;

    /** All settings at one moment; policies by lower-case name, grants and users' settings by user id. */
    private record Snapshot(
            ArchivingConfiguration configuration,
            Map<String, ArchivingPolicy> policies,
            Map<String, String> grants,
            Map<String, ExchangeArchivingPolicy> users) {}

    public ArchivingSettingsStore(Database database) {
        this.snapshot = new SnapshotTable<>(database, null, ArchivingSettingsStore::read);
    }

    /** Reads all settings; must be called before any other method. */
    public Future<Void> load() {
        return snapshot.load();
    }

    private static Snapshot read(ReadTransaction rx) {
        ArchivingConfiguration configuration = rx.first(
                        "SELECT enable_archiving, enable_exchange_archiving, block_on_failure, archive_duplicates,"
                                + " cache_purging_hours, enable_purging, purge_exported_only, keep_days, purge_hour"
                                + " FROM archiving_configuration",
                        ArchivingSettingsStore::configuration)
                .orElseThrow();
        Map<String, ArchivingPolicy> policies = new LinkedHashMap<>();
        rx.forEach(
                "SELECT policy_key, name, archive_internal, archive_external FROM archiving_policies"
                        + " ORDER BY CASE policy_key WHEN 'global' THEN 0 ELSE 1 END, policy_key",
                row -> policies.put(
                        row.text("policy_key"),
                        new ArchivingPolicy(
                                row.text("name"),
                                Switches.<PolicyScope>of()
                                        .with(PolicyScope.INTERNAL, row.isSet("archive_internal"))
                                        .with(PolicyScope.EXTERNAL, row.isSet("archive_external")))));
        Map<String, String> grants = new HashMap<>();
        rx.forEach(
                "SELECT user_id, policy_key FROM archiving_grants",
                row -> grants.put(row.text("user_id"), row.text("policy_key")));
        Map<String, ExchangeArchivingPolicy> users = new HashMap<>();
        rx.forEach(
                "SELECT user_id, exchange_policy FROM archiving_users",
                row -> users.put(row.text("user_id"), ExchangeArchivingPolicy.of(row.text("exchange_policy"))));
        return new Snapshot(configuration, policies, grants, users);
    }

    private static ArchivingConfiguration configuration(ResultRow row) {
        return new ArchivingConfiguration(
                EnableArchiving.of(row.text("enable_archiving")),
                Switches.<ArchivingSwitch>of()
                        .with(ArchivingSwitch.EXCHANGE, row.isSet("enable_exchange_archiving"))
                        .with(ArchivingSwitch.BLOCK_ON_FAILURE, row.isSet("block_on_failure"))
                        .with(ArchivingSwitch.DUPLICATES, row.isSet("archive_duplicates"))
                        .with(ArchivingSwitch.PURGING, row.isSet("enable_purging"))
                        .with(ArchivingSwitch.EXPORTED_ONLY, row.isSet("purge_exported_only")),
                (int) row.integer("cache_purging_hours"),
                (int) row.integer("keep_days"),
                (int) row.integer("purge_hour"));
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

    /** A user's effective policy: the granted policy, otherwise the global policy. */
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
        AtomicInteger revoked = new AtomicInteger();
        return snapshot.write(tx -> {
                    revoked.set(tx.execute("DELETE FROM archiving_grants WHERE policy_key = ?", NameKey.of(name)));
                    tx.execute("DELETE FROM archiving_policies WHERE policy_key = ?", NameKey.of(name));
                })
                .map(done -> revoked.get());
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
