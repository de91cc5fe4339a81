package org.s2slab.sharepoint.sites;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables of this package, which are resources. */
final class TsvResource {
    private TsvResource() {}

    /** The rows of a table without its heading. */
    static List<String[]> rows(String name) {
        try (InputStream table = TsvResource.class.getResourceAsStream(name)) {
            if (table == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
