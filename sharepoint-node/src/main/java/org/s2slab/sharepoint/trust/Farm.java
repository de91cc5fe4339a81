package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.OnlineConfig;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/** The farm: its realm, a GUID that it generates and an administrator can change, and its token service's switches. */
public final class Farm {
    private static final String NO_FARM = "00000000-0000-0000-0000-000000000000";

    /** The switches of the security token service (protocol section 6.7). */
    record Switches(boolean hybridStsSelection, boolean metadataOverHttp, boolean oauthOverHttp) {}

    private final Database database;
    private final IdGenerator ids;
    private final List<String> hosts;
    private final @Nullable OnlineConfig online;
    private volatile ServiceIdentity self;
    private volatile Switches switches = new Switches(false, false, false);
    private Runnable whenChanged = () -> {};

    /** @param online the tenant of an online service, whose GUID is the realm; null for an on-premises farm */
    public Farm(Database database, IdGenerator ids, List<String> hosts, @Nullable OnlineConfig online) {
        this.database = database;
        this.ids = ids;
        this.hosts = hosts;
        this.online = online;
        this.self = identityIn(online == null ? NO_FARM : online.tenant());
    }

    /** Registers an action that runs after a change of the farm's realm. */
    public void whenChanged(Runnable action) {
        whenChanged = action;
    }

    public ServiceIdentity self() {
        return self;
    }

    public String realm() {
        return self.principal().realm();
    }

    Switches switches() {
        return switches;
    }

    /** Reads the realm, or generates it at the first start. */
    public Future<Void> load() {
        String made = online == null ? ids.uuid() : online.tenant();
        return database.query(
                        "INSERT INTO farm (id, realm, own_realm) VALUES (1, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET realm = farm.realm"
                                + " RETURNING realm, hybrid_sts_selection, metadata_over_http, oauth_over_http",
                        Tuple.of(made, made))
                .map(rows -> take(rows.iterator().next()));
    }

    /** Changes the realm; an empty text restores the farm's own one. */
    Future<Void> changeRealm(String realm) {
        return database.query(
                        "UPDATE farm SET realm = CASE WHEN ? = '' THEN own_realm ELSE ? END WHERE id = 1"
                                + " RETURNING realm, hybrid_sts_selection, metadata_over_http, oauth_over_http",
                        Tuple.of(realm, realm))
                .map(rows -> {
                    take(rows.iterator().next());
                    whenChanged.run();
                    return null;
                });
    }

    Future<Void> change(Switches changed) {
        return database.query(
                        "UPDATE farm SET hybrid_sts_selection = ?, metadata_over_http = ?, oauth_over_http = ?"
                                + " WHERE id = 1 RETURNING realm, hybrid_sts_selection, metadata_over_http, oauth_over_http",
                        Tuple.of(
                                changed.hybridStsSelection() ? 1 : 0,
                                changed.metadataOverHttp() ? 1 : 0,
                                changed.oauthOverHttp() ? 1 : 0))
                .map(rows -> take(rows.iterator().next()));
    }

    private Void take(Row row) {
        self = identityIn(online == null ? row.getString(0) : online.tenant());
        switches = new Switches(row.getInteger(1) == 1, row.getInteger(2) == 1, row.getInteger(3) == 1);
        return null;
    }

    private ServiceIdentity identityIn(String realm) {
        return new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.SHAREPOINT, realm), Set.of(realm), Set.copyOf(hosts));
    }
}
