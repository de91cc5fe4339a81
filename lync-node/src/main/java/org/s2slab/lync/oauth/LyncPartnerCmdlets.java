package org.s2slab.lync.oauth;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import org.s2slab.identity.PrincipalId;
import org.s2slab.lync.users.LyncCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.TrustLevel;

/** New-, Get-, Set- and Remove-CsPartnerApplication: the partner applications of Lync. */
public final class LyncPartnerCmdlets {
    private final PartnerRegistry partners;
    private final PartnerKeySources sources;
    private final ObjectCmdlets<PartnerApplication> objects;

    public LyncPartnerCmdlets(PartnerRegistry partners, PartnerKeySources sources) {
        this.partners = partners;
        this.sources = sources;
        this.objects = new ObjectCmdlets<>(
                LyncCmdlets.kind("PartnerApplication", this::names),
                partners::applications,
                PartnerApplication::name,
                this::write);
    }

    private List<String> names() {
        return partners.applications().stream().map(PartnerApplication::name).toList();
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-CsPartnerApplication", this::create),
                objects.get(),
                CMDLETS.cmdlet("Set-CsPartnerApplication", this::set),
                objects.remove(partner -> partners.remove(partner.name())));
    }

    private Future<CmdletOutput> create(CmdletArguments parameters) {
        String name = parameters.text("Identity");
        partners.named(name).ifPresent(held -> {
            throw held.isAuthorizationServer()
                    ? Refusal.conflict("\"" + name + "\" is the name of an OAuth server; choose another one.")
                    : objects.exists(name);
        });
        boolean keep = !parameters.whatIf() && !parameters.flag("InMemory", false);
        return sources.created(name, level(parameters, TrustLevel.FULL), parameters)
                .compose(partner -> keep ? partners.put(partner).map(partner) : Future.succeededFuture(partner))
                .map(partner -> CmdletOutput.of(
                        write(partners.named(name).filter(kept -> keep).orElse(partner))));
    }

    private Future<CmdletOutput> set(CmdletArguments parameters) {
        PartnerApplication old = objects.existing(parameters);
        return sources.changed(old, level(parameters, old.level()), parameters)
                .compose(partner -> parameters.unlessWhatIf(CmdletOutput.NOTHING, () -> partners.put(partner)));
    }

    private static TrustLevel level(CmdletArguments parameters, TrustLevel otherwise) {
        return parameters
                .optionalText("ApplicationTrustLevel")
                .map(word -> TrustLevel.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    private CmdletObject write(PartnerApplication partner) {
        String realm = partner.realm() != null
                ? partner.realm()
                : partners.issuerOf(partner.name()).map(PrincipalId::realm).orElse(null);
        return CmdletObject.empty()
                .with("Identity", partner.name())
                .with("AuthToken", PartnerKeySources.describe(partner))
                .with("Name", partner.name())
                .with("ApplicationIdentifier", partner.applicationId())
                .with("Realm", realm)
                .with("ApplicationTrustLevel", capitalised(partner.level()))
                .with("AcceptSecurityIdentifierInformation", partner.acceptsSids())
                .with("Enabled", partner.enabled())
                .with("CertificateThumbprints", PartnerKeySources.thumbprints(partner.certificates()));
    }

    private static String capitalised(TrustLevel level) {
        return level.name().charAt(0) + level.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
