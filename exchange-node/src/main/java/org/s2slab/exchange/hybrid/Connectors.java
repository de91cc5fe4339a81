package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;

/** The intra-organization connectors: written to the database first, read from memory. */
public final class Connectors {
    private final Database database;
    private volatile List<IntraOrganizationConnector> connectors = List.of();

    public Connectors(Database database) {
        this.database = database;
    }

    public Future<Void> load() {
        return database.pool()
                .query("SELECT name, domains, discovery_endpoint, sharing_epr, enabled"
                        + " FROM intra_organization_connectors ORDER BY name_key")
                .execute()
                .map(rows -> {
                    connectors = rows.stream().map(Connectors::connector).toList();
                    return null;
                });
    }

    /** All of them, sorted by name. */
    public List<IntraOrganizationConnector> all() {
        return connectors;
    }

    /** By name, without case. */
    public Optional<IntraOrganizationConnector> named(String name) {
        return connectors.stream()
                .filter(connector -> connector.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The enabled one that leads to a recipient's mailbox. */
    public Optional<IntraOrganizationConnector> toward(String smtp) {
        return connectors.stream().filter(connector -> connector.leadsTo(smtp)).findFirst();
    }

    /** Writes a connector; one of that name is replaced. */
    public Future<Void> put(IntraOrganizationConnector connector) {
        URI sharing = connector.targetSharingEpr();
        return change(
                "INSERT INTO intra_organization_connectors (name_key, name, domains, discovery_endpoint, sharing_epr,"
                        + " enabled) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO UPDATE SET name = excluded.name,"
                        + " domains = excluded.domains, discovery_endpoint = excluded.discovery_endpoint,"
                        + " sharing_epr = excluded.sharing_epr, enabled = excluded.enabled",
                Tuple.of(
                        key(connector.name()),
                        connector.name(),
                        String.join("\n", connector.targetAddressDomains()),
                        connector.discoveryEndpoint().toString(),
                        sharing == null ? null : sharing.toString(),
                        connector.enabled() ? 1 : 0));
    }

    public Future<Void> remove(String name) {
        return change("DELETE FROM intra_organization_connectors WHERE name_key = ?", Tuple.of(key(name)));
    }

    private Future<Void> change(String sql, Tuple values) {
        return database.pool().preparedQuery(sql).execute(values).compose(done -> load());
    }

    private static IntraOrganizationConnector connector(Row row) {
        return new IntraOrganizationConnector(
                row.getString(0),
                row.getString(1).lines().toList(),
                URI.create(row.getString(2)),
                uri(row.getString(3)),
                row.getInteger(4) == 1);
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
