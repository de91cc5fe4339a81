package org.s2slab.exchange.organization;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.SnapshotTable;

/** Stores the organisation's accepted domains and its AuthConfig. */
public final class OrganizationStore {
    /** The AuthConfig object without its certificates, which are stored with the signing keys. */
    public record AuthConfig(String realm, String serviceName) {}

    private static final RecordColumns<AcceptedDomain> DOMAIN = new RecordColumns<>(AcceptedDomain.class);

    private final SnapshotTable<List<AcceptedDomain>> domains;
    private final SnapshotTable<List<AuthConfig>> authConfig;

    OrganizationStore(Database database) {
        this.domains = SnapshotTable.of(
                database,
                "SELECT " + DOMAIN.names() + " FROM accepted_domains ORDER BY is_default DESC, name",
                DOMAIN::read);
        this.authConfig = SnapshotTable.of(
                database,
                "SELECT realm, service_name FROM auth_config WHERE id = 1",
                row -> new AuthConfig(row.text("realm"), row.text("service_name")));
    }

    Future<Void> load() {
        return domains.load().compose(done -> authConfig.load());
    }

    /** All accepted domains, the default one first. */
    List<AcceptedDomain> domains() {
        return domains.current();
    }

    Future<Void> put(List<AcceptedDomain> some) {
        return domains.write(tx -> tx.executeEach(
                "INSERT INTO accepted_domains (" + DOMAIN.names() + ") VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET domain = excluded.domain, type = excluded.type,"
                        + " is_default = excluded.is_default",
                some.stream().map(DOMAIN::values).toList()));
    }

    /** Makes one domain the only default domain, in one step. */
    Future<Void> makeDefault(String name) {
        return domains.change("UPDATE accepted_domains SET is_default = CASE WHEN name = ? THEN 1 ELSE 0 END", name);
    }

    Future<Void> removeDomain(String name) {
        return domains.change("DELETE FROM accepted_domains WHERE name = ?", name);
    }

    /** The AuthConfig; empty before the first start has stored it. */
    Optional<AuthConfig> authConfig() {
        return authConfig.current().stream().findFirst();
    }

    Future<Void> put(AuthConfig config) {
        return authConfig.change(
                "INSERT INTO auth_config (id, realm, service_name) VALUES (1, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET realm = excluded.realm, service_name = excluded.service_name",
                config.realm(),
                config.serviceName());
    }
}
