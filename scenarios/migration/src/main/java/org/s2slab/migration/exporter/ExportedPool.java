package org.s2slab.migration.exporter;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.migration.ExportFiles;

/**
 * The servers of a pool, or a server without a pool.
 *
 * @param name the name of the pool or of the server, which becomes the name of the folder
 */
record ExportedPool(String name, List<ManagedNode> servers) {
    /** The pools of each configuration, in the order of the nodes. */
    static List<List<ExportedPool>> byConfiguration(List<ManagedNode> nodes) {
        Map<String, Map<String, List<ManagedNode>>> found = new LinkedHashMap<>();
        for (ManagedNode node : nodes) {
            PoolPlan pool = node.address().pool();
            found.computeIfAbsent(node.address().configuration(), configuration -> new LinkedHashMap<>())
                    .computeIfAbsent(pool == null ? node.name() : pool.name(), name -> new ArrayList<>())
                    .add(node);
        }
        return found.values().stream()
                .map(pools -> pools.entrySet().stream()
                        .map(pool -> new ExportedPool(pool.getKey(), pool.getValue()))
                        .toList())
                .toList();
    }

    boolean is(String role) {
        return servers.get(0).role().equals(role);
    }

    /** The hosts that all servers of the pool have. */
    List<String> hosts() {
        List<String> common = new ArrayList<>(servers.get(0).address().hosts());
        PoolPlan pool = servers.get(0).address().pool();
        if (pool != null && !pool.hosts().isEmpty()) {
            return pool.hosts();
        }
        if (pool != null && servers.size() == 1) {
            common.remove(common.size() - 1); // The host of the server stands behind those of the pool.
        }
        servers.forEach(server -> common.retainAll(server.address().hosts()));
        return common;
    }

    /** The export by the first server that responds. */
    ExportedServer answered(BiFunction<AdministratorClient, ExportedPool, ExportedServer> exporter) {
        for (ManagedNode server : servers) {
            try {
                return exporter.apply(new AdministratorClient(server), this);
            } catch (AdministratorClient.Unanswered e) {
                // Another server of the pool has the same settings.
            }
        }
        return ExportedServer.silent(name, name + " does not respond to its administrator");
    }

    /** The folders of the servers, each with the hosts that only this server has; empty without a pool. */
    List<ExportedServer> folders(String folder) {
        if (servers.get(0).address().pool() == null) {
            return List.of();
        }
        List<String> common = hosts();
        return servers.stream()
                .map(server -> {
                    List<String> own = new ArrayList<>(server.address().hosts());
                    own.removeAll(common);
                    String hosts = PowerShellJsonWriter.text(new JsonArray(own));
                    Map<String, String> files = Map.of(ExportFiles.HOSTS, hosts);
                    return new ExportedServer(folder + "/" + server.name(), files, List.of(), Set.of());
                })
                .toList();
    }
}
