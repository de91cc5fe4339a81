package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database is replaced by its copy alone. */
class DamagedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void deletesNoDatabaseWithoutAWholeCopy() throws Exception {
        Path database = Files.writeString(folder.resolve("node.db"), "content");
        Path part = Files.createDirectory(folder.resolve("database.copy.part"));
        Files.writeString(part.resolve("node.db"), "con");

        assertThatThrownBy(() -> DamagedDatabase.restore(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("there is no whole copy");
        assertThat(database).hasContent("content");
    }

    @Test
    void putsTheCopyInTheDatabasesPlaceAndLeavesNothingElse() throws Exception {
        Files.writeString(folder.resolve("node.db"), "content");
        DamagedDatabase.copy(folder);
        Files.writeString(folder.resolve("node.db"), "garbage");
        Files.writeString(folder.resolve("node.db-wal"), "garbage");

        DamagedDatabase.restore(folder);

        assertThat(folder.resolve("node.db")).hasContent("content");
        assertThat(folder).isDirectoryNotContaining("glob:**{wal,copy,part}");
    }
}
