package org.s2slab.sharepoint;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** The farm and its realm, a GUID that each farm makes for itself and keeps ({@code Get-SPAuthenticationRealm}). */
final class Farm {
    private static final String NO_FARM = "00000000-0000-0000-0000-000000000000";

    private final Database database;
    private final Ids ids;
    private final List<String> hosts;
    private volatile ServiceIdentity self;

    Farm(Database database, Ids ids, List<String> hosts) {
        this.database = database;
        this.ids = ids;
        this.hosts = hosts;
        this.self = identityIn(NO_FARM);
    }

    ServiceIdentity self() {
        return self;
    }

    /** Reads the realm, or makes it at the first start. */
    Future<Void> load() {
        return database.pool()
                .preparedQuery(
                        "INSERT INTO farm (id, realm) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET realm = farm.realm"
                                + " RETURNING realm")
                .execute(Tuple.of(ids.uuid()))
                .map(rows -> {
                    self = identityIn(rows.iterator().next().getString("realm"));
                    return null;
                });
    }

    private ServiceIdentity identityIn(String realm) {
        return new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.SHAREPOINT, realm), Set.of(realm), Set.copyOf(hosts));
    }
}
