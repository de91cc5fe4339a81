package org.s2slab.lync.oauth;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.lync.users.LyncCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.NameKey;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;

/**
 * New-, Get-, Set- and Remove-CsOAuthServer: the authorization servers whose tokens Lync accepts and requests, such as
 * {@code microsoft.sts} (protocol section 6.2).
 */
public final class OAuthServerCmdlets {
    private static final String AZURE_AD = "AzureAD";

    private final AuthorizationServerDirectory acs;
    private final AuthorizationServerDirectory evoSts;
    private final ObjectCmdlets<AuthorizationServer> objects;

    public OAuthServerCmdlets(AuthorizationServerDirectory servers) {
        this.acs = servers;
        this.evoSts = servers.evoSts();
        this.objects = new ObjectCmdlets<>(
                LyncCmdlets.kind("OAuthServer", this::names),
                this::servers,
                AuthorizationServer::name,
                OAuthServerCmdlets::write);
    }

    private List<AuthorizationServer> servers() {
        return Stream.concat(acs.all().stream(), evoSts.all().stream())
                .sorted(Comparator.comparing(server -> NameKey.of(server.name())))
                .toList();
    }

    private AuthorizationServerDirectory of(AuthorizationServer server) {
        return isEvoSts(server) ? evoSts : acs;
    }

    private static boolean isEvoSts(AuthorizationServer server) {
        return server.issuer().id().equals(WellKnownPrincipals.EVOSTS);
    }

    private List<String> names() {
        return servers().stream().map(AuthorizationServer::name).toList();
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-CsOAuthServer", this::create),
                objects.get(),
                CMDLETS.cmdlet("Set-CsOAuthServer", this::set),
                objects.remove(server -> of(server).remove(server.name())));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Identity");
        objects.requireFree(name);
        return given.unlessWhatIf(() -> directory(given)
                .register(
                        name,
                        PartnerKeySources.metadataUrl(given),
                        given.optionalText("Realm").orElse(null),
                        given.context())
                .recover(PartnerKeySources::notDownloaded)
                .map(server -> CmdletOutput.of(write(server))));
    }

    /** The servers of the type in the parameters; a Refusal for what the lab does not have. */
    private AuthorizationServerDirectory directory(CmdletArguments given) {
        String type = given.optionalText("Type").orElse("");
        if (!type.isEmpty() && !type.equals(AZURE_AD)) {
            throw unsupported("Type: this lab has no authorization servers of the type " + type + ".");
        }
        if (given.has("AuthorizationUriOverride")) {
            throw unsupported(
                    "AuthorizationUriOverride: clients of people do not sign in at this server. Leave it out.");
        }
        return type.isEmpty() ? acs : evoSts;
    }

    private static Refusal unsupported(String text) {
        return new Refusal(RefusalCode.NOT_SUPPORTED, text);
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        AuthorizationServer held = objects.existing(given);
        var url = PartnerKeySources.metadataUrl(given);
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> {
            var changed = url.equals(held.metadataUrl())
                    ? of(held).refresh(held.name(), given.context())
                    : of(held).move(held.name(), url, null, given.context());
            return changed.recover(PartnerKeySources::notDownloaded);
        });
    }

    private static CmdletObject write(AuthorizationServer server) {
        return CmdletObject.empty()
                .with("Identity", server.name())
                .with("Name", server.name())
                .with(
                        "IssuerIdentifier",
                        isEvoSts(server)
                                ? EvoStsIssuer.of(server.realm())
                                : server.issuer().id())
                .with("Type", isEvoSts(server) ? AZURE_AD : "MicrosoftACS")
                .with("Realm", server.realm())
                .with("MetadataUrl", server.metadataUrl().toString())
                .with("CertificateThumbprints", PartnerKeySources.thumbprints(server.certificates()));
    }
}
