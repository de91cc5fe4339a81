package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of Preact are those that {@code docs/NOTICE} names. */
class PageLibraryTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    @ParameterizedTest
    @ValueSource(strings = {"preact.mjs", "hooks.mjs"})
    void theLibraryOfThePageIsAsItsAuthorsPublishedIt(String name) throws Exception {
        byte[] file = read(name);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(Files.readString(ROOT.resolve("docs/NOTICE"))).contains("\n" + digest + " " + name + "\n");
    }

    /** Browsers know the first file by its address only, so {@link PageFiles} writes it into the second one. */
    @Test
    void theSecondFileNamesTheFirstOne() throws IOException {
        assertThat(new String(read("hooks.mjs"), StandardCharsets.UTF_8)).containsOnlyOnce("from\"preact\"");
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(ROOT.resolve("scenarios/console/src/main/resources/console/preact")
                .resolve(name));
    }
}
