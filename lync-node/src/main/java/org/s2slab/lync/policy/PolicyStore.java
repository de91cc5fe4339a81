package org.s2slab.lync.policy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;

/** The user services policies, and the users to whom they are granted. */
public final class PolicyStore implements PolicyRepository<UserServicesPolicy> {
    private static final String SELECT =
            "SELECT p.name, p.ucs_allowed, p.migration_delay_days, p.away_since FROM user_services_policies p ";

    private final Database database;

    public PolicyStore(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<UserServicesPolicy>> all() {
        return database.pool()
                .query(SELECT + "ORDER BY CASE p.policy_key WHEN 'global' THEN 0 ELSE 1 END, p.policy_key")
                .execute()
                .map(PolicyStore::read);
    }

    @Override
    public Future<Optional<UserServicesPolicy>> named(String name) {
        return database.pool()
                .preparedQuery(SELECT + "WHERE p.policy_key = ?")
                .execute(Tuple.of(NameKey.of(name)))
                .map(rows -> read(rows).stream().findFirst());
    }

    /** A user's effective policy: the granted one, else the global one. */
    public Future<UserServicesPolicy> effectiveFor(String userId) {
        return database.pool()
                .preparedQuery(SELECT + "WHERE p.policy_key = COALESCE("
                        + "(SELECT g.policy_key FROM user_services_grants g WHERE g.user_id = ?), 'global')")
                .execute(Tuple.of(userId))
                .map(rows -> read(rows).get(0));
    }

    @Override
    public Future<Void> put(UserServicesPolicy policy) {
        return database.pool()
                .preparedQuery("INSERT INTO user_services_policies"
                        + " (policy_key, name, ucs_allowed, migration_delay_days, away_since) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (policy_key) DO UPDATE SET ucs_allowed = excluded.ucs_allowed,"
                        + " migration_delay_days = excluded.migration_delay_days, away_since = excluded.away_since")
                .execute(Tuple.of(
                        NameKey.of(policy.name()),
                        policy.name(),
                        policy.ucsAllowed() ? 1 : 0,
                        policy.migrationDelayInDays(),
                        policy.awaySince() ? 1 : 0))
                .mapEmpty();
    }

    @Override
    public Future<Integer> remove(String name) {
        return database.pool()
                .withTransaction(connection -> connection
                        .preparedQuery("DELETE FROM user_services_grants WHERE policy_key = ?")
                        .execute(Tuple.of(NameKey.of(name)))
                        .compose(revoked -> connection
                                .preparedQuery("DELETE FROM user_services_policies WHERE policy_key = ?")
                                .execute(Tuple.of(NameKey.of(name)))
                                .map(revoked.rowCount())));
    }

    @Override
    public Future<Void> grant(String userId, Optional<String> policyName) {
        if (policyName.isEmpty()) {
            return database.pool()
                    .preparedQuery("DELETE FROM user_services_grants WHERE user_id = ?")
                    .execute(Tuple.of(userId))
                    .mapEmpty();
        }
        return database.pool()
                .preparedQuery("INSERT INTO user_services_grants (user_id, policy_key) VALUES (?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET policy_key = excluded.policy_key")
                .execute(Tuple.of(userId, NameKey.of(policyName.get())))
                .mapEmpty();
    }

    private static List<UserServicesPolicy> read(RowSet<Row> rows) {
        List<UserServicesPolicy> policies = new ArrayList<>();
        for (Row row : rows) {
            policies.add(new UserServicesPolicy(
                    row.getString("name"),
                    row.getLong("ucs_allowed") != 0,
                    row.getInteger("migration_delay_days"),
                    row.getLong("away_since") != 0));
        }
        return policies;
    }
}
