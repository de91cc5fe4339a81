package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.trust.AuthorizationServer;

/**
 * The farm's proxies of authorization servers: from whom it gets tokens for its own calls. Whom it believes is another
 * matter, that of its trusted issuers. Written to the database first, read from memory.
 */
public final class AccessControlProxies {
    /**
     * One proxy.
     *
     * @param id the GUID farm administrators see
     * @param name unique without case
     * @param metadata where the server's document is
     * @param inDefaultGroup whether it is in the farm's default proxy group, which every web application uses
     */
    record Proxy(String id, String name, URI metadata, boolean inDefaultGroup) {}

    private final Database database;
    private volatile List<Proxy> proxies = List.of();

    public AccessControlProxies(Database database) {
        this.database = database;
    }

    public Future<Void> load() {
        return database.pool()
                .query("SELECT id, name, metadata_uri, in_default_group FROM acs_proxies ORDER BY name_key")
                .execute()
                .map(rows -> {
                    proxies = rows.stream()
                            .map(row -> new Proxy(
                                    row.getString(0),
                                    row.getString(1),
                                    URI.create(row.getString(2)),
                                    row.getInteger(3) == 1))
                            .toList();
                    return null;
                });
    }

    /** Whether the farm may ask a server for tokens: a proxy in its default group leads there. */
    public boolean leadTo(AuthorizationServer server) {
        return proxies.stream()
                .anyMatch(proxy -> proxy.inDefaultGroup() && proxy.metadata().equals(server.metadataUrl()));
    }

    List<Proxy> all() {
        return proxies;
    }

    Optional<Proxy> named(String nameOrId) {
        return proxies.stream()
                .filter(proxy ->
                        proxy.name().equalsIgnoreCase(nameOrId) || proxy.id().equalsIgnoreCase(nameOrId))
                .findFirst();
    }

    Future<Void> add(Proxy proxy) {
        return database.pool()
                .preparedQuery("INSERT INTO acs_proxies (name_key, id, name, metadata_uri, in_default_group)"
                        + " VALUES (?, ?, ?, ?, ?)")
                .execute(Tuple.of(
                        Notes.key(proxy.name()),
                        proxy.id(),
                        proxy.name(),
                        proxy.metadata().toString(),
                        proxy.inDefaultGroup() ? 1 : 0))
                .compose(done -> load());
    }

    Future<Void> remove(Proxy proxy) {
        return database.pool()
                .preparedQuery("DELETE FROM acs_proxies WHERE name_key = ?")
                .execute(Tuple.of(Notes.key(proxy.name())))
                .compose(done -> load());
    }
}
