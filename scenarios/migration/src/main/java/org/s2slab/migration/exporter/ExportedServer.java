package org.s2slab.migration.exporter;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one server tells of its trust.
 *
 * @param folder the name of the folder it is written into
 * @param files their texts, by name; an empty text where a cmdlet wrote nothing
 * @param untold what it did not tell, and why; one sentence each
 * @param tenants in which tenants of an authorization server it is, or whose tokens it takes
 */
public record ExportedServer(String folder, Map<String, String> files, List<String> untold, Set<String> tenants) {
    public ExportedServer {
        files = new LinkedHashMap<>(files);
        untold = List.copyOf(untold);
        tenants = new LinkedHashSet<>(tenants);
    }

    /** One that tells nothing. */
    static ExportedServer silent(String folder, String why) {
        return new ExportedServer(folder, Map.of(), List.of(why), Set.of());
    }
}
