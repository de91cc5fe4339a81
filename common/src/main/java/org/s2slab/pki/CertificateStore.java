package org.s2slab.pki;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's certificate store, simulated by a folder: one PEM file per certificate with its private key, owner-only.
 */
public final class CertificateStore {
    /** @param folder made with owner-only rights when absent */
    public CertificateStore(Path folder) {}

    /** Every certificate with a private key, sorted by thumbprint. */
    public List<SigningKey> all() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** By upper- or lower-case hex thumbprint; spaces between the digits do not matter. */
    public Optional<SigningKey> find(String thumbprint) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Keeps a key and its certificate. */
    public void add(SigningKey key) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Brings in a PFX (PKCS #12) file; Refusal PARAMETER_INVALID when it cannot be read with this password. */
    public SigningKey importPfx(Path file, String password) {
        throw new UnsupportedOperationException("skeleton");
    }
}
