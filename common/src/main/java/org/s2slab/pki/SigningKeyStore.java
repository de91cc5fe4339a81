package org.s2slab.pki;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates with which a node's built-in token server signs: current, previous and next with their dates. The
 * node's database stores their thumbprints. The machine's certificate store stores the keys.
 */
public final class SigningKeyStore {
    /** The current use of an assigned certificate. */
    public enum Use {
        CURRENT,
        PREVIOUS,
        NEXT
    }

    /**
     * An assignment.
     *
     * @param effective the activation time of a NEXT certificate; null for others, or if it is activated manually
     */
    public record Assigned(
            Use use, SigningKey key, @Nullable Instant effective) {}

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeyStore.class);

    private static final String MISSING =
            "{}: the certificate {}, with which all servers sign tokens, is not in the certificate store of this server, so it"
                    + " signs no token; run Export-PfxCertificate on a server that has it, and Import-PfxCertificate here";

    private final Database database;
    private final CertificateStore store;
    private final Clock clock;
    private final ConfigurationEpoch epoch;
    private int previousKept = 1;
    private Duration activationDelay = Duration.ZERO;
    private volatile KeySchedule roster = KeySchedule.EMPTY;
    private Future<Void> lastChange = Future.succeededFuture();
    private AssignmentStore rows;

    public SigningKeyStore(Database database, CertificateStore store, Clock clock, ConfigurationEpoch epoch) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.epoch = epoch;
        this.rows = new AssignmentStore(store, database.node(), true);
    }

    /**
     * Lets all instances on a database have the same assignments, as servers of one organization. Each of them still
     * needs the private keys in its own certificate store. Must be called before {@link #load}.
     */
    public SigningKeyStore ofOrganization() {
        rows = new AssignmentStore(store, "", !database.isShared());
        return this;
    }

    /** Sets the number of previous certificates that stay published (default: 1, as in the products). */
    public SigningKeyStore keepPrevious(int certificates) {
        previousKept = certificates;
        return this;
    }

    /** Sets the delay between the effective date of a staged certificate and its activation (default: none). */
    public SigningKeyStore activateAfter(Duration delay) {
        activationDelay = delay;
        return this;
    }

    /**
     * Reads the assignments from the database, and the keys from the store. Fails if the store lacks the key of an
     * assignment that only this server has.
     */
    public Future<Void> load() {
        return inTurn(() ->
                database.read(rows::read).onSuccess(read -> take(settled(read))).mapEmpty());
    }

    /** The current certificate for signing; empty before the first assignment, or if this server lacks its key. */
    public Optional<SigningKey> current() {
        return Optional.ofNullable(settled().current()).filter(SigningKey::hasPrivateKey);
    }

    /** The current certificate if other servers have its private key and this server does not. */
    public Optional<SigningKey> missing() {
        return Optional.ofNullable(settled().current()).filter(current -> !current.hasPrivateKey());
    }

    /** All assignments, current first. */
    public List<Assigned> assigned() {
        return settled().assigned();
    }

    /**
     * The keys to publish in AuthMetadata: current, then previous, then next. A previous certificate is removed when it
     * expires, so that partners accept its tokens until then (check E7).
     */
    public List<SigningKey> published() {
        Instant now = clock.instant();
        return settled().assigned().stream()
                .filter(assigned -> assigned.use() != Use.PREVIOUS
                        || !now.isAfter(
                                assigned.key().certificate().getNotAfter().toInstant()))
                .map(Assigned::key)
                .toList();
    }

    /** Generates a certificate on a worker thread at a node's first start, and assigns it if none is assigned. */
    public Future<Void> assignFirst(Callable<SigningKey> make) {
        return assigned().isEmpty()
                ? CertificateFileAccess.offTheLoop(make)
                        .compose(key -> accept(key)
                                .compose(kept ->
                                        change(now -> now.current() == null ? now.assign(key, previousKept) : now)))
                : Future.succeededFuture();
    }

    /**
     * Makes a certificate current at once. The current certificate becomes previous. Advances the epoch. Assigning the
     * current certificate again changes nothing. Refusal PARAMETER_INVALID if its key is too short or not RSA.
     */
    public Future<Void> assign(SigningKey key) {
        return accept(key).compose(kept -> change(now -> now.assign(key, previousKept)));
    }

    /**
     * Stages a certificate: it is published now, and becomes current at a later moment. Refusal PARAMETER_INVALID if it
     * is the current certificate, or its key is too short or not RSA.
     *
     * @param effective null if it is activated manually
     */
    public Future<Void> stage(SigningKey key, @Nullable Instant effective) {
        SigningKey current = settled().current();
        if (current != null && current.thumbprint().equals(key.thumbprint())) {
            return Future.failedFuture(Refusal.invalid(
                    "Thumbprint: " + key.thumbprint() + " is the current certificate; stage another one"));
        }
        return accept(key).compose(kept -> change(now -> now.stage(key, effective)));
    }

    /** Removes the certificates of one use. */
    public Future<Void> clear(Use use) {
        return change(now -> now.clear(use));
    }

    /**
     * Revokes a previous or next certificate. Refusal PARAMETER_INVALID for the current certificate, NOT_FOUND if no
     * certificate has this thumbprint.
     */
    public Future<Void> revoke(String thumbprint) {
        for (Assigned assigned : assigned()) {
            if (assigned.key().thumbprint().equalsIgnoreCase(thumbprint)) {
                return assigned.use() == Use.CURRENT
                        ? Future.failedFuture(Refusal.invalid("Thumbprint: " + thumbprint
                                + " is what tokens are signed with now; assign another first"))
                        : change(now -> now.revoke(assigned.key().thumbprint()));
            }
        }
        return Future.failedFuture(Refusal.notFound("no assigned certificate has the thumbprint " + thumbprint));
    }

    /** The present schedule; activates a staged certificate if its date has come. */
    private synchronized KeySchedule settled() {
        KeySchedule settled = settled(roster);
        if (!settled.equals(roster)) {
            roster = settled;
            epoch.advance();
        }
        return settled;
    }

    private KeySchedule settled(KeySchedule stored) {
        return stored.at(clock.instant().minus(activationDelay), previousKept);
    }

    private Future<Void> accept(SigningKey key) {
        try {
            KeyStrengthRules.requireAssignable(key.certificate());
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return CertificateFileAccess.offTheLoop(() -> {
            if (store.find(key.thumbprint()).isEmpty()) {
                store.add(key);
            }
            return null;
        });
    }

    /** Stores the changed schedule, and uses it once it is on the disk. */
    private Future<Void> change(UnaryOperator<KeySchedule> change) {
        return inTurn(() -> database.instances()
                .write(tx -> {
                    KeySchedule changed = change.apply(database.isShared() ? settled(rows.read(tx)) : settled());
                    rows.write(tx, changed);
                    return changed;
                })
                .onSuccess(this::take)
                .mapEmpty());
    }

    /** Runs changes and loads one after another, so that each sees the result of the previous one. */
    private synchronized Future<Void> inTurn(Supplier<Future<Void>> action) {
        lastChange = lastChange.transform(whatever -> action.get());
        return lastChange;
    }

    private synchronized void take(KeySchedule written) {
        if (!written.equals(roster)) {
            roster = written;
            epoch.advance();
            missing().ifPresent(key -> LOG.warn(MISSING, database.node(), key.thumbprint()));
        }
    }
}
