package org.s2slab.exchange.trust;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.refusal.Refusal;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.PartnerTrait;

/** The cmdlets New-, Get-, Set- and Remove-PartnerApplication. */
public record PartnerApplicationCmdlets(PartnerRegistry partners, PartnerApplicationFactory registration) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-PartnerApplication", this::create),
                objects().get(),
                CMDLETS.cmdlet("Set-PartnerApplication", this::set),
                objects().remove(partner -> partners.remove(partner.name())));
    }

    private ObjectCmdlets<PartnerApplication> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("PartnerApplication", "partner application"),
                partners::applications,
                PartnerApplication::name,
                PartnerApplicationCmdlets::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        if (partners.named(name).isPresent()) {
            throw objects().exists(name);
        }
        String account = given.optionalText("LinkedAccount")
                .map(registration::linkedAccount)
                .orElse(null);
        Future<PartnerApplication> made = given.has("AuthMetadataUrl")
                ? fromDocument(given, name, account)
                : Future.succeededFuture(registration.byAuthServer(
                        name,
                        given.text("ApplicationIdentifier"),
                        given.optionalText("Realm").orElse(null),
                        account,
                        PartnerGrants.NONE,
                        true));
        return made.map(partner -> adjusted(partner, partner, given, account))
                .compose(partner -> objects().shownAfter(given, () -> partners.put(partner), name));
    }

    private Future<PartnerApplication> fromDocument(CmdletArguments given, String name, @Nullable String account) {
        URI url = URI.create(given.text("AuthMetadataUrl"));
        return registration
                .document(url, given.context())
                .map(document -> registration.fromDocument(name, url, document, account));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        PartnerApplication before = objects().existing(given);
        if (given.flag("RefreshAuthMetadata", false)) {
            return given.unlessWhatIf(() -> partners.refresh(before.name(), given.context())
                    .compose(refreshed -> put(refreshed, before, given)));
        }
        if (given.has("AuthMetadataUrl")) {
            return fromDocument(given, before.name(), before.linkedAccount())
                    .compose(partner -> given.unlessWhatIf(() -> put(partner, before, given)));
        }
        if (given.has("Realm") && !before.useOAuthServer()) {
            throw Refusal.invalid("Realm: '" + before.name() + "' takes its realm from its AuthMetadata document.");
        }
        return given.unlessWhatIf(() -> put(before, before, given));
    }

    private Future<CmdletOutput> put(PartnerApplication partner, PartnerApplication before, CmdletArguments given) {
        String account = given.has("LinkedAccount")
                ? given.optionalText("LinkedAccount")
                        .map(registration::linkedAccount)
                        .orElse(null)
                : before.linkedAccount();
        PartnerApplication changed = adjusted(partner, before, given, account);
        return (changed.equals(partner) ? Future.<Void>succeededFuture() : partners.put(changed))
                .map(CmdletOutput.NOTHING);
    }

    /**
     * A partner application with the settings of a cmdlet's parameters.
     *
     * @param before the application with the earlier settings, which stay if only the source of the keys changes
     */
    private static PartnerApplication adjusted(
            PartnerApplication partner,
            PartnerApplication before,
            CmdletArguments given,
            @Nullable String linkedAccount) {
        return new PartnerApplication(
                partner.name(),
                partner.applicationId(),
                given.has("Realm") ? given.optionalText("Realm").orElse(null) : partner.realm(),
                partner.metadataUrl(),
                partner.certificates(),
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.USES_OAUTH_SERVER, partner.useOAuthServer())
                        .with(
                                PartnerTrait.ACCEPTS_SIDS,
                                given.flag("AcceptSecurityIdentifierInformation", before.acceptsSids()))
                        .with(PartnerTrait.ENABLED, given.flag("Enabled", before.enabled()))
                        .with(PartnerTrait.BROKER, before.broker()),
                before.level(),
                linkedAccount,
                GrantParameters.read(given, before.grants()),
                before.trustedSince());
    }

    /** The properties of the cmdlet output, in the product's order. */
    private static CmdletObject object(PartnerApplication partner) {
        URI url = partner.metadataUrl();
        CmdletObject object = CmdletObject.empty()
                .with("Enabled", partner.enabled())
                .with("ApplicationIdentifier", partner.applicationId())
                .with(
                        "CertificateStrings",
                        partner.certificates().stream()
                                .map(CertificateEncoding::text)
                                .toList())
                .with("AuthMetadataUrl", url == null ? null : url.toString())
                // An empty text, because public procedures find the application of the product's setup by it.
                .with("Realm", Objects.requireNonNullElse(partner.realm(), ""))
                .with("UseAuthServer", partner.useOAuthServer())
                .with("AcceptSecurityIdentifierInformation", partner.acceptsSids())
                .with("LinkedAccount", partner.linkedAccount());
        return ExchangeCmdlets.named(
                GrantParameters.write(object, partner.grants()),
                partner.name(),
                "Partner Applications,CN=Auth Configuration");
    }
}
