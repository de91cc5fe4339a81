package org.s2slab.scenarios.product;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.topology.Desk;
import org.s2slab.scenarios.topology.NodeAddress;

/** A product that calls others and is called: Lync, Exchange, SharePoint. */
public abstract class ServerProduct extends Product {
    /** The path of the certificate store of the machine. */
    private static final String STORE = "Cert:\\LocalMachine\\My";

    private final Words words;

    /**
     * How a product names things.
     *
     * @param partner the noun of its cmdlets for partners
     * @param tokenServer the noun of its cmdlets for authorization servers
     * @param name the parameter with the name of a new one
     * @param metadata the parameter with the address of a document
     * @param certificate the parameter with a certificate, where keys can be given by hand
     * @param tokenServerName as what the documented procedure registers an authorization server
     */
    record Words(
            String partner,
            String tokenServer,
            String name,
            String metadata,
            @Nullable String certificate,
            String tokenServerName) {}

    ServerProduct(ProductRole role, String node, String host, Words words) {
        super(role, node, host);
        this.words = words;
    }

    /** The product of a node; IllegalArgumentException where no product that servers call has the role. */
    public static ServerProduct of(String role, String node, String host) {
        if (Product.of(role, node, host) instanceof ServerProduct product) {
            return product;
        }
        throw new IllegalArgumentException(
                "role: '" + role + "' of node '" + node + "' is no server that others call");
    }

    /** The product of a node that was started. */
    public static ServerProduct of(NodeAddress node) {
        return of(node.role(), node.name(), node.host());
    }

    /** The product of a role, for a node whose name and host are placeholders. */
    public static ServerProduct of(ProductRole role) {
        return of(role.word(), role.word(), role.word());
    }

    /**
     * What a node tells of trust; blocks. Desk.Unanswered when it refuses or does not answer.
     *
     * @param others the deployment's nodes, of which SharePoint is asked one by one
     */
    public static TrustState read(Desk desk, List<NodeAddress> others) {
        return switch (ProductRole.of(desk.node().role())) {
            case LYNC -> new LyncTrustReader(desk).read();
            case EXCHANGE -> new ExchangeTrustReader(desk).read();
            case SHAREPOINT -> new SharePointTrustReader(desk, others).read();
            case AUTHORIZATION_SERVER -> throw new IllegalArgumentException(desk.node().name() + " calls nobody");
        };
    }

    /** Where it has what others come for. */
    public final ProductPaths paths() {
        return role().paths().orElseThrow();
    }

    /** As what the documented procedure registers a partner. */
    public String nameFor(ProductRole partner) {
        return partner.title();
    }

    /** As what the documented procedure registers an authorization server. */
    public final String tokenServerName() {
        return words.tokenServerName();
    }

    final CmdletCall newPartner(String name) {
        return call("New-" + words.partner()).with(words.name(), name);
    }

    final CmdletCall setPartner(String name) {
        return call("Set-" + words.partner()).with("Identity", name);
    }

    /** Makes another server a partner application by the documented procedure, with what it may do. */
    public List<CmdletCall> register(PartnerSpec partner) {
        return List.of(registerByMetadata(partner));
    }

    /** Registers a partner again that has changed its realm; what was decided of it before stays. */
    public abstract List<CmdletCall> registerAgain(PartnerSpec partner);

    /** Registers a partner by its document and no more. */
    public CmdletCall registerByMetadata(PartnerSpec partner) {
        return newPartner(partner.name()).with(words.metadata(), partner.metadata());
    }

    /** Registers an application for which an authorization server vouches. */
    public abstract CmdletCall registerByServer(PartnerSpec partner);

    /** Registers a partner by a certificate; empty where the product has no cmdlet for it. */
    public Optional<CmdletCall> registerByKey(PartnerSpec partner) {
        return Optional.empty();
    }

    /** Shows all partners. */
    public final CmdletCall showPartners() {
        return call("Get-" + words.partner());
    }

    /** Shows one partner. */
    public final CmdletCall showPartner(String name) {
        return showPartners().with("Identity", name);
    }

    /** Removes a partner. */
    public final CmdletCall removePartner(String name) {
        return call("Remove-" + words.partner()).with("Identity", name);
    }

    /** Sets what was decided of a partner; SharePoint decides nothing. */
    public CmdletCall decide(PartnerSpec partner) {
        return partner.decided(setPartner(partner.name()));
    }

    /** Enables a partner; SharePoint has no such setting. */
    public CmdletCall enablePartner(String name) {
        return setPartner(name).with("Enabled", true);
    }

    /**
     * Reads a partner's present keys.
     *
     * @param metadata the address of its document, or null where its keys were given by hand
     * @param certificate base64 of its certificate, or a variable with it, for where they were given by hand
     */
    public CmdletCall refreshKeys(String name, @Nullable String metadata, String certificate) {
        return metadata == null
                ? setPartner(name).with(String.valueOf(words.certificate()), certificate)
                : setPartner(name).with(words.metadata(), metadata);
    }

    /** Registers an authorization server. */
    public CmdletCall registerTokenServer(TokenServerSpec server) {
        return call("New-" + words.tokenServer())
                .with(words.name(), server.name())
                .with(words.metadata(), server.metadata());
    }

    /** Shows all authorization servers; at SharePoint the partners, among which they are. */
    public final CmdletCall showTokenServers() {
        return call("Get-" + words.tokenServer());
    }

    final CmdletCall setTokenServer(String name) {
        return call("Set-" + words.tokenServer()).with("Identity", name);
    }

    /** Gives a registered authorization server another document. */
    public CmdletCall moveTokenServer(String name, String metadata) {
        return setTokenServer(name).with(words.metadata(), metadata);
    }

    /** Reads an authorization server's present keys. */
    public CmdletCall refreshTokenServer(String name, String metadata) {
        return moveTokenServer(name, metadata);
    }

    /** The address of the document in what {@link #showPartners} or {@link #showTokenServers} writes. */
    public Optional<String> metadataOf(JsonObject registration) {
        return Optional.ofNullable(registration.getString(words.metadata()));
    }

    /** Signs under another realm. */
    public abstract CmdletCall setRealm(String realm);

    /** Signs under another application id; SharePoint has no such setting. */
    public abstract CmdletCall setServiceName(String name);

    /** Signs with a certificate at once. */
    public abstract CmdletCall activate(String thumbprint);

    /** Shows the certificates with a private key in the store of the machine. */
    public final CmdletCall showStore() {
        return call(STORED_CERTIFICATES).with("Path", STORE);
    }

    /** Removes a certificate and its key from the store of the machine. */
    public final CmdletCall removeFromStore(String thumbprint) {
        return call("Remove-Item").with("Path", STORE + "\\" + thumbprint);
    }

    /** Forgets the cached tokens for a host. */
    public final CmdletCall clearTokens(String targetHost) {
        return call("Clear-LabKeptToken").with("TargetHost", targetHost);
    }

    /** Calls a partner with a new challenge and a new token, for a user, or for nobody where the user is null. */
    public final CmdletCall testPartner(String target, @Nullable String user) {
        return call("Test-LabPartner").with("TargetUri", target).with("User", user);
    }

    /**
     * Makes a self-signed certificate in the store of the machine, of the subject that the product wants.
     *
     * @param domains which it names, where the product wants domains
     */
    public CmdletCall createCertificate(Collection<String> domains) {
        return call("New-SelfSignedCertificate").with("DnsName", domains);
    }
}
