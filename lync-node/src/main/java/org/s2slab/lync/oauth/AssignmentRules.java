package org.s2slab.lync.oauth;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.pki.CoveredDomains;
import org.s2slab.pki.KeyStrength;
import org.s2slab.pki.SigningKeys;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Which certificates may be assigned for signing tokens: length, dates, and the SIP domains they stand for. */
final class AssignmentRules {
    /** A staged certificate should count at least so long before the old one expires (protocol section 9). */
    private static final Duration SAFE_OVERLAP = Duration.ofHours(24);

    private final SigningKeys keys;
    private final List<String> sipDomains;
    private final Clock clock;

    /** @param sipDomains the default SIP domain first */
    AssignmentRules(SigningKeys keys, List<String> sipDomains, Clock clock) {
        this.keys = keys;
        this.sipDomains = List.copyOf(sipDomains);
        this.clock = clock;
    }

    /** Refuses what Lync cannot sign with; gives what to warn of. */
    List<String> check(X509Certificate certificate, Optional<Instant> effective) {
        KeyStrength.requireAssignable(certificate);
        Instant now = clock.instant();
        Instant counts = effective.orElse(now);
        Instant expires = certificate.getNotAfter().toInstant();
        if (counts.isAfter(expires)
                || counts.isBefore(certificate.getNotBefore().toInstant())) {
            throw refused("Thumbprint: the certificate is valid from "
                    + certificate.getNotBefore().toInstant() + " to " + expires + " and would be used from " + counts);
        }
        if (effective.isPresent() && !counts.isAfter(now)) {
            throw refused("EffectiveDate: " + counts + " is not in the future; it is " + now);
        }
        CoveredDomains covered = CoveredDomains.of(certificate);
        if (!covered.covers(sipDomains.get(0))) {
            throw refused("Thumbprint: the certificate stands for " + covered.names()
                    + " and not for the default SIP domain '" + sipDomains.get(0)
                    + "'; request one with that domain as subject");
        }
        List<String> warnings = new ArrayList<>();
        KeyStrength.assignmentWarning(certificate).ifPresent(warnings::add);
        List<String> missing = covered.missing(sipDomains);
        if (!missing.isEmpty()) {
            warnings.add("The certificate does not stand for the SIP domains " + missing
                    + "; Lync makes no tokens for their users. Name them in the subject alternative name.");
        }
        keys.current()
                .filter(current -> effective.isPresent()
                        && counts.plus(SAFE_OVERLAP)
                                .isAfter(current.certificate().getNotAfter().toInstant()))
                .ifPresent(current -> warnings.add("EffectiveDate is less than 24 hours before the present certificate"
                        + " expires (" + current.certificate().getNotAfter().toInstant() + ")."));
        return warnings;
    }

    private static Refusal refused(String detail) {
        return new Refusal(RefusalCode.PARAMETER_INVALID, detail);
    }
}
