package org.s2slab.migration.importer;

import java.util.List;

/**
 * A setting override of Exchange for the dedicated hybrid application.
 *
 * @param parameters the values, {@code name=value}
 */
record ImportedOverride(String name, List<String> parameters, String reason) {
    ImportedOverride {
        parameters = List.copyOf(parameters);
    }
}
