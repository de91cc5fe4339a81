package org.s2slab.engine.product;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.identity.PrincipalId;

/**
 * The trust configuration of a node at one moment, from its cmdlets and its metadata document.
 *
 * @param now the node's clock; null if the node does not respond, and then everything else is unknown
 * @param self the identity with which the node signs, or null if unknown
 * @param realms the realms that the node serves
 * @param partners the node's partner applications
 * @param servers the authorization servers that the node trusts
 * @param people the node's users
 */
public record TrustState(
        NodeAddress address,
        @Nullable Instant now,
        @Nullable PrincipalId self,
        Set<String> realms,
        SigningKeyState keys,
        List<RegisteredPartner> partners,
        List<RegisteredAuthorizationServer> servers,
        List<KnownPerson> people,
        Settings settings) {
    /**
     * Further settings that server-to-server calls need.
     *
     * @param autodiscover the URL of Exchange's Autodiscover service in Lync's configuration, or null
     * @param connectors the URLs of the organisation's other premises in Exchange's configuration
     * @param roles the management roles of each account, by the account's name
     * @param sipDomains the domains of Lync's users, the default domain first
     * @param proxies the metadata documents of the authorization servers from which SharePoint may request tokens,
     *     trusted or not
     * @param dedicatedApplication the organisation's application with which the node calls Exchange Online; null if
     *     it uses Microsoft's application
     * @param hybrid what the organisation has for such an application, used or not
     * @param policies the ids of the changes of the calendar that are in force at an online service
     * @param ews the settings of Exchange Online for EWS; null for any other server
     */
    public record Settings(
            @Nullable URI autodiscover,
            List<URI> connectors,
            Map<String, Set<String>> roles,
            List<String> sipDomains,
            List<URI> proxies,
            @Nullable String dedicatedApplication,
            HybridState hybrid,
            Set<String> policies,
            @Nullable EwsPolicyState ews) {
        static final Settings NONE =
                new Settings(null, List.of(), Map.of(), List.of(), List.of(), null, HybridState.NONE, Set.of(), null);
    }

    /** A user: the identity for cmdlets, the user principal name, and every address. */
    public record KnownPerson(String identity, String upn, Set<String> addresses) {
        public boolean isNamed(String name) {
            return upn.equalsIgnoreCase(name) || addresses.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** The state of a node that does not respond. */
    public static TrustState unreachable(NodeAddress address) {
        return new TrustState(
                address, null, null, Set.of(), SigningKeyState.NONE, List.of(), List.of(), List.of(), Settings.NONE);
    }

    /** A copy with another address, which may have more hosts. */
    public TrustState at(NodeAddress other) {
        return new TrustState(other, now, self, realms, keys, partners, servers, people, settings);
    }

    public String name() {
        return address.name();
    }

    /** The name for people, in which the pool follows the server. */
    public String label() {
        return address.label();
    }

    public boolean is(String role) {
        return address.role().equals(role);
    }

    public boolean answers() {
        return now != null;
    }

    /** The default application id of the node's product, whatever is configured. */
    public String application() {
        return address.applicationId();
    }

    /** The cmdlets of the node's product. */
    public ServerProduct product() {
        return ServerProduct.of(address);
    }

    /** The realm with which the node signs; empty if unknown. */
    public String realm() {
        return self == null ? "" : self.realm();
    }

    /** The URL of the node's AuthMetadata document, with the host name that partners register. */
    public URI metadata() {
        return product().paths().metadataAt(address.hosts());
    }

    /** A URL at which a partner can present its token without a change of data. */
    public URI probe() {
        return URI.create("https://" + address.host() + product().paths().probe());
    }

    public boolean serves(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && address.hosts().stream().anyMatch(url.getHost()::equalsIgnoreCase);
    }
}
