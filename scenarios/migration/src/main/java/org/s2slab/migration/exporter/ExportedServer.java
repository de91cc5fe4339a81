package org.s2slab.migration.exporter;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The exported trust configuration of one server.
 *
 * @param folder the name of the folder for the files
 * @param files the content of each file, by name; empty text if the cmdlet had no output
 * @param untold the missing parts with their reasons, one sentence for each
 * @param tenants the tenants of the authorization server that contain this server, or whose tokens this server accepts
 */
public record ExportedServer(String folder, Map<String, String> files, List<String> untold, Set<String> tenants) {
    public ExportedServer {
        files = new LinkedHashMap<>(files);
        untold = List.copyOf(untold);
        tenants = new LinkedHashSet<>(tenants);
    }

    /** The result for a server that does not respond. */
    static ExportedServer silent(String folder, String why) {
        return new ExportedServer(folder, Map.of(), List.of(why), Set.of());
    }
}
