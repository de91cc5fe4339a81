package org.s2slab.pki;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;

/**
 * The rules for the dates of a certificate that replaces the current certificate, and the warnings about them (check
 * E7).
 */
public record RolloverDates(SigningKeyStore keys, Clock clock, String certificateParameter, String dateParameter) {
    /** The minimum time from the activation of a staged certificate to the expiry of the old certificate. */
    private static final Duration SAFE_OVERLAP = Duration.ofHours(24);

    /** The maximum time for which partners use a document before they read it again. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(15);

    /**
     * The warnings for a certificate that is used from a moment on (default: now). Refusal PARAMETER_INVALID if the
     * certificate is not valid at this moment, or the moment is past.
     */
    public List<String> check(X509Certificate certificate, Optional<Instant> effective) {
        KeyStrengthRules.requireAssignable(certificate);
        Instant now = clock.instant();
        Instant from = effective.orElse(now);
        Instant expires = certificate.getNotAfter().toInstant();
        if (from.isBefore(now)) {
            throw Refusal.invalid(dateParameter + ": " + from + " lies in the past, it is " + now);
        }
        if (from.isAfter(expires) || from.isBefore(certificate.getNotBefore().toInstant())) {
            throw Refusal.invalid(certificateParameter + ": the certificate is valid from "
                    + certificate.getNotBefore().toInstant() + " to " + expires + " and would be used from " + from);
        }
        List<String> warnings = new ArrayList<>();
        KeyStrengthRules.assignmentWarning(certificate).ifPresent(warnings::add);
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
}
