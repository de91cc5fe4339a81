package org.s2slab.cli;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.forge.AccessTokenForge;
import org.s2slab.engine.run.NodeHoldings;
import org.s2slab.engine.run.TokenMaker;
import org.s2slab.identity.Audience;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Option;

/** The options that select a token: its caller, resource and user. */
final class TokenOptions {
    private static final Pattern AUDIENCE = Pattern.compile("([^/@]+)(?:/([^/@]+))?(?:@([^@]+))?");

    @Option(
            names = "--from",
            paramLabel = "NODE",
            description = "The calling node (default: Lync, or Exchange if Lync is the resource).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "NODE|URL",
            description = "The resource: a node of the deployment, or the URL of a custom resource.")
    private @Nullable String to;

    @Option(
            names = "--audience",
            paramLabel = "ID[/HOST][@REALM]",
            description =
                    "Audience of the token, required for a custom resource: its client id, its host (default: that of the URL),"
                            + " its realm (default: the caller's).")
    private @Nullable String audience;

    @Option(
            names = "--user",
            paramLabel = "ADDRESS",
            description = "User for whom the caller calls (default: the caller itself).")
    private @Nullable String user;

    @Option(
            names = "--issued-by",
            paramLabel = "NODE",
            description =
                    "Node that signs the token: the caller, or an authorization server that the resource trusts (default: the caller).")
    private @Nullable String issuer;

    @Option(
            names = "--access-token",
            paramLabel = "APPID",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Make an access token of evoSTS of this application (default: that of the caller), signed by the"
                            + " authorization server. With --user, it is the token of the user's client.")
    private @Nullable String accessToken;

    /** Whether an access token of evoSTS is made instead of a token of a server. */
    boolean isAccessToken() {
        return accessToken != null;
    }

    /** Creates the access token. Blocks. */
    String accessToken(NodeHoldings holdings, String caller, String server) {
        URI custom = address();
        String host = custom == null ? "https://" + holdings.host(resource()) : to;
        String application =
                accessToken == null || accessToken.isEmpty() ? holdings.applicationId(caller) : accessToken;
        return new AccessTokenForge(holdings, issuer == null ? server : issuer)
                .token(application, audience == null ? String.valueOf(host) : audience, user);
    }

    /** The URL of a custom resource, or null for a node. Throws IllegalArgumentException for an invalid URL. */
    @Nullable
    URI address() {
        return to != null && to.contains("://") ? URI.create(to) : null;
    }

    /** The name of the called node. Throws IllegalArgumentException if the option is missing. */
    String resource() {
        if (to == null) {
            throw new IllegalArgumentException(
                    "--to: missing; name the resource: a node, or the URL of a custom resource");
        }
        return to;
    }

    /** The name of the calling node. */
    String caller(Iterable<ManagedNode> nodes) {
        if (from != null) {
            return from;
        }
        for (String role : new String[] {"lync", "exchange", "sharepoint"}) {
            for (ManagedNode node : nodes) {
                if (node.role().equals(role) && !node.name().equals(to)) {
                    return node.name();
                }
            }
        }
        throw new IllegalArgumentException("--from: the deployment has no other server that can call the resource");
    }

    /** Creates the token maker, and reads the realms from the nodes. Blocks. */
    TokenMaker maker(NodeHoldings holdings, String caller) {
        String signer = issuer == null ? caller : issuer;
        if (!signer.equals(caller) && !holdings.node(signer).role().equals("authz")) {
            throw new IllegalArgumentException("--issued-by: '" + signer
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
                        "--to: '" + node + "' is an authorization server, which accepts assertions and no"
                                + " tokens; the scenario step 'present' makes assertions");
            }
            String realm = holdings.realm(vouched ? signer : node);
            return named(holdings.applicationId(node), holdings.host(node), realm);
        }
        if (audience == null) {
            throw new IllegalArgumentException("--audience: missing; give the client id of '" + address
                    + "', for example --audience " + IdGenerator.seeded(1).uuid());
        }
        return named("", address.getHost(), holdings.realm(signer));
    }

    /** The audience from the option. These values replace the parts that the option leaves out. */
    private Audience named(String id, String host, String realm) {
        if (audience == null) {
            return new Audience(id, host, realm);
        }
        var parts = AUDIENCE.matcher(audience);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "--audience: '" + audience + "' is not valid; expected ID, ID/HOST or ID/HOST@REALM");
        }
        return new Audience(
                parts.group(1),
                parts.group(2) == null ? host : parts.group(2),
                parts.group(3) == null ? realm : parts.group(3));
    }
}
