package org.s2slab.engine.run;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.forge.AccessTokenForge;
import org.s2slab.identity.Audience;
import org.s2slab.trace.IdGenerator;

/**
 * A token that the command line or another program wants of a deployment. The message of each
 * IllegalArgumentException begins with the name of the wrong member, or says which node does not exist.
 *
 * @param from the calling node or pool, or null for Lync, or for Exchange if Lync is the resource
 * @param to the resource: a node, a pool, or the URL of a custom resource
 * @param audience {@code ID[/HOST][@REALM]}; null for the audience of a node
 * @param user the address of the user for whom the caller calls, or null
 * @param issuer the node that signs, or null for the caller
 * @param accessToken the application of an access token of evoSTS, empty for that of the caller; null for a token of a
 *     server
 */
public record TokenSpecification(
        @Nullable String from,
        @Nullable String to,
        @Nullable String audience,
        @Nullable String user,
        @Nullable String issuer,
        @Nullable String accessToken) {
    private static final Pattern AUDIENCE = Pattern.compile("([^/@]+)(?:/([^/@]+))?(?:@([^@]+))?");

    /** The URL of a custom resource, or null for a node. */
    public @Nullable URI address() {
        if (to == null || !to.contains("://")) {
            return null;
        }
        URI address = URI.create(to);
        if (address.getHost() == null) {
            throw new IllegalArgumentException("to: '" + to + "' names no host; write https://HOST/PATH");
        }
        return address;
    }

    /** The name of the called node. */
    public String resource() {
        if (to == null) {
            throw new IllegalArgumentException(
                    "to: missing; name the resource: a node, or the URL of a custom resource");
        }
        return to;
    }

    /** The name of the calling node or pool. Without a requested name it is no server of the called pool. */
    public String caller(List<ManagedNode> nodes) {
        if (from != null) {
            return from;
        }
        List<NodeAddress> addresses = nodes.stream().map(ManagedNode::address).toList();
        List<String> called = addresses.stream()
                .filter(node -> to != null && node.isNamed(to))
                .map(NodeAddress::configuration)
                .toList();
        return List.of("lync", "exchange", "sharepoint").stream()
                .flatMap(role -> addresses.stream()
                        .filter(node -> node.role().equals(role) && !called.contains(node.configuration()))
                        .sorted(Comparator.comparing(node -> !node.up())))
                .map(NodeAddress::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "from: the deployment has no other server that can call the resource"));
    }

    /** Creates the access token of evoSTS. Blocks. */
    public String accessToken(NodeHoldings holdings, List<ManagedNode> nodes) {
        String server = nodes.stream()
                .filter(node -> node.role().equals("authz"))
                .map(ManagedNode::name)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("access-token: the deployment has no authorization server"));
        String host = address() == null ? "https://" + holdings.host(resource()) : resource();
        String application =
                accessToken == null || accessToken.isEmpty() ? holdings.applicationId(caller(nodes)) : accessToken;
        return new AccessTokenForge(holdings, issuer == null ? server : issuer)
                .token(application, audience == null ? host : audience, user);
    }

    /** Creates the token maker, and reads the realms from the nodes. Blocks. */
    public TokenMaker maker(NodeHoldings holdings, String caller) {
        String signer = issuer == null ? caller : issuer;
        if (!signer.equals(caller) && !holdings.node(signer).role().equals("authz")) {
            throw new IllegalArgumentException("issued-by: '" + signer
                    + "' is not an authorization server; other nodes sign only their own tokens");
        }
        return new TokenMaker(holdings, caller, signer, audience(holdings, signer), user);
    }

    private Audience audience(NodeHoldings holdings, String signer) {
        URI address = address();
        boolean vouched = holdings.node(signer).role().equals("authz");
        if (address == null) {
            String node = resource();
            if (holdings.node(node).role().equals("authz")) {
                throw new IllegalArgumentException(
                        "to: '" + node + "' is an authorization server, which accepts assertions and no"
                                + " tokens; the scenario step 'present' makes assertions");
            }
            String realm = holdings.realm(vouched ? signer : node);
            return named(holdings.applicationId(node), holdings.host(node), realm);
        }
        if (audience == null) {
            throw new IllegalArgumentException("audience: missing; give the client id of '" + address
                    + "', for example " + IdGenerator.seeded(1).uuid());
        }
        return named("", address.getHost(), holdings.realm(signer));
    }

    /** The requested audience. These values replace the parts that it leaves out. */
    private Audience named(String id, String host, String realm) {
        if (audience == null) {
            return new Audience(id, host, realm);
        }
        var parts = AUDIENCE.matcher(audience);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "audience: '" + audience + "' is not valid; expected ID, ID/HOST or ID/HOST@REALM");
        }
        return new Audience(
                parts.group(1),
                parts.group(2) == null ? host : parts.group(2),
                parts.group(3) == null ? realm : parts.group(3));
    }
}
