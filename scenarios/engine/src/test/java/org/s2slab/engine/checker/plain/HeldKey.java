package org.s2slab.engine.checker.plain;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A key with which the mutations can sign tokens. */
public record HeldKey(String owner, PrivateKey key, X509Certificate certificate) {
    String x5t() {
        return ActorFacts.x5t(certificate);
    }

    @Override
    public String toString() {
        return owner;
    }
}
