package org.s2slab.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with ordered properties; property names are case-insensitive. */
final class ShellObject {
    /** The cmdlet that wrote an object, and its node. */
    record Origin(String node, String cmdlet) {}

    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> changed = new LinkedHashMap<>();
    private final @Nullable Origin origin;

    /** @param origin the cmdlet that wrote it, or null for one that the shell made */
    ShellObject(@Nullable Origin origin) {
        this.origin = origin;
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    /** The same object with one more property, in its making. */
    ShellObject with(String name, @Nullable Object value) {
        properties.put(name, value);
        return this;
    }

    List<String> names() {
        return List.copyOf(properties.keySet());
    }

    Map<String, @Nullable Object> properties() {
        return properties;
    }

    /** The property's name as the object writes it, or null where it has none such. */
    @Nullable
    String nameOf(String name) {
        if (properties.containsKey(name)) {
            return name;
        }
        return properties.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Object get(String name) {
        String known = nameOf(name);
        return known == null ? null : properties.get(known);
    }

    /** Sets a property and remembers that it was set, for {@code .Update()}. */
    void set(String name, @Nullable Object value) {
        String known = nameOf(name);
        properties.put(known == null ? name : known, value);
        changed.put(known == null ? name : known, value);
    }

    /** What was set since it was written. */
    Map<String, @Nullable Object> changed() {
        return changed;
    }
}
