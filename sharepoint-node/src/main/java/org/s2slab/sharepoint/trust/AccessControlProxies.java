package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.SnapshotTable;
import org.s2slab.trust.AuthorizationServer;

/**
 * The farm's proxies of authorization servers, from which it requests tokens for its own calls. Trusted issuers are
 * separate: they decide which tokens the farm accepts. Changes are written to the database; reads use memory.
 */
public final class AccessControlProxies {
    /**
     * A proxy of an authorization server.
     *
     * @param id the GUID that farm administrators see
     * @param name unique without case
     * @param metadata the address of the server's document
     * @param inDefaultGroup whether it is in the farm's default proxy group, which every web application uses
     */
    record Proxy(String id, String name, URI metadata, boolean inDefaultGroup) {
        boolean isNamed(String nameOrId) {
            return name.equalsIgnoreCase(nameOrId) || id.equalsIgnoreCase(nameOrId);
        }
    }

    private final SnapshotTable<List<Proxy>> proxies;

    public AccessControlProxies(Database database) {
        this.proxies = SnapshotTable.of(
                database,
                "SELECT id, name, metadata_uri, in_default_group FROM acs_proxies ORDER BY name_key",
                row -> new Proxy(
                        row.text("id"),
                        row.text("name"),
                        URI.create(row.text("metadata_uri")),
                        row.integer("in_default_group") == 1));
    }

    public Future<Void> load() {
        return proxies.load();
    }

    /** Whether the farm may request tokens from a server: a proxy in the default group points to this server. */
    public boolean leadTo(AuthorizationServer server) {
        return all().stream()
                .anyMatch(proxy -> proxy.inDefaultGroup() && proxy.metadata().equals(server.metadataUrl()));
    }

    List<Proxy> all() {
        return proxies.current();
    }

    Future<Void> add(Proxy proxy) {
        return proxies.change(
                "INSERT INTO acs_proxies (name_key, id, name, metadata_uri, in_default_group) VALUES (?, ?, ?, ?, ?)",
                NameKey.of(proxy.name()),
                proxy.id(),
                proxy.name(),
                proxy.metadata().toString(),
                proxy.inDefaultGroup() ? 1 : 0);
    }

    Future<Void> remove(Proxy proxy) {
        return proxies.change("DELETE FROM acs_proxies WHERE name_key = ?", NameKey.of(proxy.name()));
    }
}
