package org.s2slab.pki;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Encodes certificates for cmdlets, documents and the database: DER in base64, one line. */
public final class CertificateEncoding {
    private CertificateEncoding() {}

    /** Parses a certificate; line breaks are ignored. IllegalArgumentException if the text is not a certificate. */
    public static X509Certificate of(String text) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(text);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not the base64 of a certificate in DER", e);
        }
    }

    public static String text(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
