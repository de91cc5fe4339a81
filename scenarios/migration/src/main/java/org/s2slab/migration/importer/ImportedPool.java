package org.s2slab.migration.importer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pool of servers with common hosts.
 *
 * @param name the name of the pool's node
 * @param hosts the hosts that all servers of the pool have
 * @param servers the hosts that only one server has, by the server's name; empty if the export does not show the servers
 */
record ImportedPool(String name, Set<String> hosts, Map<String, List<String>> servers) {
    ImportedPool {
        hosts = new LinkedHashSet<>(hosts);
        servers = new LinkedHashMap<>(servers);
    }

    /** All hosts of the pool and of its servers. */
    Set<String> allHosts() {
        Set<String> all = new LinkedHashSet<>(hosts);
        servers.values().forEach(all::addAll);
        return all;
    }

    /** The pool's hosts in the topology. The first pool of an organization gets the hosts that no other pool has. */
    List<String> hostsOf(ServerDraft organization) {
        if (!equals(organization.pools.get(0))) {
            return List.copyOf(hosts);
        }
        Set<String> own = new LinkedHashSet<>(organization.hosts);
        servers.values().forEach(own::removeAll);
        organization.pools.stream().skip(1).forEach(other -> own.removeAll(other.allHosts()));
        return List.copyOf(own);
    }

    /** The value of the key {@code servers}: the servers by name, or their number. */
    Object written() {
        if (servers.isEmpty()) {
            return 1;
        }
        Map<String, Object> written = new LinkedHashMap<>();
        servers.forEach((server, own) -> written.put(server, own.isEmpty() ? Map.of() : Map.of("hosts", own)));
        return written;
    }
}
