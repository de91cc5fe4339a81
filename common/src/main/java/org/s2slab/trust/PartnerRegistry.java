package org.s2slab.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;

/**
 * The partner applications and authorization servers that are registered in this node. Changes run one after another.
 * Each change is checked against the result of the previous change, and is written to the database. Then the change
 * takes effect, and the configuration epoch advances.
 */
public final class PartnerRegistry {
    private final Database database;
    private final MetadataReader reader;
    private final MetadataJournal hops;
    private final MetadataRateLimiter attempts;
    private final Map<URI, AuthMetadata> documentsRead = new ConcurrentHashMap<>();
    private final ConfigurationEpoch epoch;
    private final Clock clock;
    private final Supplier<List<X509Certificate>> own;
    private final Supplier<ServiceIdentity> self;
    private final boolean asPublished;
    private volatile PartnerSnapshot now = PartnerSnapshot.NONE;
    private Future<?> lastChange = Future.succeededFuture();

    /**
     * @param database may still be closed; it must be open before {@link #load}
     * @param own the certificates this node itself signs with now; they never prove a partner (check L10)
     * @param self the node's current identity; it is never its own partner (check F9)
     * @param asPublished whether every document is accepted as if an administrator had requested it
     */
    public PartnerRegistry(
            Database database,
            MetadataReader reader,
            ConfigurationEpoch epoch,
            Clock clock,
            HopJournal journal,
            Supplier<List<X509Certificate>> own,
            Supplier<ServiceIdentity> self,
            boolean asPublished) {
        this.database = database;
        this.reader = reader;
        this.hops = new MetadataJournal(journal);
        this.attempts = new MetadataRateLimiter(clock);
        this.epoch = epoch;
        this.clock = clock;
        this.own = own;
        this.self = self;
        this.asPublished = asPublished;
    }

    PartnerSnapshot now() {
        return now;
    }

    /** Loads the registrations from the database; until then the registry is empty. */
    public Future<Void> load() {
        return database.read(PartnerStore::all)
                .onSuccess(found -> {
                    now = PartnerSnapshot.of(found);
                    epoch.advance();
                })
                .mapEmpty();
    }

    /** All registrations, authorization servers included, in the order of names. */
    public List<PartnerApplication> all() {
        return now.all().stream().map(ResolvedPartner::application).toList();
    }

    /** The registered partner applications. */
    public List<PartnerApplication> applications() {
        return all().stream()
                .filter(partner -> !partner.isAuthorizationServer())
                .toList();
    }

    /** Finds a registration by the administrator's name, without case. */
    public Optional<PartnerApplication> named(String name) {
        return Optional.ofNullable(now.named(name)).map(ResolvedPartner::application);
    }

    /** The exact issuer name of a partner, once its realm is known from its registration or its document. */
    public Optional<PrincipalId> issuerOf(String name) {
        return Optional.ofNullable(now.named(name)).flatMap(ResolvedPartner::issuer);
    }

    /**
     * Writes a partner, new or changed, and advances the epoch. The caller has checked names and conflicts.
     *
     * <p>Fails as {@link RegistrationRules#checkRegistration}, or with METADATA_UNUSABLE (L1: an address that is never
     * read).
     */
    public Future<Void> put(PartnerApplication application) {
        return inTurn(() -> {
            ResolvedPartner partner = withDocument(application, now.named(application.name()));
            new RegistrationRules(now, own.get()).checkRegistration(partner, self.get(), clock.instant());
            return database.change(tx -> PartnerStore.put(tx, partner))
                    .onSuccess(done -> changed(now.with(partner), application.name()));
        });
    }

    /** Adds the cached content of its document to a registration. A new address must be an address that may be read. */
    private ResolvedPartner withDocument(PartnerApplication partner, @Nullable ResolvedPartner held) {
        URI url = partner.metadataUrl();
        if (url == null) {
            return ResolvedPartner.registered(partner, null, clock.instant());
        }
        if (held == null || !url.equals(held.application().metadataUrl())) {
            reader.checkRegistered(url, partner.isAuthorizationServer());
            return ResolvedPartner.registered(partner, documentsRead.get(url), clock.instant());
        }
        boolean same = partner.certificates().equals(held.application().certificates());
        return new ResolvedPartner(
                partner,
                held.metadataRealm(),
                held.issuance(),
                same ? held.readAt() : clock.instant(),
                held.withdrawn());
    }

    public Future<Void> remove(String name) {
        return inTurn(() -> database.change(tx -> PartnerStore.remove(tx, NameKey.of(name)))
                .onSuccess(done -> changed(now.without(name), name)));
    }

    private void changed(PartnerSnapshot after, String name) {
        now = after;
        epoch.advance();
        attempts.forget(name);
    }

    /**
     * Reads a metadata document for registration: application id, realm and keys.
     *
     * <p>Fails with METADATA_UNUSABLE.
     */
    public Future<AuthMetadata> read(URI metadataUrl, CallContext context) {
        return reader.read(metadataUrl, context)
                .map(document -> new AuthMetadata(
                        document.serviceName(),
                        document.realm(),
                        RegistrationRules.strong(document),
                        document.issuanceEndpoint()))
                .onSuccess(document -> {
                    documentsRead.put(metadataUrl, document);
                    hops.read(metadataUrl, document, held(metadataUrl), context);
                })
                .onFailure(failure -> hops.refused(metadataUrl, failure, context));
    }

    private List<X509Certificate> held(URI metadataUrl) {
        return all().stream()
                .filter(partner -> metadataUrl.equals(partner.metadataUrl()))
                .flatMap(partner -> partner.certificates().stream())
                .toList();
    }

    /** Reads a partner's document again for an administrator. A total replacement of keys is accepted. */
    public Future<PartnerApplication> refresh(String name, CallContext context) {
        ResolvedPartner partner = now.named(name);
        if (partner == null || partner.application().metadataUrl() == null) {
            return Future.failedFuture(
                    Refusal.invalid("'" + name + "' is no partner application with a metadata address"));
        }
        return readDocument(partner, true, context).map(ResolvedPartner::application);
    }

    /** Reads a partner's document because a caller needs its keys, at most once in 30 seconds (check L8). */
    Future<ResolvedPartner> readAgain(ResolvedPartner partner, CallContext context) {
        return attempts.of(partner, () -> readDocument(partner, false, context));
    }

    private Future<ResolvedPartner> readDocument(ResolvedPartner partner, boolean byOperator, CallContext context) {
        URI url = Objects.requireNonNull(partner.application().metadataUrl());
        List<X509Certificate> held = partner.application().certificates();
        return reader.read(url, context)
                .compose(document ->
                        take(document, partner, byOperator).onSuccess(taken -> hops.read(url, document, held, context)))
                .onFailure(failure -> hops.refused(url, failure, context));
    }

    /**
     * Accepts a document for the partner for which it was read; fails with METADATA_UNUSABLE.
     *
     * @param byOperator whether an administrator requested it, so that all keys may be replaced
     */
    private Future<ResolvedPartner> take(AuthMetadata document, ResolvedPartner asked, boolean byOperator) {
        return inTurn(() -> {
            ResolvedPartner held = now.named(asked.application().name());
            if (held == null
                    || !Objects.equals(
                            held.application().metadataUrl(),
                            asked.application().metadataUrl())) {
                return Future.failedFuture(MetadataParser.unusable("L5", "the registration changed in the meantime"));
            }
            ResolvedPartner taken = new RegistrationRules(now, own.get())
                    .take(document, held, byOperator || asPublished, clock.instant());
            boolean news = !taken.issuer().equals(held.issuer())
                    || !taken.application()
                            .certificates()
                            .equals(held.application().certificates());
            return database.change(tx -> PartnerStore.put(tx, taken))
                    .onSuccess(done -> {
                        now = now.with(taken);
                        if (news) {
                            epoch.advance();
                        }
                    })
                    .map(taken);
        });
    }

    private synchronized <T> Future<T> inTurn(Supplier<Future<T>> change) {
        Future<T> next = lastChange.transform(before -> change.get());
        lastChange = next;
        return next;
    }
}
