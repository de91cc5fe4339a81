package org.s2slab.exchange.hybrid;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.trust.GrantParameters;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.AuthorizationServer;

/** The cmdlets New-, Get-, Set- and Remove-AuthServer. */
public record AuthServerCmdlets(AuthServerStore servers, FederationMetadataReader documents) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-AuthServer", this::create),
                objects().get(),
                CMDLETS.cmdlet("Set-AuthServer", this::set),
                objects().remove(servers::remove));
    }

    private ObjectCmdlets<AuthServer> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("AuthServer", "authorization server"),
                servers::all,
                AuthServer::name,
                this::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        GrantParameters.refuseAnyCertificate(given);
        objects().requireFree(name);
        AuthServer.Type type = type(given);
        URI url = URI.create(given.text("AuthMetadataUrl"));
        return issuer(type, url, given)
                .map(issuer -> adjusted(
                        new AuthServer(name, type, url, issuer, true, List.of(), false, null, null),
                        url,
                        issuer,
                        given))
                .compose(server -> given.unlessWhatIf(
                        () -> servers.put(server, given.context()).compose(done -> shown(server))));
    }

    private static AuthServer.Type type(CmdletArguments given) {
        String word = given.optionalText("Type").orElse(AuthServer.Type.MicrosoftACS.name());
        return Arrays.stream(AuthServer.Type.values())
                .filter(type -> type.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_SUPPORTED,
                        "Type: this lab has authorization servers of the types MicrosoftACS and AzureAD, not " + word
                                + "."));
    }

    private Future<String> issuer(AuthServer.Type type, URI url, CmdletArguments given) {
        if (type == AuthServer.Type.MicrosoftACS) {
            return Future.succeededFuture(WellKnownPrincipals.AUTHORIZATION_SERVER);
        }
        if (!"https".equals(url.getScheme())) {
            throw Refusal.invalid("AuthMetadataUrl: '" + url + "' is not an https address.");
        }
        return documents.issuer(url, given.context());
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        AuthServer before = objects().existing(given);
        GrantParameters.refuseAnyCertificate(given);
        URI url = given.optionalText("AuthMetadataUrl").map(URI::create).orElse(before.metadataUrl());
        boolean again = given.flag("RefreshAuthMetadata", false);
        if (again) {
            return given.unlessWhatIf(CmdletOutput.NOTHING, () -> servers.refresh(before, given.context()));
        }
        return (!url.equals(before.metadataUrl())
                        ? issuer(before.type(), url, given)
                        : Future.succeededFuture(before.issuerIdentifier()))
                .map(issuer -> adjusted(before, url, issuer, given))
                .compose(
                        server -> given.unlessWhatIf(CmdletOutput.NOTHING, () -> servers.put(server, given.context())));
    }

    private static AuthServer adjusted(AuthServer before, URI url, String issuer, CmdletArguments given) {
        boolean isDefault = given.flag("IsDefaultAuthorizationEndpoint", before.isDefault());
        if (isDefault && before.authorizationEndpoint() == null) {
            throw Refusal.invalid("IsDefaultAuthorizationEndpoint: '" + before.name()
                    + "' is of type MicrosoftACS, which has no authorization endpoint.");
        }
        return new AuthServer(
                before.name(),
                before.type(),
                url,
                issuer,
                given.flag("Enabled", before.enabled()),
                given.has("DomainName") ? given.texts("DomainName") : before.domains(),
                isDefault,
                given.has("ApplicationIdentifier")
                        ? given.optionalText("ApplicationIdentifier").orElse(null)
                        : before.applicationIdentifier(),
                given.has("GraphBaseUrl") ? graph(given) : before.graphBaseUrl());
    }

    /** Requires an https address without a path: tokens are only sent over TLS, and Exchange adds version and path. */
    private static @Nullable URI graph(CmdletArguments given) {
        return given.optionalText("GraphBaseUrl")
                .map(url -> {
                    URI uri = URI.create(url);
                    boolean isBase = uri.getPath().isEmpty() || uri.getPath().equals("/");
                    if (!"https".equals(uri.getScheme()) || !isBase || uri.getQuery() != null) {
                        throw Refusal.invalid(
                                "GraphBaseUrl: '" + url + "' is not an https address without a path, such as"
                                        + " https://graph.microsoft.com.");
                    }
                    return uri;
                })
                .orElse(null);
    }

    private Future<CmdletOutput> shown(AuthServer server) {
        return objects().shown(server.name());
    }

    /** The properties of the cmdlet output, as in the product. */
    private CmdletObject object(AuthServer server) {
        AuthorizationServer trusted = servers.trusted(server).orElse(null);
        AuthorizationServer acs = server.type() == AuthServer.Type.MicrosoftACS ? trusted : null;
        CmdletObject object = CmdletObject.empty()
                .with("IssuerIdentifier", server.issuerIdentifier())
                .with("TokenIssuingEndpoint", text(acs == null ? server.tokenEndpoint() : acs.issuanceEndpoint()))
                .with("AuthorizationEndpoint", text(server.authorizationEndpoint()))
                .with("ApplicationIdentifier", server.applicationIdentifier())
                .with("GraphBaseUrl", text(server.graphBaseUrl()))
                .with("CertificateStrings", trusted == null ? List.of() : certificates(trusted))
                .with("AuthMetadataUrl", server.metadataUrl().toString())
                .with("Realm", acs == null ? null : acs.realm())
                .with("Type", server.type().name())
                .with("Enabled", server.enabled())
                .with("IsDefaultAuthorizationEndpoint", server.isDefault())
                .with("DomainName", server.domains());
        return ExchangeCmdlets.named(object, server.name(), "Auth Servers,CN=Auth Configuration");
    }

    private static List<String> certificates(AuthorizationServer trusted) {
        return trusted.certificates().stream().map(CertificateEncoding::text).toList();
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
