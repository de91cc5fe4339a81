package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.forge.AttackerKnowledge;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;

/** The knowledge of an attacker who can read the folders of a deployment's nodes, also in other processes. */
public final class NodeHoldings implements AttackerKnowledge {
    /** Size of the attacker's own key in bits, equal to the size of the products' keys. */
    private static final int BITS = 2_048;

    private final List<ManagedNode> nodes;
    private final Clock clock;
    private @Nullable SigningKey own;

    /**
     * Reads the clock of the issuer. Blocks the calling thread.
     *
     * @param nodes the nodes of one deployment
     * @param issuer the node whose clock determines the times in tokens
     * @param machine the machine's clock
     */
    public NodeHoldings(List<ManagedNode> nodes, String issuer, Clock machine) {
        this.nodes = List.copyOf(nodes);
        JsonObject told = node(issuer).clock().await();
        this.clock = Clock.offset(machine, Duration.parse(told.getString("moved")));
    }

    /** The node with this name, or a server of the pool with this name (see {@link NodeAddress#named}). */
    public ManagedNode node(String name) {
        return NodeAddress.named(nodes, ManagedNode::address, name);
    }

    @Override
    public String applicationId(String node) {
        return node(node).address().applicationId();
    }

    @Override
    public String host(String node) {
        return node(node).address().host();
    }

    /** The realm that the node publishes; if the node publishes no realm, the initial realm of its product. Blocks. */
    @Override
    public String realm(String node) {
        NodeAddress address = node(node).address();
        if (address.role().equals("authz")) {
            return ownTenant();
        }
        String first = NodeFolderReader.firstRealm(address.folder());
        return address.online()
                ? first
                : PublishedIssuer.of(node(node)).flatMap(PublishedIssuer::realm).orElse(first);
    }

    @Override
    public String tenant(String name) {
        return tenants().stream()
                .filter(tenant -> name.equals(tenant.getString("name")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tenant '" + name + "'"))
                .getString("id");
    }

    @Override
    public String ownTenant() {
        return tenants().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the deployment has no tenant"))
                .getString("id");
    }

    private List<JsonObject> tenants() {
        return NodeFolderReader.tenants(authz().address().folder());
    }

    @Override
    public String authorizationServer() {
        return authz().address().host();
    }

    private ManagedNode authz() {
        return nodes.stream()
                .filter(node -> node.role().equals("authz"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the deployment has no authorization server"));
    }

    /** The node's current signing key, or its initial key if the node has no current key yet. Blocks. */
    @Override
    public SigningKey keyOf(String node) {
        ManagedNode issuer = node(node);
        if (issuer.role().equals("authz")) {
            return PublishedIssuer.keyMadeBy(issuer);
        }
        return PublishedIssuer.currentKey(issuer)
                .or(() -> NodeFolderReader.readyKey(issuer.address().folder()))
                .orElseThrow(() -> new IllegalArgumentException("node '" + node + "' has no key to sign tokens with"));
    }

    /** The URL where a node publishes its signing certificates; empty if it publishes no certificates. Blocks. */
    public Optional<String> metadata(String node) {
        ManagedNode issuer = node(node);
        return PublishedIssuer.of(issuer)
                .filter(published -> !published.thumbprints().isEmpty())
                .flatMap(published -> ProductPaths.of(issuer.role()).map(ProductPaths::metadata))
                .map(path -> "https://" + issuer.address().host() + path);
    }

    /** The attacker's own key, which the first call generates. */
    @Override
    public synchronized SigningKey own() {
        SigningKey made = own;
        if (made == null) {
            made = CertificateTemplate.forTokens(
                            "outsider.example",
                            clock.instant().minus(Duration.ofDays(1)),
                            clock.instant().plus(Duration.ofDays(365)))
                    .selfSigned(RsaEngine.generate(BITS));
            own = made;
        }
        return made;
    }

    @Override
    public List<UserAccount> people() {
        return NodeFolderReader.people(nodes.get(0).address().folder());
    }

    @Override
    public Optional<UserAccount> person(String address) {
        return people().stream().filter(person -> person.hasAddress(address)).findFirst();
    }

    @Override
    public Clock clock() {
        return clock;
    }
}
