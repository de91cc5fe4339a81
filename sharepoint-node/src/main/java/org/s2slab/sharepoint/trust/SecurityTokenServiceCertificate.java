package org.s2slab.sharepoint.trust;

import java.time.Instant;
import java.util.List;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;

/** Creates a farm's certificate for its security token service, issued by its own root (protocol section 3.3). */
public final class SecurityTokenServiceCertificate {
    private static final String NAME = "SharePoint Security Token Service";
    private static final String SUBJECT = "CN=" + NAME;
    private static final int BITS = 2048;
    private static final Instant NOT_BEFORE = Instant.parse("2013-01-01T00:00:00Z");
    private static final Instant NOT_AFTER = Instant.parse("9999-01-01T00:00:00Z");

    private SecurityTokenServiceCertificate() {}

    /**
     * The certificate for the service that an administrator put into the machine's store, otherwise a new one. This
     * takes up to a second and needs a worker thread.
     */
    public static SigningKey in(CertificateStore store) {
        return store.all().stream()
                .filter(key -> SUBJECT.equals(
                        key.certificate().getSubjectX500Principal().getName()))
                .findFirst()
                .orElseGet(SecurityTokenServiceCertificate::make);
    }

    private static SigningKey make() {
        SigningKey root = new CertificateTemplate(
                        "SharePoint Root Authority",
                        List.of(),
                        List.of(),
                        NOT_BEFORE,
                        NOT_AFTER,
                        CertificateTemplate.Purpose.AUTHORITY)
                .selfSigned(RsaEngine.generate(BITS));
        return CertificateTemplate.forTokens(NAME, NOT_BEFORE, NOT_AFTER).issuedBy(root, RsaEngine.generate(BITS));
    }
}
