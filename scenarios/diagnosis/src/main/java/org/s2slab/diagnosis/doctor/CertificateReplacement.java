package org.s2slab.diagnosis.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TrustState;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.KeyStrengthRules;

/**
 * Generates the cmdlets that replace a server's signing certificate and publish the new certificate to the called
 * server. If the server's store has a suitable certificate, it is used; otherwise, a new certificate is created.
 */
final class CertificateReplacement {
    private final ServerPair pair;
    private final TrustState server;
    private final Instant now;
    private final List<CmdletFix> calls = new ArrayList<>();
    private final String thumbprint;
    private final String raw;

    CertificateReplacement(ServerPair pair, Instant now) {
        this.pair = pair;
        this.server = pair.caller();
        this.now = now;
        Optional<X509Certificate> ready =
                server.keys().store().stream().filter(this::willDo).findFirst();
        String variable = server.name().replaceAll("[^A-Za-z]", "") + "Certificate";
        if (ready.isEmpty()) {
            calls.add(CmdletFix.of(server.product().createCertificate(domains()).as(variable)));
        }
        thumbprint = ready.map(SigningKeyState::hex).orElse("$" + variable + ".Thumbprint");
        raw = ready.map(SigningKeyState::raw).orElse("$" + variable + ".RawData");
    }

    /** The cmdlets that activate the certificate at once. */
    List<CmdletFix> atOnce() {
        calls.add(CmdletFix.of(server.product().activate(thumbprint)));
        told();
        return List.copyOf(calls);
    }

    /** The cmdlets that stage the certificate for half the remaining time, or activate it at once (SharePoint). */
    List<CmdletFix> before(Instant end) {
        Instant half = now.plus(Duration.between(now, end).dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
        calls.add(CmdletFix.of(
                server.is("sharepoint")
                        ? server.product().activate(thumbprint)
                        : server.product().stage(thumbprint, half.toString())));
        if (pair.kind() == TrustEdge.Kind.AUTHORIZATION_SERVER) {
            told();
        }
        return List.copyOf(calls);
    }

    private boolean willDo(X509Certificate certificate) {
        return !certificate.equals(server.keys().current())
                && KeyStrengthRules.usableForPartner(certificate, now).isEmpty()
                && certificate.getNotAfter().toInstant().isAfter(now.plus(CertificateCheck.NOTICE))
                && (!server.is("lync")
                        || CertificateDomains.of(certificate).missing(domains()).isEmpty());
    }

    /** The SIP domains, the realm first, because the default domain must be the certificate's subject. */
    private Set<String> domains() {
        Set<String> domains = new LinkedHashSet<>();
        String realm = server.realm();
        if (realm.contains(".")) {
            domains.add(realm);
        }
        domains.addAll(server.settings().sipDomains());
        return domains;
    }

    private void told() {
        if (pair.kind() == TrustEdge.Kind.AUTHORIZATION_SERVER) {
            calls.addAll(pair.upload(raw));
        } else {
            pair.direct(pair.resource(), server)
                    .ifPresent(held -> calls.add(CmdletFix.of(DirectTrustCheck.refreshed(pair.resource(), held, raw))));
        }
    }
}
