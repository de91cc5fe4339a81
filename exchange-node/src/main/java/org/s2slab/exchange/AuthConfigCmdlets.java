package org.s2slab.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.OrganisationStore.AuthConfig;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.KeyStrength;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeys;
import org.s2slab.pki.SigningKeys.Assigned;
import org.s2slab.pki.SigningKeys.Use;

/** Get- and Set-AuthConfig, and Get-ExchangeCertificate. */
final class AuthConfigCmdlets {
    private static final String CURRENT = "CurrentCertificateParameter";
    private static final String NEXT = "NewCertificateParameter";
    private static final String PUBLISH = "PublishParameter";
    private static final String SETTINGS = "AuthConfigSettings";

    private final Vertx vertx;
    private final Organisation organisation;
    private final SigningKeys keys;
    private final CertificateStore certificates;
    private final Clock clock;

    AuthConfigCmdlets(
            Vertx vertx, Organisation organisation, SigningKeys keys, CertificateStore certificates, Clock clock) {
        this.vertx = vertx;
        this.organisation = organisation;
        this.keys = keys;
        this.certificates = certificates;
        this.clock = clock;
    }

    List<Cmdlet> all() {
        return List.of(
                Cmdlet.reads(
                        "Get-AuthConfig",
                        "Shows the certificates tokens are signed with, the service name and the realm.",
                        List.of(),
                        given -> Future.succeededFuture(CmdletOutput.of(object()))),
                Cmdlet.changes("Set-AuthConfig", "Changes them.", parameters(), this::set),
                Cmdlet.reads(
                        "Get-ExchangeCertificate",
                        "Shows the certificates in the machine's store that have a private key.",
                        List.of(Parameter.optional("Thumbprint", Parameter.Type.STRING, "One of them.")),
                        this::certificates));
    }

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                                "CertificateThumbprint", Parameter.Type.STRING, "Signs with this certificate at once.")
                        .in(CURRENT),
                Parameter.required(
                                "NewCertificateThumbprint",
                                Parameter.Type.STRING,
                                "Stages this certificate as the next.")
                        .in(NEXT),
                Parameter.required(
                                "NewCertificateEffectiveDate", Parameter.Type.DATE, "From when the next one is used.")
                        .in(NEXT),
                Parameter.optional(
                                "PublishCertificate",
                                Parameter.Type.SWITCH,
                                "Makes the next certificate current at once.")
                        .in(PUBLISH),
                Parameter.optional(
                                "ClearPreviousCertificate", Parameter.Type.SWITCH, "Forgets the previous certificate.")
                        .in(PUBLISH),
                Parameter.optional(
                                "Realm",
                                Parameter.Type.STRING,
                                "The realm tokens may carry beside accepted domains; empty: none.")
                        .in(SETTINGS),
                Parameter.optional(
                                "ServiceName",
                                Parameter.Type.STRING,
                                "The principal id; partners expect the well-known one.")
                        .in(SETTINGS));
    }

    private Future<CmdletOutput> set(Parameters given) {
        if (given.has("CertificateThumbprint")) {
            return certificate(given.text("CertificateThumbprint"))
                    .compose(key -> CmdletWords.unlessWhatIf(
                            given, () -> keys.assign(key).map(done -> warned(key))));
        }
        if (given.has("NewCertificateThumbprint")) {
            return stage(given);
        }
        if (given.has("PublishCertificate") || given.has("ClearPreviousCertificate")) {
            return publish(given);
        }
        if (given.has("Realm") || given.has("ServiceName")) {
            return settings(given);
        }
        return Future.failedFuture(CmdletWords.invalid("Set-AuthConfig needs one of -CertificateThumbprint,"
                + " -NewCertificateThumbprint, -PublishCertificate, -ClearPreviousCertificate, -Realm, -ServiceName."));
    }

    private Future<CmdletOutput> stage(Parameters given) {
        Instant effective = given.date("NewCertificateEffectiveDate").orElseThrow();
        Instant now = clock.instant();
        if (effective.isBefore(now)) {
            return Future.failedFuture(CmdletWords.invalid("NewCertificateEffectiveDate: " + effective
                    + " lies in the past (it is " + now + "); use -CertificateThumbprint to change at once."));
        }
        return certificate(given.text("NewCertificateThumbprint"))
                .compose(key -> CmdletWords.unlessWhatIf(
                        given, () -> keys.stage(key, effective).map(done -> warned(key))));
    }

    private Future<CmdletOutput> publish(Parameters given) {
        Optional<Assigned> next = assigned(Use.NEXT);
        if (given.flag("PublishCertificate", false) && next.isEmpty()) {
            return Future.failedFuture(
                    CmdletWords.invalid("PublishCertificate: there is no next certificate; stage one with"
                            + " -NewCertificateThumbprint and -NewCertificateEffectiveDate."));
        }
        return CmdletWords.unlessWhatIf(given, () -> {
            Future<Void> done = Future.succeededFuture();
            if (given.flag("PublishCertificate", false)) {
                done = keys.assign(next.orElseThrow().key()).compose(assigned -> keys.clear(Use.NEXT));
            }
            if (given.flag("ClearPreviousCertificate", false)) {
                done = done.compose(published -> keys.clear(Use.PREVIOUS));
            }
            return done.map(CmdletOutput.NOTHING);
        });
    }

    private Future<CmdletOutput> settings(Parameters given) {
        AuthConfig before = organisation.authConfig();
        String realm = given.has("Realm") ? given.optionalText("Realm").orElse("") : before.realm();
        String serviceName = given.optionalText("ServiceName").orElse(before.serviceName());
        if (realm.indexOf('@') >= 0 || realm.equals("*")) {
            return Future.failedFuture(
                    CmdletWords.invalid("Realm: '" + realm + "' is no realm; expected a domain, a GUID or nothing."));
        }
        if (serviceName.isEmpty() || serviceName.indexOf('@') >= 0 || serviceName.indexOf('/') >= 0) {
            return Future.failedFuture(CmdletWords.invalid("ServiceName: '" + serviceName + "' is no principal id."));
        }
        CmdletOutput output = serviceName.equals(before.serviceName())
                ? CmdletOutput.NOTHING
                : CmdletOutput.NOTHING.warning(
                        "The ServiceName is a constant of the product: partner applications that know"
                                + " this server as '" + before.serviceName() + "' refuse its tokens from now on.");
        return CmdletWords.unlessWhatIf(
                given,
                () -> organisation.set(new AuthConfig(realm, serviceName)).map(output));
    }

    private Future<SigningKey> certificate(String thumbprint) {
        return vertx.executeBlocking(() -> certificates.find(thumbprint))
                .map(found -> found.orElseThrow(() -> CmdletWords.invalid("The certificate with thumbprint '"
                        + thumbprint + "' was not found in the certificate store, or has no private key.")));
    }

    private static CmdletOutput warned(SigningKey key) {
        return KeyStrength.assignmentWarning(key.certificate())
                .map(CmdletOutput.NOTHING::warning)
                .orElse(CmdletOutput.NOTHING);
    }

    private Optional<Assigned> assigned(Use use) {
        return keys.assigned().stream()
                .filter(assigned -> assigned.use() == use)
                .findFirst();
    }

    private CmdletObject object() {
        Optional<Assigned> next = assigned(Use.NEXT);
        return CmdletObject.empty()
                .with("CurrentCertificateThumbprint", thumbprint(assigned(Use.CURRENT)))
                .with("PreviousCertificateThumbprint", thumbprint(assigned(Use.PREVIOUS)))
                .with("NextCertificateThumbprint", thumbprint(next))
                .with(
                        "NextCertificateEffectiveDate",
                        next.map(Assigned::effective).orElse(null))
                .with("ServiceName", organisation.authConfig().serviceName())
                .with("Realm", organisation.authConfig().realm())
                .with("Name", "Auth Configuration")
                .with("Identity", "Auth Configuration");
    }

    private static String thumbprint(Optional<Assigned> assigned) {
        return assigned.map(there -> there.key().thumbprint()).orElse("");
    }

    private Future<CmdletOutput> certificates(Parameters given) {
        Optional<String> thumbprint = given.optionalText("Thumbprint");
        if (thumbprint.isPresent()) {
            return certificate(thumbprint.get()).map(key -> CmdletOutput.of(object(key)));
        }
        return vertx.executeBlocking(certificates::all)
                .map(all -> CmdletOutput.of(
                        all.stream().map(AuthConfigCmdlets::object).toList()));
    }

    private static CmdletObject object(SigningKey key) {
        X509Certificate certificate = key.certificate();
        String subject = certificate.getSubjectX500Principal().getName();
        String issuer = certificate.getIssuerX500Principal().getName();
        return CmdletObject.empty()
                .with("Thumbprint", key.thumbprint())
                .with("Subject", subject)
                .with("Issuer", issuer)
                .with("IsSelfSigned", subject.equals(issuer))
                .with("NotBefore", certificate.getNotBefore().toInstant())
                .with("NotAfter", certificate.getNotAfter().toInstant())
                .with("HasPrivateKey", true);
    }
}
