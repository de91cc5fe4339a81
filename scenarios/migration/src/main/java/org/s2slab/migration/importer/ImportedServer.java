package org.s2slab.migration.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exported objects of one server, by cmdlet.
 *
 * @param name the name in the copy: the folder's name in the characters that names may contain
 * @param product lync, exchange, sharepoint or authz
 * @param forms objects by their cmdlet, as spelt in {@link Products}; absent if the file is missing
 * @param metadata its AuthMetadata document, or null
 * @param hosts the hosts of hosts.json, the principal one first; empty if there is no such file
 */
record ImportedServer(
        String name,
        String product,
        Map<String, List<ImportedObject>> forms,
        @Nullable ImportedObject metadata,
        List<String> hosts) {
    ImportedServer {
        forms = Map.copyOf(forms);
        hosts = List.copyOf(hosts);
    }

    boolean has(String cmdlet) {
        return forms.containsKey(cmdlet);
    }

    /** What a cmdlet wrote; nothing where its file is missing. */
    List<ImportedObject> all(String cmdlet) {
        return forms.getOrDefault(cmdlet, List.of());
    }

    Optional<ImportedObject> first(String cmdlet) {
        return all(cmdlet).stream().findFirst();
    }
}
