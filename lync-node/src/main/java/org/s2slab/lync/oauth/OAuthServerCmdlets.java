package org.s2slab.lync.oauth;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.lync.users.LyncCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;

/**
 * New-, Get-, Set- and Remove-CsOAuthServer: the authorization servers whose tokens Lync accepts and requests, such as
 * {@code microsoft.sts} (protocol section 6.2).
 */
public final class OAuthServerCmdlets {
    private final AuthorizationServerDirectory servers;
    private final ObjectCmdlets<AuthorizationServer> objects;

    public OAuthServerCmdlets(AuthorizationServerDirectory servers) {
        this.servers = servers;
        this.objects = new ObjectCmdlets<>(
                LyncCmdlets.kind("OAuthServer", this::names),
                servers::all,
                AuthorizationServer::name,
                OAuthServerCmdlets::write);
    }

    private List<String> names() {
        return servers.all().stream().map(AuthorizationServer::name).toList();
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-CsOAuthServer", this::create),
                objects.get(),
                CMDLETS.cmdlet("Set-CsOAuthServer", this::set),
                objects.remove(server -> servers.remove(server.name())));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Identity");
        objects.requireFree(name);
        return given.unlessWhatIf(() -> servers.register(
                        name,
                        PartnerKeySources.metadataUrl(given),
                        given.optionalText("Realm").orElse(null),
                        given.context())
                .recover(PartnerKeySources::notDownloaded)
                .map(server -> CmdletOutput.of(write(server))));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        AuthorizationServer held = objects.existing(given);
        var url = PartnerKeySources.metadataUrl(given);
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> {
            var changed = url.equals(held.metadataUrl())
                    ? servers.refresh(held.name(), given.context())
                    : servers.move(held.name(), url, null, given.context());
            return changed.recover(PartnerKeySources::notDownloaded);
        });
    }

    private static CmdletObject write(AuthorizationServer server) {
        return CmdletObject.empty()
                .with("Identity", server.name())
                .with("Name", server.name())
                .with("IssuerIdentifier", server.issuer().id())
                .with("Realm", server.realm())
                .with("MetadataUrl", server.metadataUrl().toString())
                .with("CertificateThumbprints", PartnerKeySources.thumbprints(server.certificates()));
    }
}
