package org.s2slab.pki;

import com.nimbusds.jose.util.X509CertUtils;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** A private key and its certificate. Its text form never shows the key. */
public record SigningKey(PrivateKey privateKey, X509Certificate certificate) {
    private static final Map<X509Certificate, String> THUMBPRINTS = Collections.synchronizedMap(new WeakHashMap<>());

    /** The private key of a certificate whose private key is on other servers only. It signs nothing. */
    private enum AbsentKey implements PrivateKey {
        ABSENT;

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    /** A certificate whose private key this server does not have. */
    public static SigningKey withoutPrivateKey(X509Certificate certificate) {
        return new SigningKey(AbsentKey.ABSENT, certificate);
    }

    /** Whether this server has the private key. */
    public boolean hasPrivateKey() {
        return privateKey != AbsentKey.ABSENT;
    }

    /** The {@code x5t} header value: base64url, unpadded, of the SHA-1 hash of the certificate (RFC 7515, 4.1.7). */
    public String x5t() {
        return x5t(certificate);
    }

    /** The thumbprint as Windows shows it: the same hash in upper-case hex. */
    public String thumbprint() {
        return thumbprint(certificate);
    }

    /** The thumbprint of any certificate as Windows shows it. */
    public static String thumbprint(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(sha1(certificate));
    }

    /** The {@code x5t} of any certificate; hashed once, because each token needs it. */
    public static String x5t(X509Certificate certificate) {
        return THUMBPRINTS.computeIfAbsent(
                certificate, hashed -> Base64.getUrlEncoder().withoutPadding().encodeToString(sha1(hashed)));
    }

    /** The {@code x5t#S256} of any certificate: base64url of its SHA-256 hash (RFC 7515, 4.1.8). */
    public static String x5tS256(X509Certificate certificate) {
        return X509CertUtils.computeSHA256Thumbprint(certificate).toString();
    }

    private static byte[] sha1(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-1 of a certificate", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + thumbprint() + "]";
    }
}
