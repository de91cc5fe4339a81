package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.NameKey;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;

/**
 * The trust in the tenants' servers of type AzureAD. An organisation may have several such servers of one tenant, such as
 * {@code EvoSTS} and {@code EvoSts - <guid>}. They have one issuer, so one of them is registered: an enabled one if there
 * is one.
 */
record EvoStsTrust(AuthorizationServerDirectory servers) {
    /** The registration of a tenant's server. */
    Optional<AuthorizationServer> of(String tenant) {
        return servers.all().stream()
                .filter(server -> server.realm().equals(tenant))
                .findFirst();
    }

    /** Reads the document of a tenant's server again and accepts its keys. */
    Future<?> refresh(String tenant, CallContext context) {
        return of(tenant)
                .<Future<?>>map(held -> servers.refresh(held.name(), context))
                .orElseGet(Future::succeededFuture);
    }

    /**
     * Adapts the registration to the servers that the tenant will have. Fails as a registration does.
     *
     * @param context of the cmdlet; null if no document is read now
     */
    Future<Void> settle(String tenant, List<AuthServer> wanted, @Nullable CallContext context) {
        AuthorizationServer held = of(tenant).orElse(null);
        String name = held == null ? "" : held.name();
        Optional<AuthServer> chosen = wanted.stream()
                .min(Comparator.comparing((AuthServer server) -> !server.enabled())
                        .thenComparing(server -> !server.name().equalsIgnoreCase(name))
                        .thenComparing(server -> NameKey.of(server.name())));
        if (chosen.isEmpty()) {
            return held == null ? Future.succeededFuture() : servers.remove(name);
        }
        AuthServer server = chosen.get();
        return registered(tenant, server, held, context)
                .compose(now -> now.enabled() == server.enabled()
                        ? Future.succeededFuture(now)
                        : servers.enable(now.name(), server.enabled()))
                .mapEmpty();
    }

    private Future<AuthorizationServer> registered(
            String tenant, AuthServer server, @Nullable AuthorizationServer held, @Nullable CallContext context) {
        boolean isHeld = held != null && held.name().equalsIgnoreCase(server.name());
        if (held != null && isHeld && held.metadataUrl().equals(server.metadataUrl())) {
            return Future.succeededFuture(held);
        }
        if (context == null || (held != null && !isHeld)) {
            Future<Void> free = held == null || isHeld ? Future.succeededFuture() : servers.remove(held.name());
            return free.compose(gone -> servers.registerUnread(server.name(), server.metadataUrl(), tenant));
        }
        return held != null
                ? servers.move(server.name(), server.metadataUrl(), tenant, context)
                : servers.register(server.name(), server.metadataUrl(), tenant, context)
                        .recover(failure -> FederationMetadataReader.isUnavailable(failure)
                                ? servers.registerUnread(server.name(), server.metadataUrl(), tenant)
                                : Future.failedFuture(failure));
    }
}
