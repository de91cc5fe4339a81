package org.s2slab.pki;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

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

    private final Database database;
    private final CertificateStore store;
    private final Clock clock;
    private final ConfigurationEpoch epoch;
    private int previousKept = 1;
    private Duration activationDelay = Duration.ZERO;
    private volatile KeySchedule roster = KeySchedule.EMPTY;
    private Future<Void> lastChange = Future.succeededFuture();

    public SigningKeyStore(Database database, CertificateStore store, Clock clock, ConfigurationEpoch epoch) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.epoch = epoch;
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

    /** Reads the assignments from the database. Fails if the store lacks an assigned certificate. */
    public Future<Void> load() {
        return database.read(this::scheduled).onSuccess(read -> roster = read).mapEmpty();
    }

    /** The current certificate for signing; empty before the first assignment. */
    public Optional<SigningKey> current() {
        return Optional.ofNullable(settled().current());
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
                ? CertificateFileAccess.offTheLoop(make).compose(this::assign)
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
        KeySchedule settled = roster.at(clock.instant().minus(activationDelay), previousKept);
        if (!settled.equals(roster)) {
            roster = settled;
            epoch.advance();
        }
        return settled;
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

    /** Runs changes one after another, so that each change sees the result of the previous change. */
    private synchronized Future<Void> change(UnaryOperator<KeySchedule> change) {
        lastChange = lastChange.transform(whatever -> write(change));
        return lastChange;
    }

    /** Stores the changed schedule, and uses it once it is on the disk. */
    private Future<Void> write(UnaryOperator<KeySchedule> change) {
        KeySchedule changed = change.apply(settled());
        return database.change(tx -> write(tx, changed)).onSuccess(written -> take(changed));
    }

    private synchronized void take(KeySchedule written) {
        roster = written;
        epoch.advance();
    }

    private void write(WriteTransaction tx, KeySchedule roster) {
        tx.execute("DELETE FROM signing_keys WHERE node = ?", database.node());
        int place = 0;
        for (Assigned assigned : roster.assigned()) {
            Instant effective = assigned.effective();
            tx.execute(
                    "INSERT INTO signing_keys (node, purpose, thumbprint, effective, place) VALUES (?, ?, ?, ?, ?)",
                    database.node(),
                    assigned.use().name(),
                    assigned.key().thumbprint(),
                    effective == null ? null : effective.getEpochSecond(),
                    place);
            place++;
        }
    }

    private KeySchedule scheduled(ReadTransaction rx) {
        List<Assigned> rows = rx.list(
                "SELECT purpose, thumbprint, effective FROM signing_keys WHERE node = ? ORDER BY place",
                row -> new Assigned(
                        Use.valueOf(row.text("purpose")), key(row.text("thumbprint")), row.moment("effective")),
                database.node());
        KeySchedule read = KeySchedule.EMPTY;
        for (Assigned row : rows) {
            read = read.with(row.use(), row.key(), row.effective());
        }
        return read;
    }

    private SigningKey key(String thumbprint) {
        return store.find(thumbprint)
                .orElseThrow(() -> new IllegalStateException("signing certificate " + thumbprint
                        + " is assigned, but the certificate store does not have it; bring its file back"));
    }
}
