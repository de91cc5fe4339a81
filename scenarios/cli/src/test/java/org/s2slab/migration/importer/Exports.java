package org.s2slab.migration.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The exports among the test's resources, as they are or with something of them changed. */
record Exports(Path folder) {
    /** The thumbprint of what {@link #previous} gives. */
    static final String PREVIOUS = "8CAE992FCE3A7CE3DEF2EAD2A5F8603D4FE5CEA5";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Path folder(String name) {
        return Path.of(System.getProperty("s2slab.root"), "scenarios/migration/src/test/resources/exports", name);
    }

    /** A copy of one that may be changed. */
    Path of(String name) {
        Path copy = folder.resolve(name);
        copy(folder(name), copy);
        return copy;
    }

    /** A certificate, in base64, that Lync had before those of the exports; it has expired. */
    static String former() throws IOException {
        return certificate("former");
    }

    /** The one that Lync had just before, which has not. */
    static String previous() throws IOException {
        return certificate("previous");
    }

    private static String certificate(String name) throws IOException {
        return JSON.readTree(Files.readString(folder("certificates.json")))
                .get(name)
                .textValue();
    }

    /** Something that may fail because a file cannot be read. */
    interface Change {
        void make(JsonNode content) throws IOException;
    }

    /** Changes the content of a form, which is UTF-8 afterwards. */
    static void edit(Path export, String form, Change change) throws IOException {
        Path file = export.resolve(form);
        JsonNode content = JSON.readTree(WindowsTextDecoder.read(form, file));
        change.make(content);
        Files.writeString(file, JSON.writeValueAsString(content), StandardCharsets.UTF_8);
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : List.copyOf(files.toList())) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
