package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.NodeAddress;

/** A product that calls other servers and receives calls from other servers: Lync, Exchange or SharePoint. */
public abstract class ServerProduct extends ProductCmdlets {
    private static final String STORE = "Cert:\\LocalMachine\\My";

    ServerProduct(ProductRole role, String node, String signingProperty) {
        super(role, node, signingProperty);
    }

    /** The cmdlets of a node. Throws IllegalArgumentException for other roles, also for the authorization server. */
    public static ServerProduct of(String role, String node, String host) {
        if (ProductCmdlets.of(role, node, host) instanceof ServerProduct product) {
            return product;
        }
        throw new IllegalArgumentException("role: '" + role + "' of node '" + node + "' is no server that others call");
    }

    /** Returns the cmdlets of a started node. */
    public static ServerProduct of(NodeAddress node) {
        return of(node.role(), node.name(), node.host());
    }

    /**
     * Reads a node's trust configuration. Blocks the calling thread. Throws Unanswered if the node does not respond.
     *
     * @param others the other nodes of the deployment, whose applications SharePoint looks up
     */
    public static TrustState read(AdministratorClient desk, List<NodeAddress> others) {
        return switch (ProductRole.of(desk.node().role())) {
            case LYNC -> new LyncTrustReader(desk).read();
            case EXCHANGE -> new ExchangeTrustReader(desk).read();
            case SHAREPOINT -> new SharePointTrustReader(desk, others).read();
            case AUTHORIZATION_SERVER ->
                throw new IllegalArgumentException(desk.node().name() + " calls nobody");
        };
    }

    /** The paths of the resources that other servers call. */
    public final ProductPaths paths() {
        return role().paths().orElseThrow();
    }

    /** The name of a partner application in the documented procedure. */
    public String nameFor(ProductRole partner) {
        return partner.title();
    }

    /** The name of an authorization server in the documented procedure. */
    public abstract String authorizationServerName();

    /** Registers a partner application by the documented procedure, with its rights. */
    public abstract List<CmdletCall> register(PartnerSpec partner);

    /** Registers a partner again after a change of its realm. The registration's other settings stay. */
    public abstract List<CmdletCall> registerAgain(PartnerSpec partner);

    /** Registers a partner by its metadata document, without further settings. */
    public final CmdletCall registerByMetadata(PartnerSpec partner) {
        return call(AdministratorTask.REGISTER_BY_METADATA, partner.values());
    }

    /** Registers an application whose tokens an authorization server issues. */
    public CmdletCall registerByServer(PartnerSpec partner) {
        return call(AdministratorTask.REGISTER_BY_SERVER, partner.values());
    }

    /** Registers a partner by its certificate; empty if the product has no such cmdlet. */
    public final Optional<CmdletCall> registerByKey(PartnerSpec partner) {
        return find(AdministratorTask.REGISTER_BY_KEY, partner.values());
    }

    /** Shows all partners. */
    public final CmdletCall showPartners() {
        return call(AdministratorTask.SHOW_PARTNERS, (Object) null);
    }

    /** Shows one partner. */
    public final CmdletCall showPartner(String name) {
        return call(AdministratorTask.SHOW_PARTNERS, name);
    }

    /** Removes a partner. */
    public final CmdletCall removePartner(String name) {
        return call(AdministratorTask.REMOVE_PARTNER, name);
    }

    /** Enables a partner. SharePoint has no such setting. */
    public final CmdletCall enablePartner(String name) {
        return call(AdministratorTask.DECIDE, name, true, null);
    }

    /** Changes the settings of a partner. SharePoint has no such settings. */
    public final CmdletCall decide(PartnerSpec partner) {
        return call(
                AdministratorTask.DECIDE,
                partner.name(),
                partner.enabled() ? null : false,
                partner.acceptsSids() ? true : null);
    }

    /** Reads a partner's current keys from its metadata document, or from the certificate if the document is null. */
    public final CmdletCall refreshKeys(String name, @Nullable String metadata, String certificate) {
        return call(AdministratorTask.REFRESH_KEYS, name, metadata, metadata == null ? certificate : null);
    }

    /** Registers an authorization server. */
    public final CmdletCall registerAuthorizationServer(AuthorizationServerSpec server) {
        @Nullable Object enabled = server.enabled() ? null : false;
        return call(
                AdministratorTask.REGISTER_AUTHORIZATION_SERVER,
                server.name(),
                server.metadata(),
                server.application(),
                enabled);
    }

    /** Shows all authorization servers; SharePoint lists them among the partners. */
    public final CmdletCall showAuthorizationServers() {
        return find(AdministratorTask.SHOW_AUTHORIZATION_SERVERS).orElseGet(this::showPartners);
    }

    /** Changes the URL of the metadata document of a registered authorization server. */
    public final CmdletCall moveAuthorizationServer(String name, String metadata) {
        return call(AdministratorTask.MOVE_AUTHORIZATION_SERVER, name, metadata);
    }

    /** Reads an authorization server's current keys from its metadata document. */
    public final CmdletCall refreshAuthorizationServer(String name, String metadata) {
        return find(AdministratorTask.REFRESH_AUTHORIZATION_SERVER, name)
                .orElseGet(() -> moveAuthorizationServer(name, metadata));
    }

    /** The URL of the metadata document in the output of {@link #showPartners} or {@link #showAuthorizationServers}. */
    public abstract Optional<String> metadataOf(JsonObject registration);

    /** Sets the realm with which the product signs. */
    public final CmdletCall setRealm(String realm) {
        return call(AdministratorTask.SET_REALM, realm);
    }

    /** Sets the application id with which the product signs. SharePoint has no such setting. */
    public final CmdletCall setServiceName(String name) {
        return call(AdministratorTask.SET_SERVICE_NAME, name);
    }

    /** Shows the certificates with a private key in the store of the machine. */
    public final CmdletCall showStore() {
        return call(STORED_CERTIFICATES + " -Path " + STORE);
    }

    /** Removes a certificate and its key from the store of the machine. */
    public final CmdletCall removeFromStore(String thumbprint) {
        return call("Remove-Item -Path " + STORE + "\\$1", thumbprint);
    }

    /** Writes a certificate and its private key to a file that only the owner of the node can read. */
    public final CmdletCall exportKey(String thumbprint, String file) {
        return call("Export-PfxCertificate -Cert " + STORE + "\\$1 -FilePath $2 -Password $1", thumbprint, file);
    }

    /** Stores the certificate and the private key of a file of {@link #exportKey}. */
    public final CmdletCall importKey(String thumbprint, String file) {
        return call("Import-PfxCertificate -FilePath $2 -Password $1", thumbprint, file);
    }

    /** Removes the cached tokens for a host. */
    public final CmdletCall clearTokens(String targetHost) {
        return call("Clear-LabKeptToken -TargetHost $1", targetHost);
    }

    /**
     * Calls a partner after a new challenge, with a new token.
     *
     * @param user the user for whom the server calls; null for a call without a user
     */
    public final CmdletCall testPartner(String target, @Nullable String user) {
        return call("Test-LabPartner -TargetUri $1 -User $2", target, user);
    }
}
