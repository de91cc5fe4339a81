package org.s2slab.exchange.property;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.resource.ResourceTable;

/** Groups of properties that the server handles in the same way, from {@code ews/property-groups.tsv}. */
public final class PropertyGroup {
    private static final Map<String, Set<String>> URIS = ResourceTable.rows("/ews/property-groups.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> Set.of(row[1].split(" ", -1))));

    private PropertyGroup() {}

    /** The field URIs of the properties of a group. */
    public static Set<String> uris(String group) {
        return Objects.requireNonNull(URIS.get(group), group);
    }

    /** The element names of the properties of a group. */
    public static Set<String> elements(String group) {
        return uris(group).stream().map(PropertyDefinition::element).collect(Collectors.toUnmodifiableSet());
    }
}
