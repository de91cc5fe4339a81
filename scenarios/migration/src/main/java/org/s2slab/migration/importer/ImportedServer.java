package org.s2slab.migration.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exported objects of one server, by cmdlet.
 *
 * @param name the node's name in the copy, from the name of the folder
 * @param product lync, exchange, sharepoint or authz
 * @param forms the objects of each cmdlet (see {@link org.s2slab.migration.ExportFiles#cmdlet}); absent if the file is
 *     missing
 * @param metadata the AuthMetadata document, or null
 * @param hosts the hosts in hosts.json, the principal name first; empty if there is no such file
 * @param servers the servers of a pool with their own hosts, by the folders in the pool's folder; empty without them
 */
record ImportedServer(
        String name,
        String product,
        Map<String, List<ImportedObject>> forms,
        @Nullable ImportedObject metadata,
        List<String> hosts,
        Map<String, List<String>> servers) {
    ImportedServer {
        forms = Map.copyOf(forms);
        hosts = List.copyOf(hosts);
        servers = new LinkedHashMap<>(servers);
    }

    boolean has(String cmdlet) {
        return forms.containsKey(cmdlet);
    }

    /** The output of a cmdlet; empty if its file is missing. */
    List<ImportedObject> all(String cmdlet) {
        return forms.getOrDefault(cmdlet, List.of());
    }

    Optional<ImportedObject> first(String cmdlet) {
        return all(cmdlet).stream().findFirst();
    }
}
