package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AuthMetadata document in which a server publishes its identity and signing keys, as far as a consumer needs it.
 *
 * @param serviceName the application principal id
 * @param realm the realm, or null where the document has none or {@code *}
 * @param signingCertificates the certificates in document order; at least one
 * @param issuanceEndpoint the https address at which an authorization server issues tokens by OAuth2; null in the
 *     documents of other servers
 */
public record AuthMetadata(
        String serviceName,
        @Nullable String realm,
        List<X509Certificate> signingCertificates,
        @Nullable URI issuanceEndpoint) {
    /** The largest document that is read, in bytes: four times a document with five certificates (check L3). */
    public static final int MAX_BYTES = 50 * 1024;

    public AuthMetadata {
        signingCertificates = List.copyOf(signingCertificates);
        if (serviceName.isEmpty() || signingCertificates.isEmpty()) {
            throw new IllegalArgumentException("a metadata document names a service and at least one certificate");
        }
    }

    /**
     * Reads the document of any product. Member names and the values of {@code usage} and {@code type} may be in any
     * case, and {@code keyinfo} may stand beside or inside {@code keyvalue}. Everything else must be exact.
     *
     * @throws org.s2slab.refusal.Refusal METADATA_UNUSABLE by rule L1 (tokens are issued without TLS), L3 (no JSON, too
     *     large), L5 (contradicts itself) or E10 (keys that are not certificates, or contradict their thumbprints)
     */
    public static AuthMetadata parse(byte[] document) {
        return MetadataParser.read(document);
    }

    /** The document with other certificates. */
    AuthMetadata with(List<X509Certificate> certificates) {
        return new AuthMetadata(serviceName, realm, certificates, issuanceEndpoint);
    }
}
