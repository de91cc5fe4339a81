package org.s2slab.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;

/** The organisation's accepted domains and AuthConfig on disk. */
final class OrganisationStore {
    /** The AuthConfig object as far as it is the organisation's: its certificates are kept with the signing keys. */
    record AuthConfig(String realm, String serviceName) {}

    private final Database database;

    OrganisationStore(Database database) {
        this.database = database;
    }

    /** All accepted domains, the default one first. */
    Future<List<AcceptedDomain>> domains() {
        return database.pool()
                .query("SELECT name, domain, type, is_default FROM accepted_domains ORDER BY is_default DESC, name")
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new AcceptedDomain(
                                row.getString(0), row.getString(1), row.getString(2), row.getInteger(3) == 1))
                        .toList());
    }

    Future<Void> put(AcceptedDomain domain) {
        return database.pool()
                .preparedQuery("INSERT INTO accepted_domains (name, domain, type, is_default) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET domain = excluded.domain, type = excluded.type,"
                        + " is_default = excluded.is_default")
                .execute(Tuple.of(domain.name(), domain.domain(), domain.type(), domain.isDefault() ? 1 : 0))
                .mapEmpty();
    }

    /** Makes one domain the default and no other, in one step. */
    Future<Void> makeDefault(String name) {
        return database.pool()
                .preparedQuery("UPDATE accepted_domains SET is_default = CASE WHEN name = ? THEN 1 ELSE 0 END")
                .execute(Tuple.of(name))
                .mapEmpty();
    }

    Future<Void> removeDomain(String name) {
        return database.pool()
                .preparedQuery("DELETE FROM accepted_domains WHERE name = ?")
                .execute(Tuple.of(name))
                .mapEmpty();
    }

    /** The AuthConfig; empty before the first start has written it. */
    Future<Optional<AuthConfig>> authConfig() {
        return database.pool()
                .query("SELECT realm, service_name FROM auth_config WHERE id = 1")
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new AuthConfig(row.getString(0), row.getString(1)))
                        .findFirst());
    }

    Future<Void> put(AuthConfig config) {
        return database.pool()
                .preparedQuery(
                        "INSERT INTO auth_config (id, realm, service_name) VALUES (1, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET realm = excluded.realm, service_name = excluded.service_name")
                .execute(Tuple.of(config.realm(), config.serviceName()))
                .mapEmpty();
    }
}
