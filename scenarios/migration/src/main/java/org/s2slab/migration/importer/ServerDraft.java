package org.s2slab.migration.importer;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.ServerProduct;

/** The draft of a server: the exported data, completed by inference. */
final class ServerDraft {
    String name;
    final String role;
    boolean online;

    /** Whether the export has a folder for this server. Otherwise, the data is from other servers' exports. */
    boolean exported = true;

    /** The host names, the principal name first. */
    final Set<String> hosts = new LinkedHashSet<>();

    /** Whether hosts.json contains all host names. */
    boolean hostsAreKnown;

    /** The servers of a pool with their own hosts, from the folders in its folder. */
    final Map<String, List<String>> members = new LinkedHashMap<>();

    /** The servers that a cmdlet of the whole organization lists, by the pool's host; by "" if there are no pools. */
    final Map<String, List<String>> listed = new LinkedHashMap<>();

    /** The pools that share this configuration; empty for a server alone. */
    final List<ImportedPool> pools = new ArrayList<>();

    /** The name of the pools' organization in the topology; null for the usual one. */
    @Nullable
    String poolsOrganization;

    @Nullable
    String realm;

    /** The application id, if it differs from the product's. */
    @Nullable
    String serviceName;

    ImportedSigningKeys keys = ImportedSigningKeys.NONE;

    /** Whether the export shows the signing key, or shows that there is no signing key. */
    boolean keysAreKnown;

    final List<ImportedPartner> partners = new ArrayList<>();
    boolean partnersAreKnown;
    final List<ImportedAuthorizationServer> servers = new ArrayList<>();
    boolean serversAreKnown;

    /** Exchange: the accepted domains, the default domain first. Lync: the SIP domains. */
    final Set<String> domains = new LinkedHashSet<>();

    boolean domainsAreKnown;

    /** Exchange: the realm in the configuration, which is served in addition to the accepted domains, or null. */
    @Nullable
    String configuredRealm;

    /** Lync: the URL of Exchange's Autodiscover service. */
    @Nullable
    String autodiscover;

    /** Lync: the organisation's application for calls to Exchange Online, or null. */
    @Nullable
    String ownApplication;

    /** Lync: the host at which that application gets its tokens. */
    String tokenEndpointHost = "";

    final List<String> redirects = new ArrayList<>();
    final List<ImportedConnector> connectors = new ArrayList<>();
    final List<ImportedPerson> people = new ArrayList<>();
    boolean peopleAreKnown;

    /** Exchange: the management roles of each account, by the account's name. */
    final Map<String, Set<String>> roles = new LinkedHashMap<>();

    boolean rolesAreKnown;

    /** Exchange: the permissions of each partner application, by its name and by the cmdlet's parameter. */
    final Map<String, Map<String, List<String>>> grants = new LinkedHashMap<>();

    /** Exchange: authorization servers of type AzureAD with an application of the organisation. */
    final List<ImportedSignInServer> signInServers = new ArrayList<>();

    final List<ImportedOverride> overrides = new ArrayList<>();

    /** Exchange: organization relationships, each by the parameters that create it. */
    final List<Map<String, Object>> relationships = new ArrayList<>();

    /** Exchange Online: settings of the organisation by the parameter that sets them. */
    final Map<String, Object> organization = new LinkedHashMap<>();

    /** SharePoint: the permissions of each application, by its name; an empty list if it has no permissions. */
    final Map<String, List<String>> permissions = new LinkedHashMap<>();

    boolean permissionsAreKnown;

    /** SharePoint: the URLs of authorization servers, by the name of their proxy in the default group. */
    final Map<String, String> proxies = new LinkedHashMap<>();

    boolean proxiesAreKnown;

    ServerDraft(String name, String role) {
        this.name = name;
        this.role = role;
    }

    /** The name for people: that of the server, or those of its pools. */
    String label() {
        return pools.isEmpty() ? name : pools.stream().map(ImportedPool::name).collect(Collectors.joining(" and "));
    }

    boolean is(String product) {
        return role.equals(product);
    }

    String application() {
        return role().application();
    }

    String host() {
        return hosts.iterator().next();
    }

    boolean serves(@Nullable URI address) {
        return address != null
                && address.getHost() != null
                && hosts.contains(address.getHost().toLowerCase(Locale.ROOT));
    }

    ProductRole role() {
        return ProductRole.of(role);
    }

    /** The cmdlets for the server's administrator. */
    ServerProduct product() {
        return ServerProduct.of(role, name, host());
    }

    /** The URL of the metadata document that partners read. */
    String metadata() {
        return product().paths().metadataAt(List.copyOf(hosts)).toString();
    }
}
