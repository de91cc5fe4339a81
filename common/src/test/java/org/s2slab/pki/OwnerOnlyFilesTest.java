package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;

/** Files that are made once, and the drafts of them. */
class OwnerOnlyFilesTest {
    @TempDir
    Path folder;

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aNewFileReplacesNoneThatWasMadeMeanwhile() throws IOException {
        Path file = folder.resolve("file");

        assertThatThrownBy(() -> OwnerOnlyFiles.writeNew(
                        file,
                        draft -> {
                            Files.writeString(file, "of another");
                            draft.write(text("mine"));
                        },
                        draft -> {}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'" + file + "' exists already, and is not replaced");

        assertThat(file).hasContent("of another");
        assertThat(all()).containsExactly(file);
    }

    @Test
    void aDraftThatIsNotAcceptedBecomesNoFile() throws IOException {
        assertThatThrownBy(() ->
                        OwnerOnlyFiles.writeNew(folder.resolve("file"), draft -> draft.write(text("mine")), draft -> {
                            throw new IllegalArgumentException("not so");
                        }))
                .hasMessage("not so");

        assertThat(all()).isEmpty();
    }

    @Test
    void aNewFileIsItsOwnersAndOnlyDraftsOfEndedProcessesAreRemoved() throws IOException {
        Path file = folder.resolve("file");
        OwnerOnlyFiles.writeNew(file, draft -> draft.write(text("mine")), draft -> {});
        Path running = Files.createFile(
                folder.resolve("file." + ProcessHandle.current().pid() + ".7.draft"));
        Path other = Files.createFile(folder.resolve("letter.draft"));
        Files.createFile(folder.resolve("file.999999999.7.draft"));

        OwnerOnlyFiles.removeDrafts(folder);

        assertThat(file).hasContent("mine");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(all()).containsExactly(file, running, other);
    }
}
