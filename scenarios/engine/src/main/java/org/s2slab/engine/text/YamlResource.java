package org.s2slab.engine.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads the project's tables from YAML files among its resources. */
public final class YamlResource {
    private YamlResource() {}

    /**
     * The content of a file.
     *
     * @param user a class of the module that contains the file
     * @param name the file's name
     */
    public static <T> T read(Class<?> user, String name, TypeReference<T> type) {
        try (InputStream file = Objects.requireNonNull(user.getResourceAsStream("/" + name), name)) {
            return new YAMLMapper().readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
