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
 * @param now the node's clock; null if it does not respond, and then nothing else is known
 * @param self the identity with which it signs, or null if unknown
 * @param realms the realms that it serves
 * @param partners its partner applications
 * @param servers the authorization servers that it trusts
 * @param people its users
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
     * Settings beside the trust configuration that server-to-server calls need.
     *
     * @param autodiscover Lync's address of Exchange's Autodiscover service, or null
     * @param connectors Exchange's addresses of the organisation's other premises
     * @param roles management roles by the name of the account that has them
     * @param sipDomains the domains of Lync's users, the default one first
     * @param proxies the documents of authorization servers from which SharePoint may request tokens, trusted or not
     * @param dedicatedApplication the application as which Exchange calls Exchange Online, or null if that is Microsoft's
     */
    public record Settings(
            @Nullable URI autodiscover,
            List<URI> connectors,
            Map<String, Set<String>> roles,
            List<String> sipDomains,
            List<URI> proxies,
            @Nullable String dedicatedApplication) {
        static final Settings NONE = new Settings(null, List.of(), Map.of(), List.of(), List.of(), null);
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

    public String name() {
        return address.name();
    }

    public boolean is(String role) {
        return address.role().equals(role);
    }

    public boolean answers() {
        return now != null;
    }

    /** The default principal id of its product, whatever is configured. */
    public String application() {
        return address.applicationId();
    }

    /** The cmdlets of its product. */
    public ServerProduct product() {
        return ServerProduct.of(address);
    }

    /** The realm with which it signs; empty if unknown. */
    public String realm() {
        return self == null ? "" : self.realm();
    }

    /** The URL of its AuthMetadata document, with the host that partners register. */
    public URI metadata() {
        return product().paths().metadataAt(address.hosts());
    }

    /** A URL to which a partner can present its token without a change of data. */
    public URI probe() {
        return URI.create("https://" + address.host() + product().paths().probe());
    }

    public boolean serves(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && address.hosts().stream().anyMatch(url.getHost()::equalsIgnoreCase);
    }
}
