package org.s2slab.scenarios.doctor;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.scenarios.topology.NodeAddress;
import org.s2slab.scenarios.topology.ServerPaths;

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
record NodeFacts(
        NodeAddress address,
        @Nullable Instant now,
        @Nullable PrincipalId self,
        Set<String> realms,
        Keys keys,
        List<Registration> partners,
        List<TokenServer> servers,
        List<KnownPerson> people,
        Settings settings) {
    private static final Map<String, String> APPLICATIONS = Map.of(
            "lync", WellKnownPrincipals.LYNC,
            "exchange", WellKnownPrincipals.EXCHANGE,
            "sharepoint", WellKnownPrincipals.SHAREPOINT);

    private static final Map<String, String> PROBES = Map.of(
            "lync", "/Autodiscover/AutodiscoverService.svc/root/oauth/user",
            "exchange", "/EWS/Exchange.asmx",
            "sharepoint", "/_vti_bin/client.svc");

    /**
     * What is set beside trust.
     *
     * @param autodiscover Lync's address of Exchange's Autodiscover service, or null
     * @param connectors Exchange's addresses of the other half of the organisation
     * @param roles management roles by the name of the account that has them
     * @param sipDomains the domains of Lync's users, the default one first
     * @param proxies the documents of authorization servers that SharePoint may ask for tokens, trusted or not
     */
    record Settings(
            @Nullable URI autodiscover,
            List<URI> connectors,
            Map<String, Set<String>> roles,
            List<String> sipDomains,
            List<URI> proxies) {
        static final Settings NONE = new Settings(null, List.of(), Map.of(), List.of(), List.of());
    }

    /** A user: the name cmdlets take, the user principal name, and every address. */
    record KnownPerson(String identity, String upn, Set<String> addresses) {
        boolean isNamed(String name) {
            return upn.equalsIgnoreCase(name) || addresses.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** A node that does not answer. */
    static NodeFacts unreachable(NodeAddress address) {
        return new NodeFacts(address, null, null, Set.of(), Keys.NONE, List.of(), List.of(), List.of(), Settings.NONE);
    }

    String name() {
        return address.name();
    }

    boolean is(String role) {
        return address.role().equals(role);
    }

    boolean answers() {
        return now != null;
    }

    /** The principal id of its product, whatever it is set to. */
    String application() {
        return APPLICATIONS.getOrDefault(address.role(), "");
    }

    /** Where its AuthMetadata is, at the host by which partners register it. */
    URI metadata() {
        String host = is("exchange")
                ? address.hosts().stream()
                        .filter(name -> name.startsWith("autodiscover."))
                        .findFirst()
                        .orElse(address.host())
                : address.host();
        return URI.create("https://" + host + metadataPath());
    }

    String metadataPath() {
        return ServerPaths.metadata(address.role()).orElse("/");
    }

    /** An address where a partner shows its token and nothing changes. */
    URI probe() {
        return URI.create("https://" + address.host() + PROBES.getOrDefault(address.role(), "/"));
    }

    boolean serves(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && address.hosts().stream().anyMatch(url.getHost()::equalsIgnoreCase);
    }
}
