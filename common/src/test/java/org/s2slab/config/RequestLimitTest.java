package org.s2slab.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private static final Path PAGE = Path.of(System.getProperty("s2slab.root")).resolve("docs/SECURITY.md");

    @Test
    void standsOnThePageOfSecurityWithItsUsualValueAndItsRange() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(RequestLimit.values())
                        .map(limit -> "| `" + limit.key() + "` | " + limit.written(limit.usual()) + " | "
                                + limit.range() + " | " + limit.sentence() + " |")
                        .toList());
    }
}
