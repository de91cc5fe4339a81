package org.s2slab.scenarios.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.CoveredDomains;
import org.s2slab.pki.KeyStrength;

/**
 * The lines that give a server another certificate to sign with, and tell the one it calls: one that lies ready in its
 * store, else a new one.
 */
final class Replacement {
    private final Pair pair;
    private final NodeFacts server;
    private final Instant now;
    private final List<Cure> lines = new ArrayList<>();
    private final String thumbprint;
    private final String raw;

    Replacement(Pair pair, Instant now) {
        this.pair = pair;
        this.server = pair.caller();
        this.now = now;
        Optional<X509Certificate> ready =
                server.keys().store().stream().filter(this::willDo).findFirst();
        String variable = "$" + server.name().replaceAll("[^A-Za-z]", "") + "Certificate";
        if (ready.isEmpty()) {
            lines.add(made().on(server.name(), variable));
        }
        thumbprint = ready.map(Keys::hex).orElse(variable + ".Thumbprint");
        raw = ready.map(Keys::raw).orElse(variable + ".RawData");
    }

    /** Signs with it at once. */
    List<Cure> atOnce() {
        lines.add(assigned(null));
        told();
        return List.copyOf(lines);
    }

    /** Signs with it from half way to the end of the present one; SharePoint has no such date and changes at once. */
    List<Cure> before(Instant end) {
        Instant half = now.plus(Duration.between(now, end).dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
        lines.add(assigned(server.is("sharepoint") ? null : half));
        if (pair.kind() == Edge.Kind.AUTHORIZATION_SERVER) {
            told();
        }
        return List.copyOf(lines);
    }

    private boolean willDo(X509Certificate certificate) {
        return !certificate.equals(server.keys().current())
                && KeyStrength.usableForPartner(certificate, now).isEmpty()
                && certificate.getNotAfter().toInstant().isAfter(now.plus(Certificates.NOTICE))
                && (!server.is("lync")
                        || CoveredDomains.of(certificate).missing(domains()).isEmpty());
    }

    /** The SIP domains, the one that is the realm first: a certificate's subject must be the default one. */
    private Set<String> domains() {
        Set<String> domains = new LinkedHashSet<>();
        String realm = Cures.realm(server);
        if (realm.contains(".")) {
            domains.add(realm);
        }
        domains.addAll(server.settings().sipDomains());
        return domains;
    }

    private Line made() {
        Line line = Line.of("New-SelfSignedCertificate");
        return switch (server.address().role()) {
            case "lync" -> line.with("DnsName", domains());
            case "exchange" -> line.with("Subject", "Microsoft Exchange Server Auth Certificate");
            default -> line.with("Subject", "SharePoint Security Token Service");
        };
    }

    private Cure assigned(@Nullable Instant from) {
        Line line = switch (server.address().role()) {
            case "lync" -> {
                Line set = Line.of("Set-CsCertificate")
                        .with("Identity", "global")
                        .with("Type", "OAuthTokenIssuer")
                        .with("Thumbprint", thumbprint);
                yield from == null ? set : set.flag("Roll").with("EffectiveDate", from.toString());
            }
            case "exchange" ->
                from == null
                        ? Line.of("Set-AuthConfig").with("CertificateThumbprint", thumbprint)
                        : Line.of("Set-AuthConfig")
                                .with("NewCertificateThumbprint", thumbprint)
                                .with("NewCertificateEffectiveDate", from.toString());
            default -> Line.of("Set-SPSecurityTokenServiceConfig").with("ImportSigningCertificate", thumbprint);
        };
        return line.on(server.name());
    }

    private void told() {
        if (pair.kind() == Edge.Kind.AUTHORIZATION_SERVER) {
            lines.add(Uploads.upload(pair, raw));
        } else {
            pair.direct(pair.resource(), server)
                    .ifPresent(held -> lines.add(Cures.takeKeys(pair.resource(), held, raw)));
        }
    }
}
