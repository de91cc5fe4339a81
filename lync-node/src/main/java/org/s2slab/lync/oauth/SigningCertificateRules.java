package org.s2slab.lync.oauth;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.RolloverDates;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.Refusal;

/** The rules for certificates that may sign tokens: key length, validity dates and SIP domains. */
final class SigningCertificateRules {
    private final RolloverDates dates;
    private final List<String> sipDomains;

    /** @param sipDomains all SIP domains, the default one first */
    SigningCertificateRules(SigningKeyStore keys, List<String> sipDomains, Clock clock) {
        this.dates = new RolloverDates(keys, clock, "Thumbprint", "EffectiveDate");
        this.sipDomains = List.copyOf(sipDomains);
    }

    /** Refuses certificates that cannot sign Lync's tokens; returns warnings. */
    List<String> check(X509Certificate certificate, Optional<Instant> effective) {
        List<String> warnings = new ArrayList<>(dates.check(certificate, effective));
        CertificateDomains covered = CertificateDomains.of(certificate);
        if (!covered.covers(sipDomains.get(0))) {
            throw Refusal.invalid("Thumbprint: the certificate stands for " + covered.names()
                    + " and not for the default SIP domain '" + sipDomains.get(0)
                    + "'; request one with that domain as subject");
        }
        List<String> missing = covered.missing(sipDomains);
        if (!missing.isEmpty()) {
            warnings.add("The certificate does not stand for the SIP domains " + missing
                    + "; Lync makes no tokens for their users. Name them in the subject alternative name.");
        }
        return warnings;
    }
}
