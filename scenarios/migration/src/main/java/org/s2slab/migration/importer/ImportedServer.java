package org.s2slab.migration.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came from one server: the objects of each form.
 *
 * @param name what the copy calls it: its folder's name, in the letters that names have here
 * @param product lync, exchange, sharepoint or authz
 * @param forms objects by the cmdlet that wrote them, as spelt in {@link Products}; absent where there is no such file
 * @param metadata its AuthMetadata document, or null
 * @param hosts what hosts.json lists, the principal one first; empty where there is none
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
