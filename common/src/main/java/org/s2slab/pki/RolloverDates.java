package org.s2slab.pki;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * What the dates of a certificate must be so that it can follow the present one, and what to warn of (check E7).
 *
 * @param certificateParameter the cmdlet's parameter that names the certificate, for messages
 * @param dateParameter the one that says from when it is used
 */
public record RolloverDates(SigningKeyStore keys, Clock clock, String certificateParameter, String dateParameter) {
    /** A staged certificate should be used at least so long before the old one expires, as the procedure for Lync says. */
    private static final Duration SAFE_OVERLAP = Duration.ofHours(24);

    /** How long partners may go on with a document that they have read: what they learn later they learn after this. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(15);

    /**
     * The warnings of a certificate that is to be used from a moment on, at once where none is given. Refusal
     * PARAMETER_INVALID when it is not valid then, or the moment is past.
     */
    public List<String> check(X509Certificate certificate, Optional<Instant> effective) {
        KeyStrength.requireAssignable(certificate);
        Instant now = clock.instant();
        Instant from = effective.orElse(now);
        Instant expires = certificate.getNotAfter().toInstant();
        if (from.isBefore(now)) {
            throw refused(dateParameter + ": " + from + " lies in the past, it is " + now);
        }
        if (from.isAfter(expires) || from.isBefore(certificate.getNotBefore().toInstant())) {
            throw refused(certificateParameter + ": the certificate is valid from "
                    + certificate.getNotBefore().toInstant() + " to " + expires + " and would be used from " + from);
        }
        List<String> warnings = new ArrayList<>();
        KeyStrength.assignmentWarning(certificate).ifPresent(warnings::add);
        keys.current()
                .map(current -> current.certificate().getNotAfter().toInstant())
                .filter(end -> effective.isPresent() && from.plus(SAFE_OVERLAP).isAfter(end))
                .ifPresent(end -> warnings.add(dateParameter
                        + " is less than 24 hours before the present certificate expires (" + end + ")."));
        if (effective.isPresent() && from.isBefore(now.plus(READ_AGAIN))) {
            warnings.add(
                    dateParameter + " is sooner than partners read this server's metadata again, which they do every 15"
                            + " minutes; one that has just read it refuses the new certificate for up to 30 seconds.");
        }
        return warnings;
    }

    private static Refusal refused(String detail) {
        return new Refusal(RefusalCode.PARAMETER_INVALID, detail);
    }
}
