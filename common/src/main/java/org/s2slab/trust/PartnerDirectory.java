package org.s2slab.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.ProductBehavior;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.TrustedIssuer;

/**
 * The partner applications and authorization servers of this node and their keys: kept in the database, read from memory,
 * refreshed from AuthMetadata on first need and on an unknown thumbprint, at most once per issuer in 30 seconds (checks L1
 * to L9).
 */
public final class PartnerDirectory implements IssuerKeys {
    private final MetadataReader reader;
    private final Clock clock;
    private final MetadataHops hops;
    private final Supplier<List<X509Certificate>> own;
    private final PartnerRegistry registrations;
    private final ReadAttempts attempts;
    private final FreshnessPolicy freshness;
    private final Map<URI, AuthMetadata> documentsRead = new ConcurrentHashMap<>();

    /**
     * @param database may still be closed; {@link #load} comes after its opening
     * @param own the certificates this node itself signs with now; they never prove a partner (checks E3, L10)
     * @param self what this node is called; it is never its own partner (check F9)
     * @param behaviors in what this node learns and keeps keys as the product does
     */
    public PartnerDirectory(
            Database database,
            MetadataReader reader,
            Clock clock,
            ConfigurationEpoch epoch,
            HopJournal journal,
            Supplier<List<X509Certificate>> own,
            Supplier<ServiceIdentity> self,
            Set<ProductBehavior> behaviors) {
        this.reader = reader;
        this.freshness = new FreshnessPolicy(clock, behaviors);
        this.clock = clock;
        this.hops = new MetadataHops(journal);
        this.own = own;
        boolean asPublished = behaviors.contains(ProductBehavior.PUBLISHED_KEYS);
        this.registrations = new PartnerRegistry(database, epoch, clock, own, self, asPublished);
        this.attempts = new ReadAttempts(clock);
    }

    @Override
    public Future<Optional<IssuerKey>> find(PrincipalId issuer, String x5t, CallContext context) {
        KnownPartner partner = partners().claiming(issuer).orElse(null);
        if (partner == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return freshness.suffices(partner, x5t)
                ? Future.succeededFuture(held(issuer, x5t))
                : readAgain(partner, context).map(read -> held(issuer, x5t));
    }

    @Override
    public Optional<IssuerKey> held(PrincipalId issuer, String x5t) {
        return partners()
                .signingAs(issuer)
                .flatMap(partner -> partner.certificate(x5t)
                        .filter(certificate -> !own.get().contains(certificate))
                        .map(certificate -> new IssuerKey(partner.trusted(issuer), certificate)));
    }

    /** What is known of a partner after its document was read, where it is old; the last good one counts for a day. */
    Future<Optional<KnownPartner>> upToDate(String name, CallContext context) {
        KnownPartner partner = partners().named(name);
        Future<Void> read =
                partner == null || freshness.isFresh(partner) ? Future.succeededFuture() : readAgain(partner, context);
        return read.map(done -> Optional.ofNullable(partners().named(name)));
    }

    /** Reads a partner's document, if that is allowed now; fails where there is none, or none that is young enough. */
    private Future<Void> readAgain(KnownPartner partner, CallContext context) {
        if (!partner.readsMetadata()) {
            return Future.succeededFuture();
        }
        return attempts.of(partner, () -> readDocument(partner, false, context)).transform(read -> {
            KnownPartner now = partners().named(partner.application().name());
            boolean spent = now != null && freshness.isSpent(now);
            return spent ? Future.failedFuture(withoutKeys(partner, read.cause())) : Future.succeededFuture();
        });
    }

    private static Refusal withoutKeys(KnownPartner partner, @Nullable Throwable cause) {
        String rule = cause instanceof Refusal refusal && refusal.rule() != null ? refusal.rule() : "L7";
        return new Refusal(
                        RefusalCode.VALIDATION_FAILED,
                        rule,
                        "no usable keys of '" + partner.application().name() + "': "
                                + (cause == null ? "its document was not read" : cause.getMessage()))
                .because(cause);
    }

    @Override
    public Optional<TrustedIssuer> registered(PrincipalId issuer) {
        return partners().signingAs(issuer).map(partner -> partner.trusted(issuer));
    }

    @Override
    public Optional<TrustedIssuer> namedBy(TrustedIssuer issuer, PrincipalId application) {
        return partners()
                .namedBy(issuer.isAuthorizationServer(), application)
                .map(partner -> partner.trusted(application));
    }

    /** Reads the registrations from the database; before that the directory is empty. */
    public Future<Void> load() {
        return registrations.load();
    }

    private Partners partners() {
        return registrations.now();
    }

    /** All that is registered, authorization servers among them, in the order of names. */
    public List<PartnerApplication> all() {
        return partners().all().stream().map(KnownPartner::application).toList();
    }

    /** By the administrator's name, without case. */
    public Optional<PartnerApplication> named(String name) {
        return Optional.ofNullable(partners().named(name)).map(KnownPartner::application);
    }

    /** The exact name a partner signs under, once its realm is known from its registration or its document. */
    public Optional<PrincipalId> issuerOf(String name) {
        return Optional.ofNullable(partners().named(name)).flatMap(KnownPartner::issuer);
    }

    /**
     * The enabled issuers, for {@code trusted_issuers}: authorization servers first, as Exchange lists them in hybrid
     * deployments. An application without keys of its own is none.
     */
    public List<PrincipalId> trustedIssuers() {
        return partners().all().stream()
                .filter(partner -> partner.application().enabled() && partner.mayHaveKeys())
                .sorted(Comparator.comparing(partner -> !partner.application().isAuthorizationServer()))
                .flatMap(partner -> partner.issuer().stream())
                .toList();
    }

    /** The authorization servers, in the order of their names. */
    List<KnownPartner> authorizationServers() {
        return partners().all().stream()
                .filter(partner -> partner.application().isAuthorizationServer())
                .toList();
    }

    /**
     * Writes a partner, new or changed, and advances the epoch. The caller has checked names and conflicts.
     *
     * <p>Fails with what {@link TrustRules#checkRegistration} says, or METADATA_UNUSABLE (L1: an address that is never read).
     */
    public Future<Void> put(PartnerApplication partner) {
        return registrations
                .put(() -> withDocument(partner, partners().named(partner.name())))
                .onSuccess(done -> attempts.forget(KnownPartner.key(partner.name())));
    }

    /** A registration together with what is held of its document already; a new address must be one that may be read. */
    private KnownPartner withDocument(PartnerApplication partner, @Nullable KnownPartner held) {
        URI url = partner.metadataUrl();
        if (url == null) {
            return KnownPartner.registered(partner, null, clock.instant());
        }
        if (held == null || !url.equals(held.application().metadataUrl())) {
            reader.checkRegistered(url, partner.isAuthorizationServer());
            return KnownPartner.registered(partner, documentsRead.get(url), clock.instant());
        }
        boolean same = partner.certificates().equals(held.application().certificates());
        return new KnownPartner(
                partner,
                held.metadataRealm(),
                held.issuance(),
                same ? held.readAt() : clock.instant(),
                held.withdrawn());
    }

    public Future<Void> remove(String name) {
        return registrations.remove(name).onSuccess(done -> attempts.forget(KnownPartner.key(name)));
    }

    /**
     * Reads a metadata document for registration: what it says of application id, realm and keys.
     *
     * <p>Fails with METADATA_UNUSABLE.
     */
    public Future<AuthMetadata> read(URI metadataUrl, CallContext context) {
        return reader.read(metadataUrl, context)
                .map(document -> new AuthMetadata(
                        document.serviceName(),
                        document.realm(),
                        TrustRules.strong(document),
                        document.issuanceEndpoint()))
                .onSuccess(document -> {
                    documentsRead.put(metadataUrl, document);
                    hops.read(metadataUrl, document, context);
                })
                .onFailure(failure -> hops.refused(metadataUrl, failure, context));
    }

    /** Reads a partner's document again on an administrator's word, so that a total replacement of keys is taken. */
    public Future<PartnerApplication> refresh(String name, CallContext context) {
        KnownPartner partner = partners().named(name);
        if (partner == null || partner.application().metadataUrl() == null) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.PARAMETER_INVALID, "'" + name + "' is no partner application with a metadata address"));
        }
        return readDocument(partner, true, context).map(KnownPartner::application);
    }

    private Future<KnownPartner> readDocument(KnownPartner partner, boolean byOperator, CallContext context) {
        URI url = Objects.requireNonNull(partner.application().metadataUrl());
        return reader.read(url, context)
                .compose(document -> registrations
                        .take(document, partner, byOperator)
                        .onSuccess(taken -> hops.read(url, document, context)))
                .onFailure(failure -> hops.refused(url, failure, context));
    }
}
