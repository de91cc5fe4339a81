package org.s2slab.engine.checker.plain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Somebody whose signature a service believes.
 *
 * @param name id@realm
 * @param vouches for whom
 * @param certificates those registered with it
 * @param since tokens from before are not believed
 */
public record IssuerFacts(String name, Vouches vouches, List<X509Certificate> certificates, Instant since) {
    /** For whom an issuer vouches. */
    public enum Vouches {
        /** For itself alone. */
        ITSELF,
        /** For other applications of its realm that are registered (SharePoint's trust broker). */
        OTHERS,
        /** For applications that are registered to come from an authorization server. */
        TENANT
    }
}
