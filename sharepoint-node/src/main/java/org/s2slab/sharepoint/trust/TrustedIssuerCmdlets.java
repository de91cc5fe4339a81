package org.s2slab.sharepoint.trust;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.SWITCH;
import static org.s2slab.management.CmdletParameter.Type.URL;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.CertificateObject;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.management.ObjectKind;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.NameKey;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/** New-, Get-, Set- and Remove-SPTrustedSecurityTokenIssuer: the issuers whose tokens the farm accepts. */
public final class TrustedIssuerCmdlets {
    private static final CmdletParameter METADATA = required(
                    TrustedIssuers.METADATA, URL, "The address of the issuer's AuthMetadata document.")
            .in("MetadataEndPoint");
    private static final CmdletParameter CERTIFICATE = required(
                    TrustedIssuers.CERTIFICATE, STRING, "The issuer's signing certificate, in base64.")
            .in("ImportCertificate");
    private static final CmdletParameter BROKER = optional(
            "IsTrustBroker", SWITCH, "Whether the issuer may issue tokens for applications other than itself.");
    private static final CmdletParameter DESCRIPTION =
            optional("Description", STRING, "A description for administrators.");

    private final PartnerRegistry partners;
    private final TrustedIssuers issuers;
    private final RegistrationNotes notes;
    private final ObjectCmdlets<PartnerApplication> objects;

    public TrustedIssuerCmdlets(PartnerRegistry partners, RegistrationNotes notes, Clock clock) {
        this.partners = partners;
        this.issuers = new TrustedIssuers(partners, clock);
        this.notes = notes;
        ObjectKind kind = new ObjectKind(
                "SPTrustedSecurityTokenIssuer",
                "The name of the issuer.",
                false,
                missing -> "Cannot find a trusted security token issuer with the name '" + missing + "'. There are: "
                        + trusted().stream().map(PartnerApplication::name).toList(),
                taken -> "A trusted security token issuer with the name '" + taken
                        + "' already exists; Set-SPTrustedSecurityTokenIssuer changes it.");
        this.objects = ObjectCmdlets.viewedBy(kind, this::trusted, PartnerApplication::name, this::read);
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-SPTrustedSecurityTokenIssuer",
                        "Registers a server or an application as a trusted issuer. The farm accepts the tokens that it"
                                + " signs.",
                        newParameters(),
                        this::create),
                objects.get("Returns the trusted issuers.", optional("Identity", STRING, "The name of the issuer.")),
                Cmdlet.changes(
                        "Set-SPTrustedSecurityTokenIssuer",
                        "Changes a trusted issuer, or reads its metadata again.",
                        List.of(
                                objects.identity().in("Identity", "MetadataEndPoint", "ImportCertificate"),
                                METADATA,
                                CERTIFICATE,
                                BROKER,
                                DESCRIPTION),
                        this::set),
                objects.remove(
                        "Removes a trusted issuer. Its tokens are refused from now on.",
                        issuer -> partners.remove(issuer.name()).compose(done -> notes.put(issuer.name(), ""))));
    }

    private static List<CmdletParameter> newParameters() {
        return List.of(
                required("Name", STRING, "The name of the issuer, unique in the farm."),
                METADATA,
                CERTIFICATE,
                optional(
                                TrustedIssuers.REGISTERED_NAME,
                                STRING,
                                "The name of the issuer, as id@realm (default: the name in the document).")
                        .in("MetadataEndPoint"),
                required(TrustedIssuers.REGISTERED_NAME, STRING, "The name under which the issuer signs, as id@realm.")
                        .in("ImportCertificate"),
                BROKER,
                DESCRIPTION);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        if (partners.named(name).isPresent()) {
            throw objects.exists(name);
        }
        return issuers.of(name, given, null)
                .compose(issuer -> given.unlessWhatIf(() -> put(issuer, given).compose(done -> objects.shown(name))));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        PartnerApplication before = objects.existing(given);
        return issuers.of(before.name(), given, before)
                .compose(issuer -> given.unlessWhatIf(CmdletOutput.NOTHING, () -> {
                    // An administrator's cmdlet permits a document to replace all keys at once.
                    URI url = issuer.metadataUrl();
                    boolean sameAddress =
                            given.has(TrustedIssuers.METADATA) && url != null && url.equals(before.metadataUrl());
                    Future<?> refreshed =
                            sameAddress ? partners.refresh(before.name(), given.context()) : Future.succeededFuture();
                    return refreshed.compose(done -> put(issuer, given));
                }));
    }

    private Future<Void> put(PartnerApplication issuer, CmdletArguments given) {
        Future<Void> put = partners.put(issuer);
        return given.has("Description")
                ? put.compose(done -> notes.put(
                        issuer.name(), given.optionalText("Description").orElse("")))
                : put;
    }

    /** The applications that sign their own tokens. An app principal without keys is not included. */
    private List<PartnerApplication> trusted() {
        return partners.all().stream()
                .filter(application -> application.metadataUrl() != null
                        || !application.certificates().isEmpty())
                .toList();
    }

    private Future<List<CmdletObject>> read(List<PartnerApplication> found) {
        return notes.all()
                .map(described ->
                        found.stream().map(issuer -> object(issuer, described)).toList());
    }

    private CmdletObject object(PartnerApplication issuer, Map<String, String> described) {
        String name =
                partners.issuerOf(issuer.name()).map(PrincipalId::toString).orElse(issuer.applicationId());
        URI url = issuer.metadataUrl();
        List<Map<String, @Nullable Object>> certificates = issuer.certificates().stream()
                .map(certificate -> CertificateObject.of(certificate).properties())
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
