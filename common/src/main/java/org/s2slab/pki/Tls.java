package org.s2slab.pki;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Set;

/**
 * How nodes speak TLS: versions 1.2 and 1.3 only, servers prove the host name asked for, clients trust nothing but the
 * deployment's root and check that name (check L4; RFC 9525).
 */
public final class Tls {
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private Tls() {}

    /** Server options with a key and a certificate chain from PEM files. */
    public static HttpServerOptions server(Path key, Path certificateChain) {
        return new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addKeyPath(key.toString()).addCertPath(certificateChain.toString()));
    }

    /** Client options that trust the root certificates of a PEM file. */
    public static HttpClientOptions client(Path trustedRoots) {
        return new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setForceSni(true)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setTrustOptions(new PemTrustOptions().addCertPath(trustedRoots.toString()));
    }
}
