package org.s2slab.lync.oauth;

import static org.s2slab.management.CmdletParameter.Type.BOOLEAN;
import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.SWITCH;
import static org.s2slab.management.CmdletParameter.choice;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.s2slab.identity.PrincipalId;
import org.s2slab.lync.users.CsObjects;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.TrustLevel;

/** New-, Get-, Set- and Remove-CsPartnerApplication: the partner applications of Lync. */
public final class LyncPartnerCmdlets {
    private static final String[] BY_HAND = {
        PartnerKeySources.USE_OAUTH_SERVER, PartnerKeySources.CERTIFICATE_FILE, PartnerKeySources.CERTIFICATE_RAW
    };

    private final PartnerRegistry partners;
    private final PartnerKeySources sources;
    private final ObjectCmdlets<PartnerApplication> objects;

    public LyncPartnerCmdlets(PartnerRegistry partners, PartnerKeySources sources) {
        this.partners = partners;
        this.sources = sources;
        this.objects = new ObjectCmdlets<>(
                CsObjects.kind("PartnerApplication", "The partner's name.", this::names),
                partners::applications,
                PartnerApplication::name,
                this::write);
    }

    private List<String> names() {
        return partners.applications().stream().map(PartnerApplication::name).toList();
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-CsPartnerApplication",
                        "Registers another server as a partner application, so that Lync accepts its tokens.",
                        newParameters(),
                        this::create),
                objects.get("Returns the partner applications.", CsObjects.selection("The partner's name.")),
                Cmdlet.changes(
                        "Set-CsPartnerApplication",
                        "Changes a partner application: its trust level, its keys or whether it is enabled.",
                        setParameters(),
                        this::set),
                objects.remove(
                        "Removes a partner application. Lync no longer trusts it.",
                        partner -> partners.remove(partner.name())));
    }

    private static List<CmdletParameter> newParameters() {
        List<CmdletParameter> parameters = new ArrayList<>();
        parameters.add(required("Identity", STRING, "The name of the partner application, unique in Lync."));
        parameters.add(trustLevel(true));
        parameters.add(required("ApplicationIdentifier", STRING, "The partner's application principal id.")
                .in(BY_HAND));
        parameters.add(optional("Realm", STRING, "The partner's realm.").in(PartnerKeySources.USE_OAUTH_SERVER));
        parameters.add(required("Realm", STRING, "The partner's realm.")
                .in(PartnerKeySources.CERTIFICATE_FILE, PartnerKeySources.CERTIFICATE_RAW));
        parameters.addAll(sourceParameters());
        parameters.addAll(switches());
        parameters.add(optional("InMemory", SWITCH, "Returns the object without storing it."));
        return parameters;
    }

    private List<CmdletParameter> setParameters() {
        List<CmdletParameter> parameters = new ArrayList<>();
        parameters.add(
                objects.identity().in("Identity", PartnerKeySources.METADATA, BY_HAND[0], BY_HAND[1], BY_HAND[2]));
        parameters.add(trustLevel(false));
        parameters.addAll(sourceParameters());
        parameters.addAll(switches());
        return parameters;
    }

    private static CmdletParameter trustLevel(boolean mandatory) {
        return choice(
                "ApplicationTrustLevel",
                mandatory,
                List.of("Full", "Application", "User"),
                "The trust level: what the partner may do.");
    }

    private static List<CmdletParameter> sourceParameters() {
        return List.of(
                required("MetadataUrl", STRING, "The address of the partner's metadata.")
                        .in(PartnerKeySources.METADATA),
                required("UseOAuthServer", SWITCH, "An authorization server issues the partner's tokens.")
                        .in(PartnerKeySources.USE_OAUTH_SERVER),
                required("CertificateFileData", STRING, "The partner's certificate, as a file on this server.")
                        .in(PartnerKeySources.CERTIFICATE_FILE),
                required("CertificateRawData", STRING, "The partner's certificate, in base64.")
                        .in(PartnerKeySources.CERTIFICATE_RAW));
    }

    private static List<CmdletParameter> switches() {
        return List.of(
                optional(
                        "AcceptSecurityIdentifierInformation",
                        BOOLEAN,
                        "Whether security identifiers (SIDs) identify users (default: $false)."),
                optional("Enabled", BOOLEAN, "Whether the partner is trusted (default: $true)."));
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
