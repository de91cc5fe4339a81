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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;

/**
 * The registered partner applications and authorization servers. Each change is checked against the result of the
 * previous change, and is written to the database. Then it takes effect, and the configuration epoch advances.
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

    /** A written change, and the registrations before it. */
    private record Change(PartnerSnapshot before, ResolvedPartner changed) {}

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

    /** Loads the registrations; until then the registry is empty. */
    public Future<Void> load() {
        return inTurn(() -> database.read(PartnerRegistry::stored)
                .onSuccess(found -> {
                    now = found;
                    epoch.advance();
                })
                .mapEmpty());
    }

    private static PartnerSnapshot stored(ReadTransaction rx) {
        return PartnerSnapshot.of(PartnerStore.all(rx));
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
        return change(before -> {
                    ResolvedPartner partner = registered(application, before.named(application.name()));
                    new RegistrationRules(before, own.get()).checkRegistration(partner, self.get(), clock.instant());
                    return partner;
                })
                .onSuccess(done -> changed(application.name()))
                .mapEmpty();
    }

    /** Runs a change, which sees the result of the previous change of any instance. */
    private Future<ResolvedPartner> change(Function<PartnerSnapshot, ResolvedPartner> change) {
        return inTurn(() -> database.instances()
                .write(tx -> {
                    PartnerSnapshot before = before(tx);
                    ResolvedPartner changed = change.apply(before);
                    PartnerStore.put(tx, changed);
                    return new Change(before, changed);
                })
                .map(this::take));
    }

    private ResolvedPartner take(Change done) {
        ResolvedPartner changed = done.changed();
        now = done.before().with(changed);
        if (changed.isNewsAfter(done.before().named(changed.application().name()))) {
            epoch.advance();
        }
        return changed;
    }

    private PartnerSnapshot before(ReadTransaction rx) {
        return database.isShared() ? stored(rx) : now;
    }

    /** Adds the cached content of its document to a registration. A new address must be an address that may be read. */
    private ResolvedPartner registered(PartnerApplication partner, @Nullable ResolvedPartner held) {
        URI url = partner.metadataUrl();
        if (held != null && url != null && url.equals(held.application().metadataUrl())) {
            return held.registeredAgain(partner, clock.instant());
        }
        if (url != null) {
            reader.checkRegistered(url, partner.isAuthorizationServer());
        }
        return ResolvedPartner.registered(partner, url == null ? null : documentsRead.get(url), clock.instant());
    }

    public Future<Void> remove(String name) {
        return inTurn(() -> database.instances()
                .write(tx -> {
                    PartnerStore.remove(tx, NameKey.of(name));
                    return before(tx).without(name);
                })
                .onSuccess(after -> {
                    now = after;
                    changed(name);
                })
                .mapEmpty());
    }

    private void changed(String name) {
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
                .map(document -> document.with(RegistrationRules.strong(document)))
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
        return change(before -> {
            ResolvedPartner held = before.named(asked.application().name());
            if (held == null || !held.hasAddressOf(asked)) {
                throw MetadataParser.unusable("L5", "the registration changed in the meantime");
            }
            return new RegistrationRules(before, own.get())
                    .take(document, held, byOperator || asPublished, clock.instant());
        });
    }

    private synchronized <T> Future<T> inTurn(Supplier<Future<T>> change) {
        Future<T> next = lastChange.transform(before -> change.get());
        lastChange = next;
        return next;
    }
}
