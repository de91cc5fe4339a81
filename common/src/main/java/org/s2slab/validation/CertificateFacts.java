package org.s2slab.validation;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.s2slab.pki.SigningKey;

/**
 * The properties of a certificate that the rules check, computed once for each certificate and not for every token.
 *
 * @param certificate the certificate itself
 * @param x5t its thumbprint as headers name it
 * @param rsaBits length of its RSA key, 0 if it has no key that is usable for RS256
 * @param from start of its validity in seconds since 1970
 * @param to end of its validity in seconds since 1970
 */
record CertificateFacts(X509Certificate certificate, String x5t, int rsaBits, long from, long to) {
    /** Certificates of partners: some dozens in a large deployment. */
    private static final BoundedCache<X509Certificate, CertificateFacts> KNOWN = new BoundedCache<>(1_000);

    static CertificateFacts of(X509Certificate certificate) {
        CertificateFacts known = KNOWN.get(certificate);
        if (known == null) {
            known = read(certificate);
            KNOWN.put(certificate, known);
        }
        return known;
    }

    private static CertificateFacts read(X509Certificate certificate) {
        return new CertificateFacts(
                certificate,
                SigningKey.x5t(certificate),
                rsaBits(certificate.getPublicKey()),
                certificate.getNotBefore().toInstant().getEpochSecond(),
                certificate.getNotAfter().toInstant().getEpochSecond());
    }

    /** The length of an RS256 key. A key for RSASSA-PSS has the same class, but is not usable for RS256. */
    private static int rsaBits(PublicKey key) {
        return key instanceof RSAPublicKey rsa && key.getAlgorithm().equals("RSA")
                ? rsa.getModulus().bitLength()
                : 0;
    }
}
