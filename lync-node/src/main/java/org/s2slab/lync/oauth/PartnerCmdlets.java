package org.s2slab.lync.oauth;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
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

    public PartnerCmdlets(PartnerRegistry partners, TrustSources sources) {
        this.partners = partners;
        this.sources = sources;
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-CsPartnerApplication",
                        "Trusts another server's own tokens: a partner application.",
                        newParameters(),
                        this::create),
                Cmdlet.reads(
                        "Get-CsPartnerApplication",
                        "Returns the partner applications.",
                        List.of(
                                Parameter.optional("Identity", Parameter.Type.STRING, "The partner's name.")
                                        .in("Identity"),
                                Parameter.required("Filter", Parameter.Type.STRING, "A name with *.")
                                        .in("Filter"),
                                Parameter.optional(
                                        "LocalStore",
                                        Parameter.Type.SWITCH,
                                        "Reads the local replica; it is the same.")),
                        this::get),
                Cmdlet.changes(
                        "Set-CsPartnerApplication",
                        "Changes a partner application: its trust level, its keys, whether it is enabled.",
                        setParameters(),
                        this::set),
                Cmdlet.changes(
                        "Remove-CsPartnerApplication",
                        "No longer trusts a partner application.",
                        List.of(Parameter.required("Identity", Parameter.Type.STRING, "The partner's name.")),
                        this::remove));
    }

    private static List<Parameter> newParameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.required("Identity", Parameter.Type.STRING, "A name for the partner, unique here."));
        parameters.add(trustLevel(true));
        parameters.add(Parameter.required(
                        "ApplicationIdentifier", Parameter.Type.STRING, "The partner's application principal id.")
                .in(BY_HAND));
        parameters.add(Parameter.optional("Realm", Parameter.Type.STRING, "The partner's realm.")
                .in(TrustSources.USE_OAUTH_SERVER));
        parameters.add(Parameter.required("Realm", Parameter.Type.STRING, "The partner's realm.")
                .in(TrustSources.CERTIFICATE_FILE, TrustSources.CERTIFICATE_RAW));
        parameters.addAll(sourceParameters());
        parameters.addAll(switches());
        parameters.add(Parameter.optional("InMemory", Parameter.Type.SWITCH, "Writes the object and keeps nothing."));
        return parameters;
    }

    private static List<Parameter> setParameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.required("Identity", Parameter.Type.STRING, "The partner's name.")
                .in("Identity", TrustSources.METADATA, BY_HAND[0], BY_HAND[1], BY_HAND[2]));
        parameters.add(trustLevel(false));
        parameters.addAll(sourceParameters());
        parameters.addAll(switches());
        return parameters;
    }

    private static Parameter trustLevel(boolean mandatory) {
        return Parameter.choice(
                "ApplicationTrustLevel", mandatory, List.of("Full", "Application", "User"), "What the partner may do.");
    }

    private static List<Parameter> sourceParameters() {
        return List.of(
                Parameter.required("MetadataUrl", Parameter.Type.STRING, "Where the partner publishes its metadata.")
                        .in(TrustSources.METADATA),
                Parameter.required(
                                "UseOAuthServer",
                                Parameter.Type.SWITCH,
                                "Its tokens come from an authorization server.")
                        .in(TrustSources.USE_OAUTH_SERVER),
                Parameter.required("CertificateFileData", Parameter.Type.STRING, "A certificate file on this server.")
                        .in(TrustSources.CERTIFICATE_FILE),
                Parameter.required("CertificateRawData", Parameter.Type.STRING, "A certificate in base64.")
                        .in(TrustSources.CERTIFICATE_RAW));
    }

    private static List<Parameter> switches() {
        return List.of(
                Parameter.optional(
                        "AcceptSecurityIdentifierInformation",
                        Parameter.Type.BOOLEAN,
                        "Whether SIDs identify users; False."),
                Parameter.optional("Enabled", Parameter.Type.BOOLEAN, "Whether it is trusted now; True."));
    }

    private Future<CmdletOutput> create(Parameters parameters) {
        String name = parameters.text("Identity");
        partners.named(name).ifPresent(held -> {
            throw new Refusal(
                    RefusalCode.CONFLICT,
                    held.isAuthorizationServer()
                            ? "\"" + name + "\" is the name of an OAuth server; choose another one."
                            : "\"" + name
                                    + "\" \"PartnerApplication\" already exists; Set-CsPartnerApplication changes it.");
        });
        boolean keep = !parameters.whatIf() && !parameters.flag("InMemory", false);
        return sources.created(name, level(parameters, TrustLevel.FULL), parameters)
                .compose(partner -> keep ? partners.put(partner).map(partner) : Future.succeededFuture(partner))
                .map(partner -> CmdletOutput.of(
                        write(partners.named(name).filter(kept -> keep).orElse(partner))));
    }

    private Future<CmdletOutput> get(Parameters parameters) {
        Optional<String> identity = parameters.optionalText("Identity");
        if (identity.isPresent()) {
            return Future.succeededFuture(CmdletOutput.of(write(existing(identity.get()))));
        }
        Predicate<String> wanted = named(parameters);
        return Future.succeededFuture(CmdletOutput.of(applications()
                .filter(partner -> wanted.test(partner.name()))
                .map(this::write)
                .toList()));
    }

    /** Which names the parameter Filter asks for; all where it is not given. */
    static Predicate<String> named(Parameters parameters) {
        String filter = parameters.optionalText("Filter").orElse("*");
        List<String> parts =
                Arrays.stream(filter.split("\\*", -1)).map(Pattern::quote).toList();
        return Pattern.compile(String.join(".*", parts), Pattern.CASE_INSENSITIVE)
                .asMatchPredicate();
    }

    private Stream<PartnerApplication> applications() {
        return partners.all().stream().filter(partner -> !partner.isAuthorizationServer());
    }

    private Future<CmdletOutput> set(Parameters parameters) {
        PartnerApplication old = existing(parameters.text("Identity"));
        return sources.changed(old, level(parameters, old.level()), parameters)
                .compose(partner -> parameters.whatIf() ? Future.succeededFuture() : partners.put(partner))
                .map(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> remove(Parameters parameters) {
        PartnerApplication old = existing(parameters.text("Identity"));
        return parameters.whatIf()
                ? Future.succeededFuture(CmdletOutput.NOTHING)
                : partners.remove(old.name()).map(CmdletOutput.NOTHING);
    }

    private PartnerApplication existing(String name) {
        return partners.named(name)
                .filter(partner -> !partner.isAuthorizationServer())
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "Cannot find \"" + name + "\" \"PartnerApplication\" because it does not exist. There are: "
                                + applications().map(PartnerApplication::name).toList()));
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
