package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.s2slab.authz.grants.IssuedTokenStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.pki.RolloverDates;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;

/**
 * The lab's cmdlets for tasks that only Microsoft can do: a certificate rollover, and reading the issued tokens.
 *
 * @param make makes a signing certificate; blocks
 */
public record LabServerCmdlets(
        Vertx vertx,
        SigningKeyStore keys,
        IssuedTokenStore issued,
        TenantSelector selection,
        Clock clock,
        Callable<SigningKey> make) {
    /** Default number of tokens in an output. */
    private static final int MOST = 100;

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet(
                        "Get-LabSigningCertificate",
                        given -> Future.succeededFuture(CmdletOutput.of(keys.assigned().stream()
                                .map(LabServerCmdlets::object)
                                .toList()))),
                CMDLETS.cmdlet("New-LabSigningCertificate", this::stage),
                CMDLETS.cmdlet("Remove-LabSigningCertificate", this::remove),
                CMDLETS.cmdlet("Get-LabIssuedToken", this::tokens));
    }

    private Future<CmdletOutput> stage(CmdletArguments given) {
        Optional<Instant> effective = given.date("EffectiveDate");
        return vertx.executeBlocking(make).compose(key -> {
            RolloverDates dates = new RolloverDates(keys, clock, "Thumbprint", "EffectiveDate");
            return given.unlessWhatIf(
                    CmdletOutput.of(object(new Assigned(Use.NEXT, key, effective.orElse(null))))
                            .warnings(dates.check(key.certificate(), effective)),
                    () -> keys.stage(key, effective.orElseThrow()));
        });
    }

    private Future<CmdletOutput> remove(CmdletArguments given) {
        CmdletOutput output = CmdletOutput.NOTHING.warning(
                "Applications keep tokens for up to 24 hours; those signed with this certificate are refused from now on, and"
                        + " asked for again.");
        return given.unlessWhatIf(output, () -> keys.revoke(given.text("Thumbprint")));
    }

    private Future<CmdletOutput> tokens(CmdletArguments given) {
        return issued.latest(selection.of(given).tenant().id(), given.number("MaxResults", MOST))
                .map(entries -> CmdletOutput.of(
                        entries.stream().map(LabServerCmdlets::object).toList()));
    }

    private static CmdletObject object(Assigned assigned) {
        return CmdletObject.empty()
                .with("Use", assigned.use().name())
                .with("Thumbprint", assigned.key().thumbprint())
                .with("EffectiveDate", assigned.effective())
                .with("NotAfter", assigned.key().certificate().getNotAfter().toInstant());
    }

    private static CmdletObject object(IssuedTokenStore.Entry entry) {
        return CmdletObject.empty()
                .with("Issued", Instant.ofEpochSecond(entry.issued()))
                .with("TenantId", entry.tenant())
                .with("AppPrincipalId", entry.client())
                .with("Credential", entry.credential())
                .with("Resource", entry.resource())
                .with("Expires", Instant.ofEpochSecond(entry.expires()))
                .with("TokenHash", entry.tokenHash())
                .with("TraceId", entry.trace());
    }
}
