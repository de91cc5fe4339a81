package org.s2slab.authz.registry;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKey;

/**
 * The credential of an application: a certificate whose private key it has, or a secret.
 *
 * @param keyId a GUID with which administrators remove it
 * @param usage Verify authenticates the application; Sign is stored and has no effect
 * @param certificate the certificate of an Asymmetric credential, otherwise null
 * @param secretHash base64url of the SHA-256 of a secret, null for an Asymmetric credential
 * @param x5t the certificate's thumbprint as assertions name it, null for a secret
 * @param x5tS256 its SHA-256 thumbprint, as today's client libraries name it, null for a secret
 * @param start start of the validity
 * @param end end of the validity; never after the certificate's own end
 * @param origin the owner of the private key
 */
public record Credential(
        String keyId,
        Kind type,
        Usage usage,
        @Nullable X509Certificate certificate,
        @Nullable String secretHash,
        @Nullable String x5t,
        @Nullable String x5tS256,
        Instant start,
        Instant end,
        Origin origin) {
    /** Rounds times to whole seconds, like the times of requests, so that the credential is valid at once. */
    public Credential {
        start = start.truncatedTo(ChronoUnit.SECONDS);
        end = end.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The type of a credential, named as in New-MsolServicePrincipalCredential. */
    public enum Kind {
        ASYMMETRIC("Asymmetric"),
        PASSWORD("Password"),
        SYMMETRIC("Symmetric");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The usage of a credential, named as in New-MsolServicePrincipalCredential. */
    public enum Usage {
        VERIFY("Verify"),
        SIGN("Sign");

        private final String word;

        Usage(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The owner of the private key, which servers with CVE-2025-53786 did not check (checks F10, K8). */
    public enum Origin {
        /** Uploaded by the tenant's administrators. The tenant's own servers have the private key. */
        ON_PREMISES,
        /** The online service's own key, from the configuration of the authorization server. */
        ONLINE
    }

    /** The credential of a certificate. */
    public static Credential of(
            String keyId, Usage usage, X509Certificate certificate, Instant start, Instant end, Origin origin) {
        Instant last = certificate.getNotAfter().toInstant();
        return new Credential(
                keyId,
                Kind.ASYMMETRIC,
                usage,
                certificate,
                null,
                SigningKey.x5t(certificate),
                SigningKey.x5tS256(certificate),
                start,
                end.isAfter(last) ? last : end,
                origin);
    }

    /** The credential of a secret. Only the hash of the secret is known. */
    public static Credential of(
            String keyId, Kind type, Usage usage, String secretHash, Instant start, Instant end, Origin origin) {
        return new Credential(keyId, type, usage, null, secretHash, null, null, start, end, origin);
    }

    /** Whether these thumbprints of an assertion name this certificate. */
    boolean isCertificate(List<String> thumbprints) {
        return usage == Usage.VERIFY
                && !thumbprints.isEmpty()
                && thumbprints.stream().allMatch(one -> one.equals(x5t) || one.equals(x5tS256));
    }

    /** Whether this is the secret with this hash. */
    boolean isSecret(String hash) {
        return usage == Usage.VERIFY && secretHash != null && ClientSecrets.isSame(secretHash, hash);
    }

    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(start) && !moment.isAfter(end);
    }

    /** The name in journals: the thumbprint as Windows shows it, or the key id of a secret. */
    public String shown() {
        return x5t == null ? "secret " + keyId : "key " + thumbprint(x5t);
    }

    /** The thumbprint as Windows shows it, or the key id of a secret. */
    public String id() {
        return x5t == null ? keyId : thumbprint(x5t);
    }

    /** Converts a thumbprint from its form in a header to upper-case hex, as Windows shows it. */
    public static String thumbprint(String x5t) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(java.util.Base64.getUrlDecoder().decode(x5t));
    }
}
