package org.s2slab.exchange.trust;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.exchange.organization.OrganizationStore.AuthConfig;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.pki.RolloverDates;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get-AuthConfig and Set-AuthConfig. */
public record AuthConfigCmdlets(
        ExchangeOrganization organisation, SigningKeyStore keys, ExchangeCertificateCmdlets certificates, Clock clock) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-AuthConfig", given -> Future.succeededFuture(CmdletOutput.of(object()))),
                CMDLETS.cmdlet("Set-AuthConfig", this::set));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        if (given.has("CertificateThumbprint")) {
            return use(given, "CertificateThumbprint", Optional.empty(), keys::assign);
        }
        if (given.has("NewCertificateThumbprint")) {
            Instant effective = given.date("NewCertificateEffectiveDate").orElseThrow();
            return use(given, "NewCertificateThumbprint", Optional.of(effective), key -> keys.stage(key, effective));
        }
        if (given.has("PublishCertificate") || given.has("ClearPreviousCertificate")) {
            return publish(given);
        }
        if (given.has("Realm") || given.has("ServiceName")) {
            return settings(given);
        }
        throw Refusal.invalid("Set-AuthConfig needs one of -CertificateThumbprint,"
                + " -NewCertificateThumbprint, -PublishCertificate, -ClearPreviousCertificate, -Realm, -ServiceName.");
    }

    private Future<CmdletOutput> use(
            CmdletArguments given,
            String parameter,
            Optional<Instant> effective,
            Function<SigningKey, Future<?>> assignment) {
        RolloverDates dates = new RolloverDates(keys, clock, parameter, "NewCertificateEffectiveDate");
        return certificates
                .named(given.text(parameter))
                .compose(key -> given.unlessWhatIf(
                        CmdletOutput.NOTHING.warnings(dates.check(key.certificate(), effective)),
                        () -> assignment.apply(key)));
    }

    private Future<CmdletOutput> publish(CmdletArguments given) {
        Optional<Assigned> next = assigned(Use.NEXT);
        if (given.flag("PublishCertificate", false) && next.isEmpty()) {
            throw Refusal.invalid("PublishCertificate: there is no next certificate; stage one with"
                    + " -NewCertificateThumbprint and -NewCertificateEffectiveDate.");
        }
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> {
            Future<Void> done = Future.succeededFuture();
            if (given.flag("PublishCertificate", false)) {
                done = keys.assign(next.orElseThrow().key()).compose(assigned -> keys.clear(Use.NEXT));
            }
            if (given.flag("ClearPreviousCertificate", false)) {
                done = done.compose(published -> keys.clear(Use.PREVIOUS));
            }
            return done;
        });
    }

    private Future<CmdletOutput> settings(CmdletArguments given) {
        AuthConfig before = organisation.authConfig();
        String realm = given.has("Realm") ? given.optionalText("Realm").orElse("") : before.realm();
        String serviceName = given.optionalText("ServiceName").orElse(before.serviceName());
        if (realm.indexOf('@') >= 0 || realm.equals("*")) {
            throw Refusal.invalid("Realm: '" + realm + "' is no realm; expected a domain, a GUID or nothing.");
        }
        if (serviceName.isEmpty() || serviceName.indexOf('@') >= 0 || serviceName.indexOf('/') >= 0) {
            throw Refusal.invalid("ServiceName: '" + serviceName + "' is no principal id.");
        }
        CmdletOutput output = serviceName.equals(before.serviceName())
                ? CmdletOutput.NOTHING
                : CmdletOutput.NOTHING.warning(
                        "The ServiceName is a constant of the product: partner applications that know"
                                + " this server as '" + before.serviceName() + "' refuse its tokens from now on.");
        return given.unlessWhatIf(output, () -> organisation.set(new AuthConfig(realm, serviceName)));
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
}
