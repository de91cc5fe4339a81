package org.s2slab.migration.exporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.trace.TokenRedactor;

/**
 * Exports the trust configuration of a running deployment, which it reads with the cmdlets of the products. Writes one
 * folder for each server or pool, and for each tenant of the authorization server. The folder of a pool has a folder for
 * each of its servers. Pools with one configuration have the settings in one of their folders. An export contains no
 * secrets.
 */
public final class DeploymentExporter {
    private DeploymentExporter() {}

    /**
     * Exports all servers. Blocks the calling thread. A server that does not respond has no files, but its result
     * contains the reason.
     */
    public static List<ExportedServer> of(List<ManagedNode> nodes) {
        List<ExportedServer> servers = new ArrayList<>();
        Set<String> tenants = new LinkedHashSet<>();
        List<List<ExportedPool>> all = ExportedPool.byConfiguration(nodes);
        for (List<ExportedPool> pools : all) {
            boolean told = false;
            for (ExportedPool pool : pools.get(0).is("authz") ? List.<ExportedPool>of() : pools) {
                ExportedServer server = pool.answered(told ? ServerExporter::ofAddress : ServerExporter::of);
                told |= !server.files().isEmpty();
                tenants.addAll(server.tenants());
                add(servers, server, pool);
            }
        }
        for (List<ExportedPool> pools : all) {
            ExportedPool pool = pools.get(0);
            if (pool.is("authz")) {
                for (String tenant : tenants) {
                    ExportedServer server = pool.answered((desk, owner) -> TenantExporter.of(desk, owner, tenant));
                    boolean first = tenant.equals(tenants.iterator().next());
                    add(servers, server, first ? pool : null);
                }
            }
        }
        return servers;
    }

    /** Adds an exported server, and the folders of its pool's servers. */
    private static void add(List<ExportedServer> servers, ExportedServer server, @Nullable ExportedPool pool) {
        servers.add(server);
        if (pool != null && !server.files().isEmpty()) {
            servers.addAll(pool.folders(server.folder()));
        }
    }

    /**
     * Writes the exported files. Blocks the calling thread.
     *
     * @param folder the folder of the export, which is created if it is absent
     * @throws IllegalArgumentException if the folder is not empty, because an import would also read the files of
     *     another export
     */
    public static void write(List<ExportedServer> servers, Path folder) {
        requireEmpty(folder);
        try {
            Files.createDirectories(folder);
            for (ExportedServer server : servers) {
                for (Map.Entry<String, String> file : server.files().entrySet()) {
                    Path place = Files.createDirectories(folder.resolve(server.folder()));
                    Files.writeString(place.resolve(file.getKey()), TokenRedactor.redact(file.getValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("DIR: " + folder, e);
        }
    }

    /** Throws IllegalArgumentException if the path is not an empty or absent folder. */
    public static void requireEmpty(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new IllegalArgumentException("DIR: '" + folder + "' is not empty; name a new or empty folder");
            }
        } catch (NotDirectoryException e) {
            throw new IllegalArgumentException("DIR: '" + folder + "' is not a folder; name a new or empty folder", e);
        } catch (IOException e) {
            throw new UncheckedIOException("DIR: " + folder, e);
        }
    }
}
