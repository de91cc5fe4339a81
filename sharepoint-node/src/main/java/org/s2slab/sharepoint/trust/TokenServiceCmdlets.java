package org.s2slab.sharepoint.trust;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.management.CertificateStoreCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.RolloverDates;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.trust.FarmSettings.TokenServiceSwitch;

/** Get- and Set-SPSecurityTokenServiceConfig: the current, next and previous signing certificate, and the switches. */
public record TokenServiceCmdlets(
        Vertx vertx, FarmSettings farm, SigningKeyStore keys, CertificateStore certificates, Clock clock) {
    private static final String IMPORT = "ImportSigningCertificate";
    private static final String SIGNING = "SigningCertificateThumbprint";
    private static final String QUEUE = "QueueSigningCertificateThumbprint";
    private static final String REVOKE = "RevokeSigningCertificateThumbprint";
    private static final CmdletOutput RESET = CmdletOutput.NOTHING.warning(
            "Partners read the new certificate with the farm's metadata; the product needs iisreset on its servers.");

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet(
                        "Get-SPSecurityTokenServiceConfig", given -> Future.succeededFuture(CmdletOutput.of(config()))),
                CMDLETS.cmdlet("Set-SPSecurityTokenServiceConfig", this::change));
    }

    private CmdletObject config() {
        Switches<TokenServiceSwitch> switches = farm.switches();
        return CmdletObject.empty()
                .with("Name", "SecurityTokenServiceManager")
                .with("NameIdentifier", farm.self().principal().toString())
                .with("HybridStsSelectionEnabled", switches.has(TokenServiceSwitch.HYBRID_STS_SELECTION))
                .with("AllowMetadataOverHttp", switches.has(TokenServiceSwitch.METADATA_OVER_HTTP))
                .with("AllowOAuthOverHttp", switches.has(TokenServiceSwitch.OAUTH_OVER_HTTP))
                .with(SIGNING, thumbprint(Use.CURRENT))
                .with(QUEUE, thumbprint(Use.NEXT))
                .with("PreviousSigningCertificateThumbprint", thumbprint(Use.PREVIOUS))
                .with("LocalLoginProvider", Collections.singletonMap("SigningCertificate", signing()));
    }

    /** The certificate in the form of the product's object, or null if no certificate is assigned. */
    private @Nullable Map<String, @Nullable Object> signing() {
        return keys.assigned().stream()
                .filter(assigned -> assigned.use() == Use.CURRENT)
                .map(assigned -> CertificateStoreCmdlets.shown(assigned.key()).properties())
                .findFirst()
                .orElse(null);
    }

    private @Nullable String thumbprint(Use use) {
        return keys.assigned().stream()
                .filter(assigned -> assigned.use() == use)
                .map(Assigned::key)
                .map(SigningKey::thumbprint)
                .findFirst()
                .orElse(null);
    }

    private Future<CmdletOutput> change(CmdletArguments given) {
        Switches<TokenServiceSwitch> before = farm.switches();
        Switches<TokenServiceSwitch> after = before.with(
                        TokenServiceSwitch.HYBRID_STS_SELECTION,
                        given.flag("HybridStsSelectionEnabled", before.has(TokenServiceSwitch.HYBRID_STS_SELECTION)))
                .with(
                        TokenServiceSwitch.METADATA_OVER_HTTP,
                        given.flag("AllowMetadataOverHttp", before.has(TokenServiceSwitch.METADATA_OVER_HTTP)))
                .with(
                        TokenServiceSwitch.OAUTH_OVER_HTTP,
                        given.flag("AllowOAuthOverHttp", before.has(TokenServiceSwitch.OAUTH_OVER_HTTP)));
        return certificates(given).compose(output -> {
            CmdletOutput told =
                    after.has(TokenServiceSwitch.METADATA_OVER_HTTP) || after.has(TokenServiceSwitch.OAUTH_OVER_HTTP)
                            ? output.warning("This lab never talks without TLS, whatever the switches say.")
                            : output;
            return given.whatIf() || after.equals(before)
                    ? Future.succeededFuture(told)
                    : farm.change(after).map(told);
        });
    }

    private Future<CmdletOutput> certificates(CmdletArguments given) {
        Optional<String> revoked = given.optionalText(REVOKE);
        if (revoked.isPresent()) {
            return given.unlessWhatIf(() -> keys.revoke(revoked.get()).map(RESET));
        }
        for (String parameter : List.of(IMPORT, SIGNING, QUEUE)) {
            if (given.has(parameter)) {
                return found(parameter, given.text(parameter)).compose(key -> use(parameter, key, given));
            }
        }
        return Future.succeededFuture(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> use(String parameter, SigningKey key, CmdletArguments given) {
        RolloverDates dates = new RolloverDates(keys, clock, parameter, parameter);
        return given.unlessWhatIf(
                RESET.warnings(dates.check(key.certificate(), Optional.empty())),
                () -> parameter.equals(QUEUE) ? keys.stage(key, null) : keys.assign(key));
    }

    private Future<SigningKey> found(String parameter, String thumbprint) {
        return vertx.executeBlocking(() -> certificates.find(thumbprint))
                .map(found -> found.orElseThrow(() -> Refusal.invalid(parameter + ": no certificate with thumbprint '"
                        + thumbprint + "' and a private key is in the machine's store.")));
    }
}
