package org.s2slab.lync.oauth;

import static org.s2slab.management.Parameter.Type.BOOLEAN;
import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.Type.SWITCH;
import static org.s2slab.management.Parameter.choice;
import static org.s2slab.management.Parameter.optional;
import static org.s2slab.management.Parameter.required;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.s2slab.identity.PrincipalId;
import org.s2slab.lync.users.CsObjects;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.TrustLevel;

/** New-, Get-, Set- and Remove-CsPartnerApplication: the servers Lync exchanges tokens with. */
public final class PartnerCmdlets {
    private static final String[] BY_HAND = {
        TrustSources.USE_OAUTH_SERVER, TrustSources.CERTIFICATE_FILE, TrustSources.CERTIFICATE_RAW
    };

    private final PartnerRegistry partners;
    private final TrustSources sources;
    private final ObjectCmdlets<PartnerApplication> objects;

    public PartnerCmdlets(PartnerRegistry partners, TrustSources sources) {
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
                        "Trusts another server's own tokens: a partner application.",
                        newParameters(),
                        this::create),
                objects.get("Returns the partner applications.", CsObjects.selection("The partner's name.")),
                Cmdlet.changes(
                        "Set-CsPartnerApplication",
                        "Changes a partner application: its trust level, its keys, whether it is enabled.",
                        setParameters(),
                        this::set),
                objects.remove("No longer trusts a partner application.", partner -> partners.remove(partner.name())));
    }

    private static List<Parameter> newParameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(required("Identity", STRING, "A name for the partner, unique here."));
        parameters.add(trustLevel(true));
        parameters.add(required("ApplicationIdentifier", STRING, "The partner's application principal id.")
                .in(BY_HAND));
        parameters.add(optional("Realm", STRING, "The partner's realm.").in(TrustSources.USE_OAUTH_SERVER));
        parameters.add(required("Realm", STRING, "The partner's realm.")
                .in(TrustSources.CERTIFICATE_FILE, TrustSources.CERTIFICATE_RAW));
        parameters.addAll(sourceParameters());
        parameters.addAll(switches());
        parameters.add(optional("InMemory", SWITCH, "Writes the object and keeps nothing."));
        return parameters;
    }

    private List<Parameter> setParameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(objects.identity().in("Identity", TrustSources.METADATA, BY_HAND[0], BY_HAND[1], BY_HAND[2]));
        parameters.add(trustLevel(false));
        parameters.addAll(sourceParameters());
        parameters.addAll(switches());
        return parameters;
    }

    private static Parameter trustLevel(boolean mandatory) {
        return choice(
                "ApplicationTrustLevel", mandatory, List.of("Full", "Application", "User"), "What the partner may do.");
    }

    private static List<Parameter> sourceParameters() {
        return List.of(
                required("MetadataUrl", STRING, "Where the partner publishes its metadata.")
                        .in(TrustSources.METADATA),
                required("UseOAuthServer", SWITCH, "Its tokens come from an authorization server.")
                        .in(TrustSources.USE_OAUTH_SERVER),
                required("CertificateFileData", STRING, "A certificate file on this server.")
                        .in(TrustSources.CERTIFICATE_FILE),
                required("CertificateRawData", STRING, "A certificate in base64.")
                        .in(TrustSources.CERTIFICATE_RAW));
    }

    private static List<Parameter> switches() {
        return List.of(
                optional("AcceptSecurityIdentifierInformation", BOOLEAN, "Whether SIDs identify users; False."),
                optional("Enabled", BOOLEAN, "Whether it is trusted now; True."));
    }

    private Future<CmdletOutput> create(Parameters parameters) {
        String name = parameters.text("Identity");
        partners.named(name).ifPresent(held -> {
            throw held.isAuthorizationServer()
                    ? new Refusal(
                            RefusalCode.CONFLICT,
                            "\"" + name + "\" is the name of an OAuth server; choose another one.")
                    : objects.exists(name);
        });
        boolean keep = !parameters.whatIf() && !parameters.flag("InMemory", false);
        return sources.created(name, level(parameters, TrustLevel.FULL), parameters)
                .compose(partner -> keep ? partners.put(partner).map(partner) : Future.succeededFuture(partner))
                .map(partner -> CmdletOutput.of(
                        write(partners.named(name).filter(kept -> keep).orElse(partner))));
    }

    private Future<CmdletOutput> set(Parameters parameters) {
        PartnerApplication old = objects.existing(parameters);
        return sources.changed(old, level(parameters, old.level()), parameters)
                .compose(partner -> parameters.unlessWhatIf(CmdletOutput.NOTHING, () -> partners.put(partner)));
    }

    private static TrustLevel level(Parameters parameters, TrustLevel otherwise) {
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
                .with("AuthToken", TrustSources.describe(partner))
                .with("Name", partner.name())
                .with("ApplicationIdentifier", partner.applicationId())
                .with("Realm", realm)
                .with("ApplicationTrustLevel", capitalised(partner.level()))
                .with("AcceptSecurityIdentifierInformation", partner.acceptsSids())
                .with("Enabled", partner.enabled())
                .with("CertificateThumbprints", TrustSources.thumbprints(partner.certificates()));
    }

    private static String capitalised(TrustLevel level) {
        return level.name().charAt(0) + level.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
