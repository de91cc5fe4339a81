package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the jar of the extension says of its license: a jar contains the classes and all that lies beside them. */
class LicenseTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    @ParameterizedTest
    @CsvSource({"META-INF/LICENSE, LICENSE", "META-INF/NOTICE, docs/NOTICE"})
    void isBesideTheClasses(String name, String source) throws IOException {
        URI classes = URI.create(S2SLab.class.getResource("S2SLab.class").toString());
        String up = "../".repeat(S2SLab.class.getName().split("\\.", -1).length - 1);
        try (InputStream file = classes.resolve(up + name).toURL().openStream()) {
            assertThat(file.readAllBytes()).isEqualTo(Files.readAllBytes(ROOT.resolve(source)));
        }
    }
}
