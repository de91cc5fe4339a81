package org.s2slab.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads tables, most of them resources of the program: a line is a row, and tabs separate its cells. */
public final class ResourceTable {
    private ResourceTable() {}

    /** Reads a table from a resource: the columns of each line. A line that begins with {@code #} is a comment. */
    public static List<String[]> rows(String path) {
        return parse(text(path));
    }

    /** Reads a table from its text: the columns of each line. A line that begins with {@code #} is a comment. */
    public static List<String[]> parse(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    /** The text of a resource. */
    public static String text(String path) {
        try (InputStream in = ResourceTable.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the program: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
