package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.NamedTable;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;

/**
 * The authorization servers of the organisation. The partner store contains their trust. This store contains the other
 * settings of Exchange. A change is written to the database first, and then to memory. All reads are from memory.
 */
public final class AuthServerStore {
    private final AuthorizationServerDirectory trusted;
    private final EvoStsTrust evoSts;
    private final NamedTable<AuthServer> said;
    private final Runnable whenChanged;

    /**
     * @param trusted the servers of type MicrosoftACS
     * @param whenChanged runs after each change
     */
    public AuthServerStore(Database database, AuthorizationServerDirectory trusted, Runnable whenChanged) {
        this.whenChanged = whenChanged;
        this.trusted = trusted;
        this.evoSts = new EvoStsTrust(trusted.evoSts());
        this.said = new NamedTable<>(database, "auth_servers", AuthServer.class, AuthServer::name);
    }

    public Future<Void> load() {
        return said.load();
    }

    /** All servers, sorted by name. */
    public List<AuthServer> all() {
        List<AuthServer> all = new ArrayList<>();
        trusted.all().forEach(server -> all.add(of(server)));
        said.all().stream().filter(one -> one.type() == AuthServer.Type.AzureAD).forEach(all::add);
        all.sort(Comparator.comparing(server -> NameKey.of(server.name())));
        return all;
    }

    /** Finds a server by its name, compared without case. */
    public Optional<AuthServer> named(String name) {
        return all().stream()
                .filter(server -> server.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * The enabled AzureAD server of a tenant that fits a purpose. Of several, the server that has a domain (DomainName) of
     * the tenant's MicrosoftACS server, else the first by name.
     */
    Optional<AuthServer> serving(String tenant, Predicate<AuthServer> purpose) {
        List<String> domains = trusted.all().stream()
                .filter(server -> server.enabled() && server.realm().equals(tenant))
                .flatMap(server -> of(server).domains().stream())
                .toList();
        return all().stream()
                .filter(server -> server.enabled() && server.isOf(tenant))
                .filter(purpose)
                .min(Comparator.comparing(server -> !server.hasAnyOf(domains)));
    }

    /** The trusted data of a server: its realm, its keys, and the token endpoint of a server of type MicrosoftACS. */
    public Optional<AuthorizationServer> trusted(AuthServer server) {
        String tenant = tenant(server);
        return tenant == null ? trusted.named(server.name()) : evoSts.of(tenant);
    }

    /** The value of {@code authorization_uri} for clients of users: the default server's endpoint, if there is one. */
    public Optional<URI> authorizationEndpoint() {
        return said.all().stream()
                .filter(server -> server.enabled() && server.isDefault())
                .flatMap(server -> Optional.ofNullable(server.authorizationEndpoint()).stream())
                .findFirst();
    }

    /**
     * Adds or replaces a server; fails as {@link AuthorizationServerDirectory#register}. A new default server replaces
     * the previous default.
     */
    public Future<Void> put(AuthServer server, CallContext context) {
        Optional<AuthServer> before = named(server.name());
        Future<Void> trust = server.type() == AuthServer.Type.AzureAD
                ? settle(Optional.of(server), before, server.name(), context)
                : trust(server, before, context);
        return trust.compose(done -> said.write(
                        tx -> tx.execute(
                                "UPDATE auth_servers SET is_default = 0 WHERE ? = 1", server.isDefault() ? 1 : 0),
                        server))
                .onSuccess(done -> whenChanged.run());
    }

    /** Reads the metadata of a server again and stores its current keys. */
    public Future<?> refresh(AuthServer server, CallContext context) {
        String tenant = tenant(server);
        return tenant == null ? trusted.refresh(server.name(), context) : evoSts.refresh(tenant, context);
    }

    public Future<Void> remove(AuthServer server) {
        Future<Void> trust = server.type() == AuthServer.Type.AzureAD
                ? settle(Optional.empty(), Optional.of(server), server.name(), null)
                : trusted.remove(server.name());
        return trust.compose(done -> said.remove(server.name())).onSuccess(done -> whenChanged.run());
    }

    /** Adapts the trust in AzureAD servers to a change of one of them, before the change itself is written. */
    private Future<Void> settle(
            Optional<AuthServer> changed, Optional<AuthServer> before, String name, @Nullable CallContext context) {
        Stream<AuthServer> others = said.all().stream()
                .filter(one -> one.type() == AuthServer.Type.AzureAD)
                .filter(one -> !one.name().equalsIgnoreCase(name));
        List<AuthServer> after = Stream.concat(changed.stream(), others).toList();
        return WorkSequence.each(
                Stream.concat(changed.stream(), before.stream())
                        .flatMap(server -> Stream.ofNullable(tenant(server)))
                        .distinct()
                        .toList(),
                tenant -> evoSts.settle(
                        tenant,
                        after.stream().filter(server -> server.isOf(tenant)).toList(),
                        context));
    }

    private Future<Void> trust(AuthServer server, Optional<AuthServer> before, CallContext context) {
        Future<?> known = before.isEmpty()
                ? trusted.register(server.name(), server.metadataUrl(), null, context)
                : before.get().metadataUrl().equals(server.metadataUrl())
                        ? Future.succeededFuture()
                        : trusted.move(server.name(), server.metadataUrl(), null, context);
        boolean enabled = before.isEmpty() || before.get().enabled();
        return known.compose(done -> enabled == server.enabled()
                        ? Future.succeededFuture()
                        : trusted.enable(server.name(), server.enabled()))
                .mapEmpty();
    }

    /** The tenant in the issuer of an AzureAD server; null for MicrosoftACS, whose document names the tenant. */
    private static @Nullable String tenant(AuthServer server) {
        PrincipalId issuer = EvoStsIssuer.principal(server.issuerIdentifier());
        return issuer == null ? null : issuer.realm();
    }

    private AuthServer of(AuthorizationServer server) {
        Optional<AuthServer> kept = said.named(server.name());
        return new AuthServer(
                server.name(),
                AuthServer.Type.MicrosoftACS,
                server.metadataUrl(),
                WellKnownPrincipals.AUTHORIZATION_SERVER,
                server.enabled(),
                kept.map(AuthServer::domains).orElse(List.of()),
                false,
                kept.map(AuthServer::applicationIdentifier).orElse(null),
                kept.map(AuthServer::graphBaseUrl).orElse(null));
    }
}
