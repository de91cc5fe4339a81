package org.s2slab.pki;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts TLS servers whose certificate has one of the given roots and a DNS name as alternative name. Java's own check
 * falls back to the common name. A common name never names a host (check L4; RFC 9525, 2).
 */
final class NamedServerTrust extends X509ExtendedTrustManager {
    /** The type of a DNS name among the alternative names (RFC 5280, 4.2.1.6). */
    private static final Integer DNS_NAME = 2;

    private final X509ExtendedTrustManager chains;

    private NamedServerTrust(X509ExtendedTrustManager chains) {
        this.chains = chains;
    }

    static NamedServerTrust of(List<X509Certificate> roots) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < roots.size(); i++) {
                store.setCertificateEntry("root-" + i, roots.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager chains) {
                    return new NamedServerTrust(chains);
                }
            }
            throw new IllegalStateException("Java has no trust manager for certificates");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("trusted root certificates", e);
        }
    }

    private static void checkNamed(X509Certificate[] chain) throws CertificateException {
        Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
        if (names == null || names.stream().noneMatch(name -> DNS_NAME.equals(name.get(0)))) {
            throw new CertificateException("the certificate of "
                    + chain[0].getSubjectX500Principal().getName()
                    + " has no DNS name among its alternative names, and a common name names no host (L4)");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        chains.checkServerTrusted(chain, type, engine);
        checkNamed(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        chains.checkServerTrusted(chain, type, socket);
        checkNamed(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        chains.checkServerTrusted(chain, type);
        checkNamed(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        chains.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        chains.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        chains.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
