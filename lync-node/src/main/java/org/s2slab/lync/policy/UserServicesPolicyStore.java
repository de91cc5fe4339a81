package org.s2slab.lync.policy;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ResultRow;

/** The user services policies, and the users to whom they are granted. */
public record UserServicesPolicyStore(Database database) implements PolicyRepository<UserServicesPolicy> {
    private static final String SELECT =
            "SELECT p.name, p.ucs_allowed, p.migration_delay_days, p.away_since FROM user_services_policies p ";

    @Override
    public Future<List<UserServicesPolicy>> all() {
        return database.read(rx -> rx.list(
                SELECT + "ORDER BY CASE p.policy_key WHEN 'global' THEN 0 ELSE 1 END, p.policy_key",
                UserServicesPolicyStore::read));
    }

    @Override
    public Future<Optional<UserServicesPolicy>> named(String name) {
        return database.read(
                rx -> rx.first(SELECT + "WHERE p.policy_key = ?", UserServicesPolicyStore::read, NameKey.of(name)));
    }

    /** A user's effective policy: the granted policy, otherwise the global policy. */
    public Future<UserServicesPolicy> effectiveFor(String userId) {
        return database.read(rx -> rx.first(
                        SELECT + "WHERE p.policy_key = COALESCE("
                                + "(SELECT g.policy_key FROM user_services_grants g WHERE g.user_id = ?), 'global')",
                        UserServicesPolicyStore::read,
                        userId)
                .orElseThrow());
    }

    @Override
    public Future<Void> put(UserServicesPolicy policy) {
        return database.change(tx -> tx.execute(
                "INSERT INTO user_services_policies"
                        + " (policy_key, name, ucs_allowed, migration_delay_days, away_since) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (policy_key) DO UPDATE SET ucs_allowed = excluded.ucs_allowed,"
                        + " migration_delay_days = excluded.migration_delay_days, away_since = excluded.away_since",
                NameKey.of(policy.name()),
                policy.name(),
                policy.ucsAllowed() ? 1 : 0,
                policy.migrationDelayInDays(),
                policy.awaySince() ? 1 : 0));
    }

    @Override
    public Future<Integer> remove(String name) {
        return database.write(tx -> {
            int revoked = tx.execute("DELETE FROM user_services_grants WHERE policy_key = ?", NameKey.of(name));
            tx.execute("DELETE FROM user_services_policies WHERE policy_key = ?", NameKey.of(name));
            return revoked;
        });
    }

    @Override
    public Future<Void> grant(String userId, Optional<String> policyName) {
        return database.change(tx -> policyName.ifPresentOrElse(
                name -> tx.execute(
                        "INSERT INTO user_services_grants (user_id, policy_key) VALUES (?, ?)"
                                + " ON CONFLICT (user_id) DO UPDATE SET policy_key = excluded.policy_key",
                        userId,
                        NameKey.of(name)),
                () -> tx.execute("DELETE FROM user_services_grants WHERE user_id = ?", userId)));
    }

    private static UserServicesPolicy read(ResultRow row) {
        return new UserServicesPolicy(
                row.text("name"),
                row.isSet("ucs_allowed"),
                (int) row.integer("migration_delay_days"),
                row.isSet("away_since"));
    }
}
