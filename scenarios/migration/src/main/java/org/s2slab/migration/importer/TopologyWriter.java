package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the topology file of the copy: nodes, certificates and users. */
record TopologyWriter(DeploymentDraft draft, CertificateNameRegistry names, DirectoryBuilder people) {
    Map<String, Object> content(String name) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("topology", name);
        page.put("shows", "A copy of a real deployment, from the export of its servers. The lab has its own keys.");
        page.put("domain", draft.domain);
        if (!draft.tenants.isEmpty()) {
            page.put("tenants", tenants());
        }
        Map<String, Object> nodes = new LinkedHashMap<>();
        if (!draft.tenants.isEmpty()) {
            Map<String, Object> authz = new LinkedHashMap<>();
            authz.put("role", "authz");
            authz.put("hosts", List.copyOf(draft.authzHosts));
            if (!draft.authzServers.isEmpty()) {
                authz.put("servers", new ImportedPool("authz", draft.authzHosts, draft.authzServers).written());
            }
            nodes.put("authz", authz);
        }
        for (ServerDraft server : draft.servers) {
            if (server.pools.isEmpty()) {
                nodes.put(server.name, node(server, List.copyOf(server.hosts), null));
            }
            server.pools.forEach(pool -> nodes.put(pool.name(), node(server, pool.hostsOf(server), pool)));
        }
        page.put("nodes", nodes);
        page.put("people", people.entries());
        return page;
    }

    /** The tenants, the own tenant first, because online services belong to the first tenant. */
    private Map<String, Object> tenants() {
        List<TenantDraft> ordered = new ArrayList<>(draft.tenants.values());
        ordered.sort(Comparator.comparing(tenant -> !tenant.id.equals(draft.ownTenant)));
        Map<String, Object> tenants = new LinkedHashMap<>();
        for (TenantDraft tenant : ordered) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("id", tenant.id);
            told.put("domains", List.copyOf(tenant.domains));
            tenants.put(tenant.name, told);
        }
        return tenants;
    }

    private Map<String, Object> node(ServerDraft server, List<String> hosts, @Nullable ImportedPool pool) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("role", server.role);
        if (server.online) {
            node.put("online", true);
        }
        node.put("hosts", hosts);
        if (pool != null) {
            node.put("servers", pool.written());
        }
        if (pool != null && server.poolsOrganization != null) {
            node.put("organization", server.poolsOrganization);
        }
        Map<String, Object> certificates = ReplacementCertificates.of(draft, server, names);
        if (!certificates.isEmpty()) {
            node.put("certificates", certificates);
        }
        Map<String, Object> settings = settings(server);
        if (!settings.isEmpty()) {
            node.put("settings", settings);
        }
        return node;
    }

    private Map<String, Object> settings(ServerDraft server) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (server.is("exchange")) {
            List<String> domains = List.copyOf(server.domains);
            if (!domains.isEmpty() && !domains.equals(List.of(draft.domain))) {
                settings.put("accepted-domains", domains);
            }
        } else if (server.is("lync")) {
            Set<String> domains = new LinkedHashSet<>(List.of(draft.domain));
            server.people.forEach(person -> {
                String sip = String.valueOf(person.sip()).toLowerCase(Locale.ROOT);
                if (sip.contains("@")) {
                    domains.add(sip.substring(sip.indexOf('@') + 1));
                }
            });
            domains.removeIf(domain -> !DomainNameValidator.isName(domain));
            if (domains.size() > 1) {
                settings.put("sip-domains", List.copyOf(domains));
            }
        }
        return settings;
    }
}
