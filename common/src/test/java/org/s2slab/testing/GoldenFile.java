package org.s2slab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file of the module. With {@code -Ds2slab.docs=write}, writes the text to the file instead.
 */
public final class GoldenFile {
    private GoldenFile() {}

    /** Compares a text with a file, whose path is relative to the root of the checkout. */
    public static void check(String path, String text) {
        Path file = Path.of(System.getProperty("s2slab.root")).resolve(path);
        try {
            if ("write".equals(System.getProperty("s2slab.docs"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).as(path).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
