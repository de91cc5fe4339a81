package org.s2slab.diagnosis.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TrustState;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.KeyStrengthRules;

/** Checks the caller's signing certificate: present, valid, strong enough, not about to expire, SIP domains covered. */
final class CertificateCheck {
    /** The remaining validity below which the doctor warns, as Microsoft's own monitor does. */
    static final Duration NOTICE = Duration.ofDays(60);

    private final ServerPair pair;
    private final TrustState server;
    private final Instant now;

    private CertificateCheck(ServerPair pair) {
        this.pair = pair;
        this.server = pair.caller();
        this.now = Objects.requireNonNull(server.now());
    }

    /** The faults of the caller's certificate. The operator of an online service replaces its own certificate. */
    static List<TrustFault> of(ServerPair pair) {
        return pair.caller().address().online() ? List.of() : new CertificateCheck(pair).faults();
    }

    /**
     * The fault of a caller that lacks the private key of the certificate with which all servers of its configuration
     * sign.
     *
     * @param signer a server with the same configuration that has the key; the caller itself if no server has it
     */
    static Optional<TrustFault> lacking(TrustState caller, TrustState signer) {
        X509Certificate current = signer.keys().current();
        if (current == null || caller.keys().current() != null) {
            return Optional.empty();
        }
        String thumbprint = SigningKeyState.hex(current);
        String file = signer.address().folder().resolve(thumbprint + ".pfx").toString();
        return Optional.of(TrustFault.now(
                FaultCode.KEY_NOT_ON_SERVER,
                caller.label() + " does not have the private key of the signing certificate " + thumbprint
                        + ", which is assigned for all servers, so it signs no token. "
                        + signer.label() + " has the key",
                signer.product().exportKey(thumbprint, file),
                caller.product().importKey(thumbprint, file)));
    }

    private List<TrustFault> faults() {
        X509Certificate current = server.keys().current();
        if (current == null) {
            return List.of(
                    fault(FaultCode.CERTIFICATE_MISSING, server.label() + " has no certificate for signing tokens"));
        }
        List<TrustFault> faults = new ArrayList<>();
        wrong(current).ifPresent(faults::add);
        if (faults.isEmpty()) {
            due(current).ifPresent(faults::add);
        }
        uncovered(current).ifPresent(faults::add);
        return faults;
    }

    private Optional<TrustFault> wrong(X509Certificate current) {
        String which = "the signing certificate " + SigningKeyState.hex(current) + " of " + server.label() + " ";
        Instant from = current.getNotBefore().toInstant();
        Instant until = current.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return Optional.of(fault(
                    FaultCode.CERTIFICATE_NOT_YET_VALID,
                    which + "is not valid before " + from + ". The time on " + server.label() + " is " + now));
        }
        if (now.isAfter(until)) {
            return Optional.of(fault(
                    FaultCode.CERTIFICATE_EXPIRED,
                    which + "expired on " + until + ". The time on " + server.label() + " is " + now));
        }
        return KeyStrengthRules.usableForPartner(current)
                .map(fault -> fault(FaultCode.CERTIFICATE_TOO_SHORT, which + "is refused by its partners: " + fault));
    }

    private Optional<TrustFault> due(X509Certificate current) {
        Instant end = current.getNotAfter().toInstant();
        if (end.isAfter(now.plus(NOTICE)) || isFollowed(server.keys().next(), end)) {
            return Optional.empty();
        }
        return Optional.of(new TrustFault(
                FaultCode.CERTIFICATE_DUE,
                "the signing certificate " + SigningKeyState.hex(current) + " of " + server.label() + " expires on "
                        + end + ", and no next certificate is staged before that",
                end,
                new CertificateReplacement(pair, now).before(end)));
    }

    private boolean isFollowed(SigningKeyState.@Nullable Next next, Instant end) {
        return next != null
                && next.effective().isBefore(end)
                && next.certificate().getNotAfter().toInstant().isAfter(end);
    }

    private Optional<TrustFault> uncovered(X509Certificate current) {
        if (!server.is("lync")) {
            return Optional.empty();
        }
        List<String> missing =
                CertificateDomains.of(current).missing(server.settings().sipDomains());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(fault(
                        FaultCode.SIP_DOMAIN_NOT_COVERED,
                        "the signing certificate " + SigningKeyState.hex(current) + " of " + server.label()
                                + " does not name the SIP domain " + String.join(", ", missing)
                                + ". Lync makes no tokens for its users"));
    }

    private TrustFault fault(FaultCode code, String sentence) {
        return TrustFault.now(code, sentence, new CertificateReplacement(pair, now).atOnce());
    }
}
