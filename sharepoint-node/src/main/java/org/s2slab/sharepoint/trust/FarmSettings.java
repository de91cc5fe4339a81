package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.SnapshotTable;
import org.s2slab.trace.IdGenerator;

/** The farm: its generated realm, which an administrator can change, the switches of its token service, and a key. */
public final class FarmSettings {
    private static final String DIGEST = "HmacSHA512";
    private static final String NO_FARM = "00000000-0000-0000-0000-000000000000";

    /** A switch of the security token service (protocol section 6.7). */
    enum TokenServiceSwitch {
        HYBRID_STS_SELECTION,
        METADATA_OVER_HTTP,
        OAUTH_OVER_HTTP
    }

    private final IdGenerator ids;
    private final List<String> hosts;
    private final @Nullable OnlineConfig online;
    private final SnapshotTable<Stored> stored;
    private Runnable whenChanged = () -> {};

    /** The values from the database. */
    private record Stored(ServiceIdentity self, Switches<TokenServiceSwitch> switches, SecretKey digestKey) {}

    /** @param online the tenant of an online service, whose GUID is the realm; null for an on-premises farm */
    public FarmSettings(Database database, IdGenerator ids, List<String> hosts, @Nullable OnlineConfig online) {
        this.ids = ids;
        this.hosts = hosts;
        this.online = online;
        this.stored = new SnapshotTable<>(
                database,
                new Stored(identityIn(NO_FARM), Switches.of(), new SecretKeySpec(new byte[1], DIGEST)),
                rx -> rx.first("SELECT * FROM farm", this::stored).orElseThrow());
    }

    /** Registers an action that runs after a change of the farm's realm. */
    public void whenChanged(Runnable action) {
        whenChanged = action;
    }

    public ServiceIdentity self() {
        return stored.current().self();
    }

    public String realm() {
        return self().principal().realm();
    }

    Switches<TokenServiceSwitch> switches() {
        return stored.current().switches();
    }

    /** The key with which the servers of the farm make and check form digests. */
    public SecretKey digestKey() {
        return stored.current().digestKey();
    }

    /** Reads the realm and the key, or generates them at the first start. */
    public Future<Void> load() {
        String made = online == null ? ids.uuid() : online.tenant();
        return stored.change(
                "INSERT INTO farm (id, realm, own_realm, digest_key) VALUES (1, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET digest_key = COALESCE(farm.digest_key, excluded.digest_key)",
                made,
                made,
                newKey());
    }

    private static String newKey() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            KeyGenerator.getInstance(DIGEST).generateKey().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(DIGEST + " is part of every Java", e);
        }
    }

    /** Changes the realm; an empty text restores the farm's original realm. */
    Future<Void> changeRealm(String realm) {
        return stored.change(
                        "UPDATE farm SET realm = CASE WHEN ? = '' THEN own_realm ELSE ? END WHERE id = 1", realm, realm)
                .onSuccess(done -> whenChanged.run());
    }

    Future<Void> change(Switches<TokenServiceSwitch> changed) {
        return stored.change(
                "UPDATE farm SET hybrid_sts_selection = ?, metadata_over_http = ?, oauth_over_http = ? WHERE id = 1",
                changed.has(TokenServiceSwitch.HYBRID_STS_SELECTION) ? 1 : 0,
                changed.has(TokenServiceSwitch.METADATA_OVER_HTTP) ? 1 : 0,
                changed.has(TokenServiceSwitch.OAUTH_OVER_HTTP) ? 1 : 0);
    }

    private Stored stored(ResultRow row) {
        return new Stored(
                identityIn(row.text("realm")),
                Switches.<TokenServiceSwitch>of()
                        .with(TokenServiceSwitch.HYBRID_STS_SELECTION, row.integer("hybrid_sts_selection") == 1)
                        .with(TokenServiceSwitch.METADATA_OVER_HTTP, row.integer("metadata_over_http") == 1)
                        .with(TokenServiceSwitch.OAUTH_OVER_HTTP, row.integer("oauth_over_http") == 1),
                new SecretKeySpec(Base64.getDecoder().decode(row.text("digest_key")), DIGEST));
    }

    /** The realm of an online service is its tenant. */
    private ServiceIdentity identityIn(String farm) {
        String realm = online == null ? farm : online.tenant();
        return new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.SHAREPOINT, realm), Set.of(realm), Set.copyOf(hosts));
    }
}
