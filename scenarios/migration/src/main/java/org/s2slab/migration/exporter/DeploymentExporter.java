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
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.trace.TokenRedactor;

/**
 * Exports the trust configuration of a running deployment, which it reads with the cmdlets of the products. Writes one
 * folder for each server and each tenant of the authorization server. An export contains no secrets.
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
        for (ManagedNode node : nodes) {
            if (!node.role().equals("authz")) {
                ExportedServer server = answered(node, ServerExporter::of);
                tenants.addAll(server.tenants());
                servers.add(server);
            }
        }
        for (ManagedNode node : nodes) {
            if (node.role().equals("authz")) {
                tenants.forEach(tenant -> servers.add(answered(node, desk -> TenantExporter.of(desk, tenant))));
            }
        }
        return servers;
    }

    private static ExportedServer answered(ManagedNode node, Function<AdministratorClient, ExportedServer> asking) {
        try {
            return asking.apply(new AdministratorClient(node));
        } catch (AdministratorClient.Unanswered e) {
            return ExportedServer.silent(node.name(), node.name() + " does not respond to its administrator");
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
