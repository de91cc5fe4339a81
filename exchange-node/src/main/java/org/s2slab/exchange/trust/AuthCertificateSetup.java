package org.s2slab.exchange.trust;

import java.time.Clock;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;

/** Creates the "Microsoft Exchange Server Auth Certificate" as setup does: self-signed and valid for five years. */
public final class AuthCertificateSetup {
    private static final int BITS = 2048;
    private static final String SUBJECT = "CN=" + CertificateTemplate.EXCHANGE_AUTH_NAME;

    private AuthCertificateSetup() {}

    /**
     * The certificate that an administrator stored before the first start, otherwise a new certificate. Takes up to a
     * second; call it only on worker threads.
     */
    public static SigningKey in(CertificateStore certificates, Clock clock) {
        return certificates.all().stream()
                .filter(key -> SUBJECT.equals(
                        key.certificate().getSubjectX500Principal().getName()))
                .findFirst()
                .orElseGet(
                        () -> CertificateTemplate.exchangeAuth(clock.instant()).selfSigned(RsaEngine.generate(BITS)));
    }
}
