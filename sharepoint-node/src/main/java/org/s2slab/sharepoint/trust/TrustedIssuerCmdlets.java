package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.management.ShownCertificate;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.NameKey;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/** New-, Get-, Set- and Remove-SPTrustedSecurityTokenIssuer: whose tokens the farm takes. */
public final class TrustedIssuerCmdlets {
    private static final Parameter IDENTITY = Parameter.required("Identity", Parameter.Type.STRING, "Its name.");
    private static final Parameter METADATA = Parameter.required(
                    TrustedIssuers.METADATA, Parameter.Type.URL, "Where its AuthMetadata document is.")
            .in("MetadataEndPoint");
    private static final Parameter CERTIFICATE = Parameter.required(
                    TrustedIssuers.CERTIFICATE, Parameter.Type.STRING, "The certificate it signs with, in base64.")
            .in("ImportCertificate");
    private static final Parameter BROKER = Parameter.optional(
            "IsTrustBroker", Parameter.Type.SWITCH, "Whether it may vouch for applications other than itself.");
    private static final Parameter DESCRIPTION =
            Parameter.optional("Description", Parameter.Type.STRING, "What it is, for administrators.");

    private final PartnerRegistry partners;
    private final TrustedIssuers issuers;
    private final Notes notes;

    public TrustedIssuerCmdlets(PartnerRegistry partners, Notes notes, Clock clock) {
        this.partners = partners;
        this.issuers = new TrustedIssuers(partners, clock);
        this.notes = notes;
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-SPTrustedSecurityTokenIssuer",
                        "Trusts the tokens another server or an application signs.",
                        newParameters(),
                        this::create),
                Cmdlet.reads(
                        "Get-SPTrustedSecurityTokenIssuer",
                        "Returns the trusted issuers.",
                        List.of(Parameter.optional("Identity", Parameter.Type.STRING, "Its name.")),
                        this::get),
                Cmdlet.changes(
                        "Set-SPTrustedSecurityTokenIssuer",
                        "Changes a trusted issuer, or reads its metadata again.",
                        List.of(
                                Parameter.required("Identity", Parameter.Type.STRING, "Its name.")
                                        .in("Identity", "MetadataEndPoint", "ImportCertificate"),
                                METADATA,
                                CERTIFICATE,
                                BROKER,
                                DESCRIPTION),
                        this::set),
                Cmdlet.changes(
                        "Remove-SPTrustedSecurityTokenIssuer",
                        "Trusts an issuer no more: its tokens are refused from now on.",
                        List.of(IDENTITY),
                        this::remove));
    }

    private static List<Parameter> newParameters() {
        return List.of(
                Parameter.required("Name", Parameter.Type.STRING, "A name for it, unique in the farm."),
                METADATA,
                CERTIFICATE,
                Parameter.optional(
                                TrustedIssuers.REGISTERED_NAME,
                                Parameter.Type.STRING,
                                "The name it signs under, id@realm; the document's unless told.")
                        .in("MetadataEndPoint"),
                Parameter.required(
                                TrustedIssuers.REGISTERED_NAME,
                                Parameter.Type.STRING,
                                "The name it signs under, id@realm.")
                        .in("ImportCertificate"),
                BROKER,
                DESCRIPTION);
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        if (partners.named(name).isPresent()) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.CONFLICT,
                    "A trusted security token issuer with the name '" + name
                            + "' already exists; Set-SPTrustedSecurityTokenIssuer changes it."));
        }
        return issuers.of(name, given, null)
                .compose(issuer -> given.whatIf()
                        ? Future.succeededFuture(CmdletOutput.NOTHING)
                        : put(issuer, given).compose(done -> shown(name)));
    }

    private Future<CmdletOutput> set(Parameters given) {
        PartnerApplication before = existing(given.text("Identity"));
        return issuers.of(before.name(), given, before).compose(issuer -> {
            if (given.whatIf()) {
                return Future.succeededFuture(CmdletOutput.NOTHING);
            }
            // The operator's own word lets a document replace all keys at once.
            URI url = issuer.metadataUrl();
            boolean sameAddress = given.has(TrustedIssuers.METADATA) && url != null && url.equals(before.metadataUrl());
            Future<?> refreshed =
                    sameAddress ? partners.refresh(before.name(), given.context()) : Future.succeededFuture();
            return refreshed.compose(done -> put(issuer, given)).map(CmdletOutput.NOTHING);
        });
    }

    private Future<Void> put(PartnerApplication issuer, Parameters given) {
        Future<Void> put = partners.put(issuer);
        return given.has("Description")
                ? put.compose(done -> notes.put(
                        issuer.name(), given.optionalText("Description").orElse("")))
                : put;
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        return identity.isPresent() ? shown(existing(identity.get()).name()) : shown(null);
    }

    private Future<CmdletOutput> remove(Parameters given) {
        PartnerApplication issuer = existing(given.text("Identity"));
        return given.whatIf()
                ? Future.succeededFuture(CmdletOutput.NOTHING)
                : partners.remove(issuer.name())
                        .compose(done -> notes.put(issuer.name(), ""))
                        .map(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> shown(@Nullable String name) {
        return notes.all()
                .map(described -> CmdletOutput.of(partners.all().stream()
                        .filter(TrustedIssuerCmdlets::isIssuer)
                        .filter(issuer -> name == null || issuer.name().equals(name))
                        .map(issuer -> object(issuer, described))
                        .toList()));
    }

    private PartnerApplication existing(String name) {
        return partners.named(name)
                .filter(TrustedIssuerCmdlets::isIssuer)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "Cannot find a trusted security token issuer with the name '" + name + "'. There are: "
                                + partners.all().stream()
                                        .filter(TrustedIssuerCmdlets::isIssuer)
                                        .map(PartnerApplication::name)
                                        .toList()));
    }

    /** An application that signs itself; an app principal without keys is none. */
    private static boolean isIssuer(PartnerApplication application) {
        return application.metadataUrl() != null || !application.certificates().isEmpty();
    }

    private CmdletObject object(PartnerApplication issuer, Map<String, String> described) {
        String name =
                partners.issuerOf(issuer.name()).map(PrincipalId::toString).orElse(issuer.applicationId());
        URI url = issuer.metadataUrl();
        List<Map<String, @Nullable Object>> certificates = issuer.certificates().stream()
                .map(certificate -> ShownCertificate.of(certificate).properties())
                .toList();
        return CmdletObject.empty()
                .with("Name", issuer.name())
                .with("DisplayName", issuer.name())
                .with("Description", described.getOrDefault(NameKey.of(issuer.name()), ""))
                .with("NameId", name)
                .with("RegisteredIssuerName", name)
                .with("IsSelfIssuer", !issuer.broker())
                .with("IsTrustBroker", issuer.broker())
                .with("MetadataEndPoint", url == null ? null : url.toString())
                .with("SigningCertificate", certificates.stream().findFirst().orElse(null))
                .with(
                        "AdditionalSigningCertificates",
                        certificates.stream().skip(1).toList())
                .with(
                        "SigningCertificateThumbprints",
                        issuer.certificates().stream().map(SigningKey::x5t).toList());
    }
}
