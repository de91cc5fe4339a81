package org.s2slab.authz.registry;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKey;

/**
 * By what an application proves itself: a certificate whose private key it holds, or a secret.
 *
 * @param keyId a GUID, by which administrators remove it
 * @param usage Verify proves the application; Sign is kept and of no use here
 * @param certificate of an Asymmetric one, null otherwise
 * @param secretHash base64url of the SHA-256 of any other, null for an Asymmetric one
 * @param x5t the certificate's thumbprint as assertions name it, null for a secret
 * @param x5tS256 its SHA-256 thumbprint, as today's client libraries name it, null for a secret
 * @param start from when it proves anything
 * @param end until when; never after the certificate's own end
 * @param origin whose hands the key is in
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
    /** Of whole seconds, like the moments they are compared with, so that it is good from the second it was made in. */
    public Credential {
        start = start.truncatedTo(ChronoUnit.SECONDS);
        end = end.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What kind of secret it is, in the words of New-MsolServicePrincipalCredential. */
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

    /** What it is for, in the words of New-MsolServicePrincipalCredential. */
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

    /** Whose hands a key is in: what CVE-2025-53786 had nobody look at (checks F10, K8). */
    public enum Origin {
        /** Uploaded by the tenant's administrators: servers of its own hold the private key. */
        ON_PREMISES,
        /** The online service's own, from the configuration of the authorization server. */
        ONLINE
    }

    /** Of a certificate. */
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

    /** Of a secret that is known by its hash only. */
    public static Credential of(
            String keyId, Kind type, Usage usage, String secretHash, Instant start, Instant end, Origin origin) {
        return new Credential(keyId, type, usage, null, secretHash, null, null, start, end, origin);
    }

    /** Whether an assertion that names these thumbprints claims to be signed with it. */
    boolean isCertificate(List<String> thumbprints) {
        return usage == Usage.VERIFY
                && !thumbprints.isEmpty()
                && thumbprints.stream().allMatch(one -> one.equals(x5t) || one.equals(x5tS256));
    }

    /** Whether it is the secret with this hash. */
    boolean isSecret(String hash) {
        return usage == Usage.VERIFY && secretHash != null && ClientSecrets.isSame(secretHash, hash);
    }

    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(start) && !moment.isAfter(end);
    }

    /** How journals name it: the thumbprint as Windows shows it, or the key id of a secret. */
    public String shown() {
        return x5t == null ? "secret " + keyId : "key " + thumbprint(x5t);
    }

    /** A thumbprint as Windows shows it, upper-case hex, from its form in a header. */
    public static String thumbprint(String x5t) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(java.util.Base64.getUrlDecoder().decode(x5t));
    }
}
