package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.SnapshotTable;

/** The intra-organization connectors. Writes to the database first; reads from memory. */
public final class ConnectorStore {
    private final SnapshotTable<List<IntraOrganizationConnector>> connectors;

    public ConnectorStore(Database database) {
        this.connectors = SnapshotTable.of(
                database,
                "SELECT name, domains, discovery_endpoint, sharing_epr, enabled"
                        + " FROM intra_organization_connectors ORDER BY name_key",
                ConnectorStore::connector);
    }

    public Future<Void> load() {
        return connectors.load();
    }

    /** All connectors, sorted by name. */
    public List<IntraOrganizationConnector> all() {
        return connectors.current();
    }

    /** The enabled one that leads to a recipient's mailbox. */
    public Optional<IntraOrganizationConnector> toward(String smtp) {
        return all().stream().filter(connector -> connector.leadsTo(smtp)).findFirst();
    }

    /** Writes a connector; one of that name is replaced. */
    public Future<Void> put(IntraOrganizationConnector connector) {
        URI sharing = connector.targetSharingEpr();
        return connectors.change(
                "INSERT INTO intra_organization_connectors (name_key, name, domains, discovery_endpoint, sharing_epr,"
                        + " enabled) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO UPDATE SET name = excluded.name,"
                        + " domains = excluded.domains, discovery_endpoint = excluded.discovery_endpoint,"
                        + " sharing_epr = excluded.sharing_epr, enabled = excluded.enabled",
                NameKey.of(connector.name()),
                connector.name(),
                String.join("\n", connector.targetAddressDomains()),
                connector.discoveryEndpoint().toString(),
                sharing == null ? null : sharing.toString(),
                connector.enabled() ? 1 : 0);
    }

    public Future<Void> remove(String name) {
        return connectors.change("DELETE FROM intra_organization_connectors WHERE name_key = ?", NameKey.of(name));
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
}
