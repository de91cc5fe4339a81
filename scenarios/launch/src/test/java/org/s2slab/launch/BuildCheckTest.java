package org.s2slab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildCheckTest {
    @Test
    void aNewerSourceOrPomHasToBeBuilt() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            Path checkout = files.getPath("C:\\lab");
            Path stamp = written(checkout.resolve("target\\lab.stamp"), 2);
            List<Path> sources = List.of(
                    written(checkout.resolve("pom.xml"), 1),
                    written(checkout.resolve("common\\pom.xml"), 1),
                    written(checkout.resolve("common\\src\\main\\java\\org\\Common.java"), 1),
                    written(checkout.resolve("scenarios\\pom.xml"), 1),
                    written(checkout.resolve("scenarios\\cli\\pom.xml"), 1),
                    written(checkout.resolve("scenarios\\cli\\src\\main\\resources\\a.yaml"), 1));
            written(checkout.resolve("common\\src\\test\\java\\CommonTest.java"), 3);
            written(checkout.resolve("common\\target\\classes\\Common.class"), 3);

            assertThat(BuildCheck.isCurrent(checkout, stamp)).isTrue();
            for (Path source : sources) {
                written(source, 3);
                assertThat(BuildCheck.isCurrent(checkout, stamp))
                        .as(source.toString())
                        .isFalse();
                written(source, 1);
            }
            Files.delete(stamp);
            assertThat(BuildCheck.isCurrent(checkout, stamp)).isFalse();
        }
    }

    private static Path written(Path file, long second) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Files.write(file, new byte[0]);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }
}
