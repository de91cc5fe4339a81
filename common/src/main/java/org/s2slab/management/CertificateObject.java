package org.s2slab.management;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;

/** A certificate in cmdlet output, with the property names of .NET's X509Certificate2 and without private key. */
public final class CertificateObject {
    private CertificateObject() {}

    /** The properties Thumbprint, Subject, Issuer, SerialNumber, NotBefore, NotAfter, and RawData (DER in base64). */
    public static CmdletObject of(X509Certificate certificate) {
        return CmdletObject.empty()
                .with("Thumbprint", SigningKey.thumbprint(certificate))
                .with("Subject", certificate.getSubjectX500Principal().getName())
                .with("Issuer", certificate.getIssuerX500Principal().getName())
                .with("SerialNumber", certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT))
                .with("NotBefore", certificate.getNotBefore().toInstant())
                .with("NotAfter", certificate.getNotAfter().toInstant())
                .with("RawData", CertificateEncoding.text(certificate));
    }

    /** The domains of a certificate, in order. */
    public static List<String> names(X509Certificate certificate) {
        return CertificateDomains.of(certificate).names().stream().sorted().toList();
    }

    /** The length of its key in bits; empty if it is not an RSA key. */
    public static Optional<Integer> bits(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAPublicKey key
                ? Optional.of(key.getModulus().bitLength())
                : Optional.empty();
    }
}
