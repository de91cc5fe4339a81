package org.s2slab.junit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The root certificate of a deployment, in the forms that clients need. */
record LabTrust(KeyStore store, SSLContext sslContext) {
    static LabTrust of(Path root) {
        try (InputStream pem = Files.newInputStream(root)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "s2slab", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new LabTrust(store, context);
        } catch (IOException e) {
            throw new UncheckedIOException("the root certificate " + root, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the root certificate " + root, e);
        }
    }
}
