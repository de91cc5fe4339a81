package org.s2slab.pki;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The certificates a node's built-in token server signs with: current, previous and next with their dates. Which they
 * are is kept in the node's database by thumbprint; the keys themselves lie in the machine's certificate store.
 */
public final class SigningKeys {
    /** What an assigned certificate is used for now. */
    public enum Use {
        CURRENT,
        PREVIOUS,
        NEXT
    }

    /** An assignment. {@code effective}: from when a NEXT one becomes current, null otherwise. */
    public record Assigned(
            Use use, SigningKey key, @Nullable Instant effective) {}

    /** Reads the assignments from the database. */
    public Future<Void> load() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The certificate to sign with now; empty when none was assigned yet. */
    public Optional<SigningKey> current() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Everything assigned, current first. */
    public List<Assigned> assigned() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The keys to publish in AuthMetadata: current, then previous, then next. */
    public List<SigningKey> published() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Makes a certificate current at once; what was current becomes previous. Advances the epoch. */
    public Future<Void> assign(SigningKey key) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Stages a certificate that becomes current at a moment. */
    public Future<Void> stage(SigningKey key, Instant effective) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Forgets the certificate of one use. */
    public Future<Void> clear(Use use) {
        throw new UnsupportedOperationException("skeleton");
    }
}
