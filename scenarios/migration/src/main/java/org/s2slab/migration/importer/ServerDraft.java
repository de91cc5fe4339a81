package org.s2slab.migration.importer;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.ServerProduct;

/** The draft of a server: the exported data, completed by inference. */
final class ServerDraft {
    final String name;
    final String role;
    boolean online;

    /** Whether a folder of its own was there; else it is made of what others say of it. */
    boolean exported = true;

    /** Host names, the principal one first. */
    final Set<String> hosts = new LinkedHashSet<>();

    /** Whether hosts.json tells all of them. */
    boolean hostsAreKnown;

    @Nullable
    String realm;

    /** Its application id, where it is not the product's. */
    @Nullable
    String serviceName;

    ImportedSigningKeys keys = ImportedSigningKeys.NONE;

    /** Whether something tells what it signs with, be it nothing. */
    boolean keysAreKnown;

    final List<ImportedPartner> partners = new ArrayList<>();
    boolean partnersAreKnown;
    final List<ImportedAuthorizationServer> servers = new ArrayList<>();
    boolean serversAreKnown;

    /** Exchange: accepted domains, the default one first. Lync: SIP domains. */
    final Set<String> domains = new LinkedHashSet<>();

    boolean domainsAreKnown;

    /** Exchange: the realm its configuration adds to the accepted domains, or null. */
    @Nullable
    String configuredRealm;

    /** Lync: where Exchange's Autodiscover service is. */
    @Nullable
    String autodiscover;

    final List<String> redirects = new ArrayList<>();
    final List<ImportedConnector> connectors = new ArrayList<>();
    final List<ImportedPerson> people = new ArrayList<>();
    boolean peopleAreKnown;

    /** Exchange: management roles by the name of the account that has them. */
    final Map<String, Set<String>> roles = new LinkedHashMap<>();

    boolean rolesAreKnown;

    /** Exchange: permissions by the name of the partner application that has them, each under the cmdlet's parameter. */
    final Map<String, Map<String, List<String>>> grants = new LinkedHashMap<>();

    /** SharePoint: what applications may do, by name; an empty list for one that is known and may do nothing. */
    final Map<String, List<String>> permissions = new LinkedHashMap<>();

    boolean permissionsAreKnown;

    /** SharePoint: addresses of authorization servers by the name of the proxy in the default group that leads there. */
    final Map<String, String> proxies = new LinkedHashMap<>();

    boolean proxiesAreKnown;

    ServerDraft(String name, String role) {
        this.name = name;
        this.role = role;
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

    /** What its administrator types. */
    ServerProduct product() {
        return ServerProduct.of(role, name, host());
    }

    /** Where its partners read its document. */
    String metadata() {
        return product().paths().metadataAt(List.copyOf(hosts)).toString();
    }
}
