package org.s2slab.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeys;

/** The "Microsoft Exchange Server Auth Certificate": setup makes it, self-signed and valid for five years. */
final class AuthCertificate {
    private static final int BITS = 2048;
    private static final String SUBJECT = "CN=" + CertificateTemplate.EXCHANGE_AUTH_NAME;

    private final Vertx vertx;
    private final CertificateStore certificates;
    private final SigningKeys keys;
    private final Clock clock;

    AuthCertificate(Vertx vertx, CertificateStore certificates, SigningKeys keys, Clock clock) {
        this.vertx = vertx;
        this.certificates = certificates;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Assigns the certificate at the first start. One that lies in the certificate store already is taken, so that
     * whoever prepares a machine may bring it along.
     */
    Future<Void> makeAtFirstStart() {
        if (!keys.assigned().isEmpty()) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(this::found).compose(keys::assign);
    }

    private SigningKey found() {
        return certificates.all().stream()
                .filter(key -> SUBJECT.equals(
                        key.certificate().getSubjectX500Principal().getName()))
                .findFirst()
                .orElseGet(
                        () -> CertificateTemplate.exchangeAuth(clock.instant()).selfSigned(RsaEngine.generate(BITS)));
    }
}
