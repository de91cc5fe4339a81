package org.s2slab.lync.oauth;

import io.vertx.core.Future;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.SnapshotTable;

/** Stores the OAuth configuration in the database, and reads it from memory. */
public final class OAuthConfigurationStore {
    private final String defaultRealm;
    private final SnapshotTable<OAuthConfiguration> current;

    /** @param defaultRealm the default SIP domain; of an online service, the tenant */
    public OAuthConfigurationStore(Database database, String defaultRealm) {
        this.defaultRealm = defaultRealm;
        OAuthConfiguration installed = new OAuthConfiguration(defaultRealm, WellKnownPrincipals.LYNC, null, null);
        this.current = new SnapshotTable<>(
                database,
                installed,
                rx -> rx.first(
                                "SELECT realm, service_name, exchange_autodiscover_url, exchange_autodiscover_allowed_domains"
                                        + " FROM oauth_configuration WHERE id = 1",
                                this::read)
                        .orElseThrow());
    }

    /** Reads the configuration; until then the default configuration is effective. */
    public Future<Void> load() {
        return current.load();
    }

    private OAuthConfiguration read(ResultRow row) {
        String url = row.optionalText("exchange_autodiscover_url");
        return new OAuthConfiguration(
                otherwise(row.optionalText("realm"), defaultRealm),
                otherwise(row.optionalText("service_name"), WellKnownPrincipals.LYNC),
                url == null ? null : URI.create(url),
                row.optionalText("exchange_autodiscover_allowed_domains"));
    }

    private static String otherwise(@Nullable String value, String standard) {
        return value == null ? standard : value;
    }

    /** The current configuration. */
    public OAuthConfiguration current() {
        return current.current();
    }

    /** The realm if the configuration sets none. */
    public String defaultRealm() {
        return defaultRealm;
    }

    /** Stores the configuration, which is then effective. */
    public Future<Void> put(OAuthConfiguration configuration) {
        URI url = configuration.exchangeAutodiscoverUrl();
        return current.change(
                "UPDATE oauth_configuration SET realm = ?, service_name = ?, exchange_autodiscover_url = ?,"
                        + " exchange_autodiscover_allowed_domains = ? WHERE id = 1",
                configuration.realm().equals(defaultRealm) ? null : configuration.realm(),
                configuration.serviceName(),
                url == null ? null : url.toString(),
                configuration.exchangeAutodiscoverAllowedDomains());
    }
}
