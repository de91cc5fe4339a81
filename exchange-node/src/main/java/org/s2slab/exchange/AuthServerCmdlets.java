package org.s2slab.exchange;

import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.hybrid.AuthServer;
import org.s2slab.exchange.hybrid.AuthServers;
import org.s2slab.exchange.hybrid.FederationMetadata;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.AuthorizationServer;

/** New-, Get-, Set- and Remove-AuthServer. */
final class AuthServerCmdlets {
    private static final String BY_METADATA = "AuthMetadataUrlParameterSet";
    private static final String BY_TYPE = "NativeClientAuthServerParameterSet";
    private static final String REFRESH = "RefreshAuthMetadataParameterSet";

    private static final Parameter IDENTITY = Parameter.required("Identity", Parameter.Type.STRING, "Its name.");
    private static final String URL_HELP =
            "Where its document is: AuthMetadata of type MicrosoftACS, federation metadata of type AzureAD.";
    private static final List<Parameter> SETTINGS = List.of(
            Parameter.optional("Enabled", Parameter.Type.BOOLEAN, "Whether it counts; $true unless said otherwise."),
            Parameter.optional(
                    "DomainName",
                    Parameter.Type.STRINGS,
                    "The mail domains it is for; kept, there is one tenant here."),
            Parameter.optional(
                    "ApplicationIdentifier",
                    Parameter.Type.STRING,
                    "The organisation's own application there (dedicated hybrid application); kept as it is given."),
            GrantParameters.TRUST_ANY);

    private final AuthServers servers;
    private final FederationMetadata documents;

    AuthServerCmdlets(AuthServers servers, FederationMetadata documents) {
        this.servers = servers;
        this.documents = documents;
    }

    List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-AuthServer",
                        "Makes an authorization server known: one of type MicrosoftACS vouches for partner applications and"
                                + " is asked for tokens, one of type AzureAD is named to people's clients.",
                        newParameters(),
                        this::create),
                Cmdlet.reads(
                        "Get-AuthServer",
                        "Shows the authorization servers.",
                        List.of(Parameter.optional(
                                "Identity", Parameter.Type.STRING, "A name; * stands for any text.")),
                        this::get),
                Cmdlet.changes(
                        "Set-AuthServer",
                        "Changes an authorization server, or reads its document again.",
                        setParameters(),
                        this::set),
                Cmdlet.changes("Remove-AuthServer", "Forgets it.", List.of(IDENTITY), this::remove));
    }

    private static List<Parameter> newParameters() {
        return with(
                Parameter.required("Name", Parameter.Type.STRING, "A name for it, unique here."),
                Parameter.required("AuthMetadataUrl", Parameter.Type.URL, URL_HELP)
                        .in(BY_METADATA, BY_TYPE),
                Parameter.choice(
                                "Type",
                                true,
                                List.of("ADFS", "AzureAD", "Facebook", "LinkedIn", "MicrosoftACS"),
                                "What it is, MicrosoftACS unless said otherwise; others than AzureAD are not simulated.")
                        .in(BY_TYPE));
    }

    private static List<Parameter> setParameters() {
        return with(
                IDENTITY,
                Parameter.optional("AuthMetadataUrl", Parameter.Type.URL, URL_HELP)
                        .in(BY_METADATA),
                Parameter.required(
                                "RefreshAuthMetadata",
                                Parameter.Type.SWITCH,
                                "Reads its document again and takes its keys, whichever they are.")
                        .in(REFRESH),
                Parameter.optional(
                        "IsDefaultAuthorizationEndpoint",
                        Parameter.Type.BOOLEAN,
                        "Whether the challenge names its authorization endpoint."));
    }

    private static List<Parameter> with(Parameter... first) {
        List<Parameter> all = new ArrayList<>(List.of(first));
        all.addAll(SETTINGS);
        return all;
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        GrantParameters.refuseAnyCertificate(given);
        if (servers.named(name).isPresent()) {
            return Future.failedFuture(CmdletWords.exists("authorization server", name));
        }
        AuthServer.Type type = type(given);
        URI url = URI.create(given.text("AuthMetadataUrl"));
        return issuer(type, url, given)
                .map(issuer -> adjusted(
                        new AuthServer(name, type, url, issuer, List.of(), true, false, null), url, issuer, given))
                .compose(server -> CmdletWords.unlessWhatIf(
                        given, () -> servers.put(server, given.context()).map(done -> shown(name))));
    }

    private static AuthServer.Type type(Parameters given) {
        String word = given.optionalText("Type").orElse(AuthServer.Type.MICROSOFT_ACS.word());
        for (AuthServer.Type type : AuthServer.Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new Refusal(
                RefusalCode.NOT_SUPPORTED,
                "Type: this lab has authorization servers of the types MicrosoftACS and AzureAD, not " + word + ".");
    }

    private Future<String> issuer(AuthServer.Type type, URI url, Parameters given) {
        if (type == AuthServer.Type.MICROSOFT_ACS) {
            return Future.succeededFuture(WellKnownPrincipals.AUTHORIZATION_SERVER);
        }
        if (!"https".equals(url.getScheme())) {
            throw CmdletWords.invalid("AuthMetadataUrl: '" + url + "' is not an https address.");
        }
        return documents.issuer(url, given.context());
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        List<CmdletObject> found = servers.all().stream()
                .filter(server -> identity.isEmpty() || CmdletWords.fits(identity.get(), server.name()))
                .map(this::object)
                .toList();
        if (found.isEmpty() && identity.isPresent() && !identity.get().contains("*")) {
            return Future.failedFuture(CmdletWords.notFound(identity.get()));
        }
        return Future.succeededFuture(CmdletOutput.of(found));
    }

    private Future<CmdletOutput> set(Parameters given) {
        AuthServer before = named(given);
        GrantParameters.refuseAnyCertificate(given);
        URI url = given.optionalText("AuthMetadataUrl").map(URI::create).orElse(before.metadataUrl());
        boolean again = given.flag("RefreshAuthMetadata", false);
        if (again && before.type() == AuthServer.Type.MICROSOFT_ACS) {
            return CmdletWords.unlessWhatIf(
                    given, () -> servers.refresh(before, given.context()).map(CmdletOutput.NOTHING));
        }
        boolean moved = again || !url.equals(before.metadataUrl());
        return (moved ? issuer(before.type(), url, given) : Future.succeededFuture(before.issuerIdentifier()))
                .map(issuer -> adjusted(before, url, issuer, given))
                .compose(server -> CmdletWords.unlessWhatIf(
                        given, () -> servers.put(server, given.context()).map(CmdletOutput.NOTHING)));
    }

    private static AuthServer adjusted(AuthServer before, URI url, String issuer, Parameters given) {
        boolean isDefault = given.flag("IsDefaultAuthorizationEndpoint", before.isDefault());
        if (isDefault && before.authorizationEndpoint() == null) {
            throw CmdletWords.invalid("IsDefaultAuthorizationEndpoint: '" + before.name()
                    + "' is of type MicrosoftACS, which has no authorization endpoint.");
        }
        return new AuthServer(
                before.name(),
                before.type(),
                url,
                issuer,
                given.has("DomainName") ? given.texts("DomainName") : before.domains(),
                given.flag("Enabled", before.enabled()),
                isDefault,
                given.has("ApplicationIdentifier")
                        ? given.optionalText("ApplicationIdentifier").orElse(null)
                        : before.applicationIdentifier());
    }

    private Future<CmdletOutput> remove(Parameters given) {
        AuthServer server = named(given);
        return CmdletWords.unlessWhatIf(given, () -> servers.remove(server).map(CmdletOutput.NOTHING));
    }

    private AuthServer named(Parameters given) {
        String identity = given.text("Identity");
        return servers.named(identity).orElseThrow(() -> CmdletWords.notFound(identity));
    }

    private CmdletOutput shown(String name) {
        CmdletOutput output =
                CmdletOutput.of(servers.named(name).map(this::object).stream().toList());
        boolean signsPeopleIn = servers.named(name)
                .filter(server -> server.type() == AuthServer.Type.AZURE_AD)
                .isPresent();
        return signsPeopleIn
                ? output.warning(
                        "Of an AzureAD server this lab simulates that clients are told of it, by authorization_uri in"
                                + " the challenge once it is the default one; tokens it signs are not taken.")
                : output;
    }

    /** The properties the product shows. */
    private CmdletObject object(AuthServer server) {
        String distinguished = "CN=" + server.name() + ",CN=Auth Servers,CN=Auth Configuration";
        AuthorizationServer trusted = server.type() == AuthServer.Type.MICROSOFT_ACS
                ? servers.trusted(server.name()).orElse(null)
                : null;
        return CmdletObject.empty()
                .with("IssuerIdentifier", server.issuerIdentifier())
                .with(
                        "TokenIssuingEndpoint",
                        text(trusted == null ? server.tokenEndpoint() : trusted.issuanceEndpoint()))
                .with("AuthorizationEndpoint", text(server.authorizationEndpoint()))
                .with("ApplicationIdentifier", server.applicationIdentifier())
                .with("CertificateStrings", trusted == null ? List.of() : certificates(trusted))
                .with("AuthMetadataUrl", server.metadataUrl().toString())
                .with("Realm", trusted == null ? null : trusted.realm())
                .with("Type", server.type().word())
                .with("Enabled", server.enabled())
                .with("IsDefaultAuthorizationEndpoint", server.isDefault())
                .with("DomainName", server.domains())
                .with("Name", server.name())
                .with("DistinguishedName", distinguished)
                .with("Identity", server.name())
                .with("Guid", CmdletWords.guid(distinguished));
    }

    private static List<String> certificates(AuthorizationServer trusted) {
        return trusted.certificates().stream()
                .map(PartnerApplicationCmdlets::encoded)
                .toList();
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
