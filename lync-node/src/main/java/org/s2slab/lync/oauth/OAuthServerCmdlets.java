package org.s2slab.lync.oauth;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServers;

/**
 * New-, Get-, Set- and Remove-CsOAuthServer: the authorization servers whose tokens Lync takes and asks for, {@code
 * microsoft.sts} among them (protocol section 6.2).
 */
public final class OAuthServerCmdlets {
    private final AuthorizationServers servers;

    public OAuthServerCmdlets(AuthorizationServers servers) {
        this.servers = servers;
    }

    public List<Cmdlet> all() {
        Parameter identity = Parameter.required(
                "Identity", Parameter.Type.STRING, "The server's name; microsoft.sts for Office 365.");
        Parameter url = Parameter.required(
                "MetadataUrl", Parameter.Type.STRING, "Where it publishes its metadata; must be reachable now.");
        return List.of(
                Cmdlet.changes(
                        "New-CsOAuthServer",
                        "Trusts an authorization server: for partner applications with -UseOAuthServer, and to ask it for"
                                + " tokens.",
                        List.of(
                                identity,
                                url,
                                Parameter.optional(
                                        "Realm", Parameter.Type.STRING, "The tenant its document must be of.")),
                        this::create),
                Cmdlet.reads(
                        "Get-CsOAuthServer",
                        "Returns the authorization servers.",
                        List.of(
                                Parameter.optional("Identity", Parameter.Type.STRING, "The server's name.")
                                        .in("Identity"),
                                Parameter.required("Filter", Parameter.Type.STRING, "A name with *.")
                                        .in("Filter"),
                                Parameter.optional(
                                        "LocalStore",
                                        Parameter.Type.SWITCH,
                                        "Reads the local replica; it is the same.")),
                        this::get),
                Cmdlet.changes(
                        "Set-CsOAuthServer",
                        "Changes where an authorization server publishes its metadata; the same address reads it again, all"
                                + " keys replaced or not.",
                        List.of(identity, url),
                        this::set),
                Cmdlet.changes(
                        "Remove-CsOAuthServer",
                        "No longer trusts an authorization server.",
                        List.of(identity),
                        this::remove));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Identity");
        if (servers.named(name).isPresent()) {
            throw new Refusal(
                    RefusalCode.CONFLICT,
                    "\"" + name + "\" \"OAuthServer\" already exists; Set-CsOAuthServer changes it.");
        }
        if (given.whatIf()) {
            return Future.succeededFuture(CmdletOutput.NOTHING);
        }
        return servers.register(
                        name,
                        TrustSources.metadataUrl(given),
                        given.optionalText("Realm").orElse(null),
                        given.context())
                .recover(TrustSources::notDownloaded)
                .map(server -> CmdletOutput.of(write(server)));
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        if (identity.isPresent()) {
            return Future.succeededFuture(CmdletOutput.of(write(existing(identity.get()))));
        }
        Predicate<String> wanted = PartnerCmdlets.named(given);
        return Future.succeededFuture(CmdletOutput.of(servers.all().stream()
                .filter(server -> wanted.test(server.name()))
                .map(OAuthServerCmdlets::write)
                .toList()));
    }

    private Future<CmdletOutput> set(Parameters given) {
        AuthorizationServer held = existing(given.text("Identity"));
        var url = TrustSources.metadataUrl(given);
        if (given.whatIf()) {
            return Future.succeededFuture(CmdletOutput.NOTHING);
        }
        var changed = url.equals(held.metadataUrl())
                ? servers.refresh(held.name(), given.context())
                : servers.move(held.name(), url, null, given.context());
        return changed.recover(TrustSources::notDownloaded).map(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> remove(Parameters given) {
        AuthorizationServer held = existing(given.text("Identity"));
        return given.whatIf()
                ? Future.succeededFuture(CmdletOutput.NOTHING)
                : servers.remove(held.name()).map(CmdletOutput.NOTHING);
    }

    private AuthorizationServer existing(String name) {
        return servers.named(name)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "Cannot find \"" + name + "\" \"OAuthServer\" because it does not exist. There are: "
                                + servers.all().stream()
                                        .map(AuthorizationServer::name)
                                        .toList()));
    }

    private static CmdletObject write(AuthorizationServer server) {
        return CmdletObject.empty()
                .with("Identity", server.name())
                .with("Name", server.name())
                .with("IssuerIdentifier", server.issuer().id())
                .with("Realm", server.realm())
                .with("MetadataUrl", server.metadataUrl().toString())
                .with("CertificateThumbprints", TrustSources.thumbprints(server.certificates()));
    }
}
