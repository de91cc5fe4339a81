package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.KeyStrength;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeys;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Get-/Set-SPAuthenticationRealm and Get-/Set-SPSecurityTokenServiceConfig: who the farm is, and what it signs with. */
public final class FarmCmdlets {
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Parameter SERVICE_CONTEXT = Parameter.optional(
            "ServiceContext", Parameter.Type.STRING, "A site of the farm; this farm has one realm for all.");

    private final Vertx vertx;
    private final Farm farm;
    private final SigningKeys keys;
    private final CertificateStore certificates;

    public FarmCmdlets(Vertx vertx, Farm farm, SigningKeys keys, CertificateStore certificates) {
        this.vertx = vertx;
        this.farm = farm;
        this.keys = keys;
        this.certificates = certificates;
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.reads(
                        "Get-SPAuthenticationRealm",
                        "Returns the realm of the farm.",
                        List.of(SERVICE_CONTEXT),
                        given -> Future.succeededFuture(CmdletOutput.of(realm()))),
                Cmdlet.changes(
                        "Set-SPAuthenticationRealm",
                        "Gives the farm another realm: partners that know it under the old one refuse its tokens until they"
                                + " register it anew, and app principals of the old realm count no more.",
                        List.of(
                                SERVICE_CONTEXT,
                                Parameter.optional(
                                        "Realm",
                                        Parameter.Type.GUID,
                                        "The realm; without it the one the farm made for itself.")),
                        this::changeRealm),
                Cmdlet.reads(
                        "Get-SPSecurityTokenServiceConfig",
                        "Returns what the farm's token service is set to.",
                        List.of(),
                        given -> Future.succeededFuture(CmdletOutput.of(config()))),
                setConfig());
    }

    private Cmdlet setConfig() {
        return Cmdlet.changes(
                "Set-SPSecurityTokenServiceConfig",
                "Changes the farm's token service; stands for setting properties of the configuration and its Update() too.",
                List.of(
                        Parameter.optional(
                                "ImportSigningCertificate",
                                Parameter.Type.STRING,
                                "The thumbprint of a certificate in the machine's store, to sign tokens with."),
                        Parameter.optional(
                                "HybridStsSelectionEnabled",
                                Parameter.Type.BOOLEAN,
                                "Whether tokens may come from the cloud's token service where one is trusted."),
                        Parameter.optional(
                                "AllowMetadataOverHttp",
                                Parameter.Type.BOOLEAN,
                                "Whether metadata documents may be read without TLS; kept, but this lab reads them by"
                                        + " TLS only."),
                        Parameter.optional(
                                "AllowOAuthOverHttp",
                                Parameter.Type.BOOLEAN,
                                "Whether tokens are taken without TLS; kept, but this lab listens with TLS only.")),
                this::changeConfig);
    }

    private CmdletObject realm() {
        return CmdletObject.empty().with("Realm", farm.realm());
    }

    private Future<CmdletOutput> changeRealm(Parameters given) {
        String realm = given.optionalText("Realm").orElse("");
        if (!realm.isEmpty() && !GUID.matcher(realm).matches()) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.PARAMETER_INVALID,
                    "Realm: '" + realm + "' is no GUID in lower case; clients read 36 characters of the challenge."));
        }
        if (given.whatIf()) {
            return Future.succeededFuture(CmdletOutput.NOTHING);
        }
        return farm.changeRealm(realm).map(done -> CmdletOutput.of(realm()));
    }

    private CmdletObject config() {
        Farm.Switches switches = farm.switches();
        return CmdletObject.empty()
                .with("Name", "SecurityTokenServiceManager")
                .with("NameIdentifier", farm.self().principal().toString())
                .with("HybridStsSelectionEnabled", switches.hybridStsSelection())
                .with("AllowMetadataOverHttp", switches.metadataOverHttp())
                .with("AllowOAuthOverHttp", switches.oauthOverHttp())
                .with(
                        "SigningCertificateThumbprint",
                        keys.current().map(SigningKey::thumbprint).orElse(null));
    }

    private Future<CmdletOutput> changeConfig(Parameters given) {
        Farm.Switches before = farm.switches();
        Farm.Switches after = new Farm.Switches(
                given.flag("HybridStsSelectionEnabled", before.hybridStsSelection()),
                given.flag("AllowMetadataOverHttp", before.metadataOverHttp()),
                given.flag("AllowOAuthOverHttp", before.oauthOverHttp()));
        CmdletOutput output = after.metadataOverHttp() || after.oauthOverHttp()
                ? CmdletOutput.NOTHING.warning("This lab never talks without TLS, whatever the switches say.")
                : CmdletOutput.NOTHING;
        String thumbprint = given.optionalText("ImportSigningCertificate").orElse("");
        if (thumbprint.isEmpty()) {
            return given.whatIf()
                    ? Future.succeededFuture(output)
                    : farm.change(after).map(output);
        }
        return certificate(thumbprint).compose(key -> {
            CmdletOutput warned = KeyStrength.assignmentWarning(key.certificate())
                    .map(output::warning)
                    .orElse(output);
            return given.whatIf()
                    ? Future.succeededFuture(warned)
                    : keys.assign(key)
                            .compose(assigned -> farm.change(after))
                            .map(warned.warning("Partners read the new certificate with the farm's metadata; the"
                                    + " product needs iisreset on its servers."));
        });
    }

    private Future<SigningKey> certificate(String thumbprint) {
        return vertx.executeBlocking(() -> certificates.find(thumbprint))
                .map(found -> found.orElseThrow(() -> new Refusal(
                        RefusalCode.PARAMETER_INVALID,
                        "ImportSigningCertificate: no certificate with thumbprint '" + thumbprint
                                + "' and a private key is in the machine's store.")));
    }
}
