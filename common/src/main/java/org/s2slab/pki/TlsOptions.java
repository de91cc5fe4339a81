package org.s2slab.pki;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * The TLS settings of nodes: versions 1.2 and 1.3 only. A server presents a certificate for the requested host name. A
 * client trusts only the deployment's root and checks that name (check L4; RFC 9525).
 */
public final class TlsOptions {
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    /** The time in seconds until a client cancels a handshake. Each request has its own shorter limit. */
    private static final int HANDSHAKE = 40;

    /**
     * The time in seconds after which a client closes a connection without requests: shorter than a server keeps it, so
     * that no request is sent on a connection that the server closes.
     */
    public static final int CLIENT_IDLE = 2;

    private TlsOptions() {}

    /** Server options with a key (P-256) and a certificate chain from PEM files. Blocks; not for event loops. */
    public static HttpServerOptions server(Path key, Path certificateChain) {
        return new HttpServerOptions()
                .setSsl(true)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setKeyCertOptions(KeyCertOptions.wrap(
                        identity(PemFiles.readKey(key, "EC"), PemFiles.readCertificates(certificateChain))));
    }

    /**
     * Creates a key store in memory without password protection. Vert.x's own reader of PEM files derives a password in
     * ten thousand rounds for each server, which takes most of its start.
     */
    private static KeyManagerFactory identity(PrivateKey key, List<X509Certificate> chain) {
        try {
            char[] password = {};
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, password);
            store.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("TLS key and certificate", e);
        }
    }

    /** Client options that trust the root certificates of a PEM file. Blocks; not for event loops. */
    public static HttpClientOptions client(Path trustedRoots) {
        return new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setForceSni(true)
                .setKeepAliveTimeout(CLIENT_IDLE)
                .setSslHandshakeTimeout(HANDSHAKE)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setTrustOptions(TrustOptions.wrap(NamedServerTrust.of(PemFiles.readCertificates(trustedRoots))));
    }

    /**
     * Creates sockets of the JDK for a client that trusts the root certificates of a PEM file. The client must set the
     * identification of the server to HTTPS. Blocks.
     */
    public static SSLSocketFactory sockets(Path trustedRoots) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {NamedServerTrust.of(PemFiles.readCertificates(trustedRoots))}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS with " + trustedRoots, e);
        }
    }
}
