package org.s2slab.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/**
 * The authorization servers of this node: the brokers of the {@link PartnerRegistry} that are registered by the address
 * of their AuthMetadata and issue tokens. Their documents follow the same rules as partners'.
 */
public final class AuthorizationServerDirectory {
    private final PartnerRegistry registry;
    private final PartnerDirectory directory;
    private final Clock clock;
    private final String kind;
    private Predicate<AuthorizationServer> mayBeAsked = server -> true;
    private Function<String, Optional<DedicatedApplication>> dedicated = tenant -> Optional.empty();

    public AuthorizationServerDirectory(PartnerRegistry registry, PartnerDirectory directory, Clock clock) {
        this(registry, directory, clock, WellKnownPrincipals.AUTHORIZATION_SERVER);
    }

    private AuthorizationServerDirectory(
            PartnerRegistry registry, PartnerDirectory directory, Clock clock, String kind) {
        this.registry = registry;
        this.directory = directory;
        this.clock = clock;
        this.kind = kind;
    }

    /** The servers of type AzureAD, whose documents are federation metadata. This directory has the servers of ACS. */
    public AuthorizationServerDirectory evoSts() {
        return new AuthorizationServerDirectory(registry, directory, clock, WellKnownPrincipals.EVOSTS);
    }

    /** Limits the servers from which tokens are requested. The others stay trusted. */
    public void askOnly(Predicate<AuthorizationServer> allowed) {
        mayBeAsked = allowed;
    }

    /** Sets the organisation's own applications by tenant; as these this node calls an online product. */
    public void askAs(Function<String, Optional<DedicatedApplication>> own) {
        dedicated = own;
    }

    /** The organisation's own application in a tenant, if it has one. */
    public Optional<DedicatedApplication> dedicated(String tenant) {
        return dedicated.apply(tenant);
    }

    /** All authorization servers, in the order of their names. */
    public List<AuthorizationServer> all() {
        return registry.now().all().stream()
                .filter(known -> known.application().broker())
                .filter(known -> known.application().applicationId().equals(kind))
                .filter(known -> known.realm() != null && known.application().metadataUrl() != null)
                .map(AuthorizationServer::of)
                .toList();
    }

    /** The keys of these servers. */
    public IssuerKeys keys() {
        return directory;
    }

    /** Sets which applications of the tenant have management roles, so that their tokens need no permission. */
    public void admit(Predicate<PrincipalId> applications) {
        directory.admits(applications);
    }

    /** Finds a server by the administrator's name, without case. */
    public Optional<AuthorizationServer> named(String name) {
        return all().stream()
                .filter(server -> server.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * Registers the server whose document is at this address, which must be reachable now.
     *
     * <p>Fails with CONFLICT if the name is taken, or the server or its keys have another name; METADATA_UNUSABLE if
     * the document cannot be read, or is not of an authorization server of this realm (L5).
     *
     * @param realm the tenant, or null to accept the tenant of the document
     */
    public Future<AuthorizationServer> register(
            String name, URI metadataUrl, @Nullable String realm, CallContext context) {
        if (registry.named(name).isPresent()) {
            return Future.failedFuture(
                    Refusal.conflict("the name '" + name + "' is taken already; choose another one"));
        }
        return registry.read(metadataUrl, context)
                .map(document -> registration(name, metadataUrl, tenant(document, realm), document, true))
                .compose(this::put);
    }

    /**
     * Registers a server of a known tenant. Its document is read when it is first needed, so that a node can be
     * configured before the server runs.
     */
    public Future<AuthorizationServer> registerUnread(String name, URI metadataUrl, String tenant) {
        return put(registration(name, metadataUrl, tenant, null, true));
    }

    /** Changes the address of the document; fails as {@link #register}, or with NOT_FOUND. */
    public Future<AuthorizationServer> move(String name, URI metadataUrl, @Nullable String realm, CallContext context) {
        return existing(name)
                .compose(held -> registry.read(metadataUrl, context)
                        .map(document -> registration(
                                held.name(), metadataUrl, tenant(document, realm), document, held.enabled())))
                .compose(this::put);
    }

    /** Enables or disables a server; fails with NOT_FOUND. */
    public Future<AuthorizationServer> enable(String name, boolean enabled) {
        return existing(name)
                .compose(held -> registry.named(held.name())
                        .map(server -> put(server.with(server.certificates(), enabled)))
                        .orElseThrow());
    }

    /** Accepts the current document with any keys; fails with METADATA_UNUSABLE or NOT_FOUND. */
    public Future<AuthorizationServer> refresh(String name, CallContext context) {
        return existing(name)
                .compose(held -> registry.refresh(held.name(), context))
                .compose(refreshed -> existing(name));
    }

    /** Removes a server; fails with NOT_FOUND. */
    public Future<Void> remove(String name) {
        return existing(name).compose(held -> registry.remove(held.name()));
    }

    /**
     * The enabled server that {@code trusted_issuers} name exactly or as {@code id@*}: {@code *} is the resource's
     * tenant, and for the caller the tenant of its own authorization server (protocol section 4.1).
     *
     * @throws Refusal TOKEN_UNOBTAINABLE if several servers match {@code id@*}
     */
    public Optional<AuthorizationServer> namedIn(List<String> trustedIssuers) {
        List<AuthorizationServer> enabled = all().stream()
                .filter(AuthorizationServer::enabled)
                .filter(mayBeAsked)
                .toList();
        Optional<AuthorizationServer> exact = enabled.stream()
                .filter(server -> trustedIssuers.contains(server.issuer().toString()))
                .findFirst();
        if (exact.isPresent() || !trustedIssuers.contains(WellKnownPrincipals.AUTHORIZATION_SERVER + "@*")) {
            return exact;
        }
        if (enabled.size() > 1) {
            throw new Refusal(
                    RefusalCode.TOKEN_UNOBTAINABLE,
                    "the resource trusts an authorization server of any tenant, and several are registered here: "
                            + enabled.stream().map(AuthorizationServer::name).toList() + "; disable all but one");
        }
        return enabled.stream().findFirst();
    }

    /** Returns the server with a fresh document, which is read if needed; fails with a Refusal of group L. */
    public Future<AuthorizationServer> upToDate(AuthorizationServer server, CallContext context) {
        return directory.bringUpToDate(server.name(), context).compose(read -> existing(server.name()));
    }

    private Future<AuthorizationServer> existing(String name) {
        return named(name)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        Refusal.notFound("there is no authorization server '" + name + "'; there are: "
                                + all().stream().map(AuthorizationServer::name).toList())));
    }

    private Future<AuthorizationServer> put(PartnerApplication server) {
        return registry.put(server).compose(done -> existing(server.name()));
    }

    private PartnerApplication registration(
            String name, URI metadataUrl, String tenant, @Nullable AuthMetadata document, boolean enabled) {
        return new PartnerApplication(
                name,
                kind,
                tenant,
                metadataUrl,
                document == null ? List.of() : document.signingCertificates(),
                Switches.of(PartnerTrait.BROKER).with(PartnerTrait.ENABLED, enabled),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                clock.instant().getEpochSecond());
    }

    private String tenant(AuthMetadata document, @Nullable String expected) {
        boolean issues = kind.equals(WellKnownPrincipals.EVOSTS) || document.issuanceEndpoint() != null;
        if (!document.serviceName().equals(kind) || !issues) {
            throw MetadataParser.unusable(
                    "L5",
                    Finding.of(
                            "the document is of '" + document.serviceName() + "' ("
                                    + WellKnownPrincipals.productOf(document.serviceName())
                                    + ")",
                            "an authorization server that issues tokens by OAuth2"));
        }
        String realm = document.realm();
        if (realm == null || (expected != null && !expected.equals(realm))) {
            throw MetadataParser.unusable(
                    "L5",
                    Finding.of(
                            "the document is of the realm '" + (realm == null ? "*" : realm) + "'",
                            (expected == null ? "one tenant's" : "'" + expected + "'")));
        }
        return realm;
    }
}
