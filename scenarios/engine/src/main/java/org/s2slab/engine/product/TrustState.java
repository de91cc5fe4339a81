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
 * What a node's own cmdlets and its public document say of it, at one moment.
 *
 * @param now its clock; null where it does not answer, and then nothing else is known
 * @param self as whom it signs, or null where unknown
 * @param realms which realms it serves
 * @param partners whom it knows as applications
 * @param servers which authorization servers it trusts
 * @param people whom it has as users
 */
public record TrustState(
        NodeAddress address,
        @Nullable Instant now,
        @Nullable PrincipalId self,
        Set<String> realms,
        SigningKeyState keys,
        List<RegisteredPartner> partners,
        List<RegisteredTokenServer> servers,
        List<KnownPerson> people,
        Settings settings) {
    /**
     * What is set beside trust.
     *
     * @param autodiscover Lync's address of Exchange's Autodiscover service, or null
     * @param connectors Exchange's addresses of the other half of the organisation
     * @param roles management roles by the name of the account that has them
     * @param sipDomains the domains of Lync's users, the default one first
     * @param proxies the documents of authorization servers that SharePoint may ask for tokens, trusted or not
     */
    public record Settings(
            @Nullable URI autodiscover,
            List<URI> connectors,
            Map<String, Set<String>> roles,
            List<String> sipDomains,
            List<URI> proxies) {
        static final Settings NONE = new Settings(null, List.of(), Map.of(), List.of(), List.of());
    }

    /** A user: the name cmdlets take, the user principal name, and every address. */
    public record KnownPerson(String identity, String upn, Set<String> addresses) {
        public boolean isNamed(String name) {
            return upn.equalsIgnoreCase(name) || addresses.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** A node that does not answer. */
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

    /** The principal id of its product, whatever it is set to. */
    public String application() {
        return address.applicationId();
    }

    /** What its administrator types. */
    public ServerProduct product() {
        return ServerProduct.of(address);
    }

    /** Under which realm it signs; empty where unknown. */
    public String realm() {
        return self == null ? "" : self.realm();
    }

    /** Where its AuthMetadata is, at the host by which partners register it. */
    public URI metadata() {
        return product().paths().metadataAt(address.hosts());
    }

    /** An address where a partner presents its token and nothing changes. */
    public URI probe() {
        return URI.create("https://" + address.host() + product().paths().probe());
    }

    public boolean serves(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && address.hosts().stream().anyMatch(url.getHost()::equalsIgnoreCase);
    }
}
