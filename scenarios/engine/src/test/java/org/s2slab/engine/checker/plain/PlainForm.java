package org.s2slab.engine.checker.plain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request to a token endpoint.
 *
 * @param host the Host field
 * @param path the path, which contains the tenant
 * @param fields the names and values, before they are encoded
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

    /** The assertion that authenticates the client; empty if the client uses a secret. */
    public String assertion() {
        return has("client_assertion") ? one("client_assertion") : one("assertion");
    }

    /** Whether a field exists and is not empty. */
    public boolean has(String name) {
        return !one(name).isEmpty();
    }
}
