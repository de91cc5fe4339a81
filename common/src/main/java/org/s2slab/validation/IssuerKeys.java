package org.s2slab.validation;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.CallContext;

/** Finds the keys of a claimed issuer. The interface keeps validation free of HTTP and of stores. */
public interface IssuerKeys {
    /**
     * The certificate of exactly this issuer with this thumbprint. Empty when the issuer is not registered or has no
     * such key, even after at most one metadata refresh; never a key of another issuer (checks E3, E4, C8, F2, L8).
     *
     * @param x5t base64url of the certificate's SHA-1 hash, unpadded
     */
    Future<Optional<IssuerKey>> find(PrincipalId issuer, String x5t, CallContext context);

    /** Finds the certificate in memory only, without a request. */
    Optional<IssuerKey> held(PrincipalId issuer, String x5t);

    /** The current registration of an issuer, without a network look-up. */
    Optional<TrustedIssuer> registered(PrincipalId issuer);

    /**
     * The registration under which an issuer may name an application other than itself. Empty when there is none.
     *
     * @param issuer the issuer of the token that names it
     */
    Optional<TrustedIssuer> namedBy(TrustedIssuer issuer, PrincipalId application);

    /**
     * The registration of an application of an authorization server's tenant that this service does not know by name.
     * An online service accepts every application of its tenant. The claim {@code roles} of the token states what the
     * application may do. Empty in any other service.
     *
     * @param issuer the issuer of the token that names the application
     */
    default Optional<TrustedIssuer> ofTenant(TrustedIssuer issuer, PrincipalId application) {
        return Optional.empty();
    }

    /** A registered issuer together with one of its certificates. */
    record IssuerKey(TrustedIssuer issuer, X509Certificate certificate) {}
}
