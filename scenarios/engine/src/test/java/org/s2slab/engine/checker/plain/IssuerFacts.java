package org.s2slab.engine.checker.plain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * An issuer that a service trusts.
 *
 * @param name id@realm
 * @param vouches the applications whose tokens it may issue
 * @param certificates the registered certificates
 * @param since the start of the trust; older tokens are not accepted
 */
public record IssuerFacts(String name, Vouches vouches, List<X509Certificate> certificates, Instant since) {
    /** The applications whose tokens an issuer may issue. */
    public enum Vouches {
        /** Only the issuer itself. */
        ITSELF,
        /** Other registered applications of its realm (SharePoint's trust broker). */
        OTHERS,
        /** Applications that are registered for tokens from an authorization server. */
        TENANT
    }
}
