package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.trace.IdGenerator;

/** The farm: its generated realm, which an administrator can change, and the switches of its token service. */
public final class FarmSettings {
    private static final String NO_FARM = "00000000-0000-0000-0000-000000000000";

    /** A switch of the security token service (protocol section 6.7). */
    enum TokenServiceSwitch {
        HYBRID_STS_SELECTION,
        METADATA_OVER_HTTP,
        OAUTH_OVER_HTTP
    }

    private final Database database;
    private final IdGenerator ids;
    private final List<String> hosts;
    private final @Nullable OnlineConfig online;
    private volatile ServiceIdentity self;
    private volatile Switches<TokenServiceSwitch> switches = Switches.of();
    private Runnable whenChanged = () -> {};

    /** @param online the tenant of an online service, whose GUID is the realm; null for an on-premises farm */
    public FarmSettings(Database database, IdGenerator ids, List<String> hosts, @Nullable OnlineConfig online) {
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

    Switches<TokenServiceSwitch> switches() {
        return switches;
    }

    /** Reads the realm, or generates it at the first start. */
    public Future<Void> load() {
        String made = online == null ? ids.uuid() : online.tenant();
        return change(
                "INSERT INTO farm (id, realm, own_realm) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING", made, made);
    }

    /** Changes the realm; an empty text restores the farm's original realm. */
    Future<Void> changeRealm(String realm) {
        return change("UPDATE farm SET realm = CASE WHEN ? = '' THEN own_realm ELSE ? END WHERE id = 1", realm, realm)
                .onSuccess(done -> whenChanged.run());
    }

    Future<Void> change(Switches<TokenServiceSwitch> changed) {
        return change(
                "UPDATE farm SET hybrid_sts_selection = ?, metadata_over_http = ?, oauth_over_http = ? WHERE id = 1",
                changed.has(TokenServiceSwitch.HYBRID_STS_SELECTION) ? 1 : 0,
                changed.has(TokenServiceSwitch.METADATA_OVER_HTTP) ? 1 : 0,
                changed.has(TokenServiceSwitch.OAUTH_OVER_HTTP) ? 1 : 0);
    }

    private Future<Void> change(String sql, Object... values) {
        return database.write(tx -> {
                    tx.execute(sql, values);
                    return tx.first("SELECT * FROM farm", Stored::new).orElseThrow();
                })
                .map(stored -> {
                    self = identityIn(online == null ? stored.realm() : online.tenant());
                    switches = stored.switches();
                    return null;
                });
    }

    /** The values from the database. */
    private record Stored(String realm, Switches<TokenServiceSwitch> switches) {
        Stored(ResultRow row) {
            this(
                    row.text("realm"),
                    Switches.<TokenServiceSwitch>of()
                            .with(TokenServiceSwitch.HYBRID_STS_SELECTION, row.integer("hybrid_sts_selection") == 1)
                            .with(TokenServiceSwitch.METADATA_OVER_HTTP, row.integer("metadata_over_http") == 1)
                            .with(TokenServiceSwitch.OAUTH_OVER_HTTP, row.integer("oauth_over_http") == 1));
        }
    }

    private ServiceIdentity identityIn(String realm) {
        return new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.SHAREPOINT, realm), Set.of(realm), Set.copyOf(hosts));
    }
}
