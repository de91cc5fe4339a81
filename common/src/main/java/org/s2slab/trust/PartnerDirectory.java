package org.s2slab.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.CallContext;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.TrustedIssuer;

/**
 * The partner applications of this node and their keys: kept in the database, read from memory, refreshed from AuthMetadata
 * on first need and on an unknown thumbprint, at most once per issuer in 30 seconds (checks L1 to L9).
 */
public final class PartnerDirectory implements IssuerKeys {
    @Override
    public Future<Optional<IssuerKey>> find(PrincipalId issuer, String x5t, CallContext context) {
        throw new UnsupportedOperationException("skeleton");
    }

    @Override
    public Optional<TrustedIssuer> registered(PrincipalId issuer) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Reads the registrations from the database; before that the directory is empty. */
    public Future<Void> load() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** All partners in the order of their names. */
    public List<PartnerApplication> all() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** By the administrator's name, without case. */
    public Optional<PartnerApplication> named(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The enabled issuers, for {@code trusted_issuers}. */
    public List<PrincipalId> trustedIssuers() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Writes a partner, new or changed, and advances the epoch. The caller has checked names and conflicts. */
    public Future<Void> put(PartnerApplication partner) {
        throw new UnsupportedOperationException("skeleton");
    }

    public Future<Void> remove(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Reads a metadata document for registration: what it says of application id, realm and keys.
     *
     * <p>Fails with METADATA_UNUSABLE.
     */
    public Future<AuthMetadata> read(URI metadataUrl, CallContext context) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Reads a partner's document again on an administrator's word, so that a total replacement of keys is taken. */
    public Future<PartnerApplication> refresh(String name, CallContext context) {
        throw new UnsupportedOperationException("skeleton");
    }
}
