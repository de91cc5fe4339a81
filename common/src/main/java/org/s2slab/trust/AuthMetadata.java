package org.s2slab.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document by which a server says who it is and what it signs with, as far as a consumer needs it.
 *
 * @param serviceName the application principal id
 * @param realm the realm, or null where the document has none or {@code *}
 * @param signingCertificates at least one, in document order
 */
public record AuthMetadata(String serviceName, @Nullable String realm, List<X509Certificate> signingCertificates) {
    public AuthMetadata {
        signingCertificates = List.copyOf(signingCertificates);
    }
}
