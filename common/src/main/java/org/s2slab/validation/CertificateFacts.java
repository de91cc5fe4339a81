package org.s2slab.validation;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.s2slab.pki.SigningKey;

/**
 * What the rules ask of a certificate, worked out once for each: hashing and reading it anew would be a cost of every
 * token.
 *
 * @param certificate the certificate itself
 * @param x5t its thumbprint as headers name it
 * @param rsaBits length of its RSA key, 0 where it has none that is good for RS256
 * @param from seconds since 1970 at which it becomes valid
 * @param to seconds since 1970 until which it is valid
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

    /** A key for RSASSA-PSS is of the same class as one for RS256, but not for it. */
    private static int rsaBits(PublicKey key) {
        return key instanceof RSAPublicKey rsa && key.getAlgorithm().equals("RSA")
                ? rsa.getModulus().bitLength()
                : 0;
    }
}
