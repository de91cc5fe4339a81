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

    /** @param origin the cmdlet that wrote the object, or null for an object of the shell */
    ShellObject(@Nullable Origin origin) {
        this.origin = origin;
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    /** Adds a property during the creation of the object; returns the object. */
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

    /** The property's name with the object's capital letters, or null if there is no such property. */
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

    /** Sets a property, and records the change for {@code .Update()}. */
    void set(String name, @Nullable Object value) {
        String known = nameOf(name);
        properties.put(known == null ? name : known, value);
        changed.put(known == null ? name : known, value);
    }

    /** The properties that were changed after the object was written. */
    Map<String, @Nullable Object> changed() {
        return changed;
    }
}
