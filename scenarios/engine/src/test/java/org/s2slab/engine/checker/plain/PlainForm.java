package org.s2slab.engine.checker.plain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request to a token endpoint as it travels.
 *
 * @param host its Host field
 * @param path with the tenant in it
 * @param fields name and value, before they are encoded
 */
public record PlainForm(String host, String path, List<Field> fields) {
    /** A field of the form. */
    public record Field(String name, String value) {}

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .collect(Collectors.toList());
    }

    String one(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** What proves who asks; empty where it is a secret. */
    public String assertion() {
        return has("client_assertion") ? one("client_assertion") : one("assertion");
    }

    /** Whether a field is there and says something. */
    public boolean has(String name) {
        return !one(name).isEmpty();
    }
}
