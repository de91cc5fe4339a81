package org.s2slab.sharepoint.trust;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

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
import org.s2slab.management.CmdletNoun;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/** New-, Get-, Set- and Remove-SPTrustedSecurityTokenIssuer: the issuers whose tokens the farm accepts. */
public final class TrustedIssuerCmdlets {
    private final PartnerRegistry partners;
    private final TrustedIssuerFactory issuers;
    private final Database database;
    private final ObjectCmdlets<PartnerApplication> objects;

    public TrustedIssuerCmdlets(PartnerRegistry partners, Database database, Clock clock) {
        this.partners = partners;
        this.issuers = new TrustedIssuerFactory(partners, clock);
        this.database = database;
        CmdletNoun kind = new CmdletNoun(
                CMDLETS,
                "SPTrustedSecurityTokenIssuer",
                false,
                missing -> "Cannot find a trusted security token issuer with the name '" + missing + "'. There are: "
                        + trusted().stream().map(PartnerApplication::name).toList(),
                taken -> "A trusted security token issuer with the name '" + taken
                        + "' already exists; Set-SPTrustedSecurityTokenIssuer changes it.");
        this.objects = ObjectCmdlets.viewedBy(kind, this::trusted, PartnerApplication::name, this::read);
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-SPTrustedSecurityTokenIssuer", this::create),
                objects.get(),
                CMDLETS.cmdlet("Set-SPTrustedSecurityTokenIssuer", this::set),
                objects.remove(issuer -> partners.remove(issuer.name()).compose(done -> note(issuer, ""))));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        if (partners.named(name).isPresent()) {
            throw objects.exists(name);
        }
        return issuers.of(name, given, null)
                .compose(issuer -> objects.shownAfter(given, () -> put(issuer, given), name));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        PartnerApplication before = objects.existing(given);
        return issuers.of(before.name(), given, before)
                .compose(issuer -> given.unlessWhatIf(CmdletOutput.NOTHING, () -> {
                    // Because an administrator runs the cmdlet, the document may replace all keys at once.
                    URI url = issuer.metadataUrl();
                    boolean sameAddress =
                            given.has(TrustedIssuerFactory.METADATA) && url != null && url.equals(before.metadataUrl());
                    Future<?> refreshed =
                            sameAddress ? partners.refresh(before.name(), given.context()) : Future.succeededFuture();
                    return refreshed.compose(done -> put(issuer, given));
                }));
    }

    private Future<Void> put(PartnerApplication issuer, CmdletArguments given) {
        Future<Void> put = partners.put(issuer);
        return given.has("Description")
                ? put.compose(
                        done -> note(issuer, given.optionalText("Description").orElse("")))
                : put;
    }

    private Future<Void> note(PartnerApplication issuer, String text) {
        return database.change(tx -> RegistrationNoteStore.put(tx, issuer.name(), text));
    }

    /** The applications that sign their own tokens, without app principals, which have no keys. */
    private List<PartnerApplication> trusted() {
        return partners.all().stream()
                .filter(application -> application.metadataUrl() != null
                        || !application.certificates().isEmpty())
                .toList();
    }

    private Future<List<CmdletObject>> read(List<PartnerApplication> found) {
        return database.read(RegistrationNoteStore::all)
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
