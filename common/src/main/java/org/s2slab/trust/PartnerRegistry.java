package org.s2slab.trust;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.store.Database;

/**
 * What this node has registered now, and the one way in which that changes: one change after another, each held against
 * the outcome of the one before, written to the database first and under a new epoch from then on.
 */
final class PartnerRegistry {
    private final PartnerStore store;
    private final ConfigurationEpoch epoch;
    private final Clock clock;
    private final Supplier<List<X509Certificate>> own;
    private final Supplier<ServiceIdentity> self;
    private final boolean asPublished;
    private volatile Partners now = Partners.NONE;
    private Future<?> lastChange = Future.succeededFuture();

    /**
     * @param own the certificates this node itself signs with now
     * @param self what it is called now
     * @param asPublished whether every document is taken as if an administrator had asked for it
     */
    PartnerRegistry(
            Database database,
            ConfigurationEpoch epoch,
            Clock clock,
            Supplier<List<X509Certificate>> own,
            Supplier<ServiceIdentity> self,
            boolean asPublished) {
        this.store = new PartnerStore(database);
        this.epoch = epoch;
        this.clock = clock;
        this.own = own;
        this.self = self;
        this.asPublished = asPublished;
    }

    Partners now() {
        return now;
    }

    Future<Void> load() {
        return store.all()
                .onSuccess(found -> {
                    now = Partners.of(found);
                    epoch.advance();
                })
                .mapEmpty();
    }

    /** Writes what a registration becomes; fails with a Refusal of {@link TrustRules#checkRegistration}. */
    Future<Void> put(Supplier<KnownPartner> registration) {
        return inTurn(() -> {
            KnownPartner partner = registration.get();
            new TrustRules(now, own.get()).checkRegistration(partner, self.get(), clock.instant());
            return store.put(partner).onSuccess(done -> {
                now = now.with(partner);
                epoch.advance();
            });
        });
    }

    Future<Void> remove(String name) {
        return inTurn(() -> store.remove(KnownPartner.key(name)).onSuccess(done -> {
            now = now.without(name);
            epoch.advance();
        }));
    }

    /**
     * Takes a document for the partner it was read for; fails with METADATA_UNUSABLE.
     *
     * @param byOperator whether an administrator asked for it, so that all keys may be replaced
     */
    Future<KnownPartner> take(AuthMetadata document, KnownPartner asked, boolean byOperator) {
        return inTurn(() -> {
            KnownPartner held = now.named(asked.application().name());
            if (held == null
                    || !Objects.equals(
                            held.application().metadataUrl(),
                            asked.application().metadataUrl())) {
                return Future.failedFuture(MetadataDocument.unusable("L5", "the registration changed in the meantime"));
            }
            KnownPartner taken =
                    new TrustRules(now, own.get()).take(document, held, byOperator || asPublished, clock.instant());
            boolean news = !taken.issuer().equals(held.issuer())
                    || !taken.application()
                            .certificates()
                            .equals(held.application().certificates());
            return store.put(taken)
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
