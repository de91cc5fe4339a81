package org.s2slab.migration.importer;

import java.util.List;

/**
 * A setting override of Exchange, of a setting that the lab has.
 *
 * @param component the component of the setting
 * @param section the section of the component
 * @param parameters the values, {@code name=value}
 */
record ImportedOverride(String name, String component, String section, List<String> parameters, String reason) {
    ImportedOverride {
        parameters = List.copyOf(parameters);
    }
}
