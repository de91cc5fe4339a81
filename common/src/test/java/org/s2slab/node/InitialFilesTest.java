package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;

/** The prepared files of a volume, as Kubernetes lays them out, in an empty and in a used data folder. */
class InitialFilesTest {
    @TempDir
    Path folder;

    @Test
    void copiesTheFilesBehindTheLinksOfAVolumeForTheOwnerOnly() throws IOException {
        Path volume = folder.resolve("config");
        Path version = Files.createDirectories(volume.resolve("..2026_01_01").resolve("certificates"));
        Files.writeString(version.resolve("a.pem"), "key");
        Files.writeString(version.resolveSibling("node.yaml"), "node");
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_01_01"));
        Files.createSymbolicLink(volume.resolve("certificates"), Path.of("..data/certificates"));
        Files.createSymbolicLink(volume.resolve("node.yaml"), Path.of("..data/node.yaml"));
        Path data = Files.createDirectory(folder.resolve("data"));

        InitialFiles.copy(volume, data.resolve("node.yaml"));

        assertThat(data.resolve("certificates/a.pem")).hasContent("key").isRegularFile();
        assertThat(data.resolve("node.yaml")).hasContent("node");
        assertThat(data).isDirectoryNotContaining("glob:**/..*");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("certificates/a.pem"))))
                .isEqualTo("rw-------");
    }

    /** For instance a leaked password of the administrator, or a certificate that a cmdlet removed. */
    @Test
    void aFileThatWasDeletedAfterTheFirstStartStaysDeleted() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("config"));
        Files.writeString(volume.resolve("administrator"), "prepared");
        Files.writeString(volume.resolve("node.yaml"), "node");
        Path data = folder.resolve("data");
        InitialFiles.copy(volume, data.resolve("node.yaml"));
        Files.delete(data.resolve("administrator"));

        InitialFiles.copy(volume, data.resolve("node.yaml"));

        assertThat(data.resolve("administrator")).doesNotExist();
    }

    /** The configuration is the mark of a complete copy, so it is the last file whatever its name is. */
    @Test
    void aCopyThatWasInterruptedIsCompletedAtTheNextStart() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("config"));
        Files.writeString(volume.resolve("node.yaml"), "node");
        Path large = Files.write(volume.resolve("z.pem"), new byte[1_048_577]);
        Path config = folder.resolve("data/node.yaml");
        assertThatThrownBy(() -> InitialFiles.copy(volume, config)).isInstanceOf(Refusal.class);
        assertThat(config).doesNotExist();
        Files.writeString(large, "key");

        InitialFiles.copy(volume, config);

        assertThat(config.resolveSibling("z.pem")).hasContent("key");
        assertThat(config).hasContent("node");
    }

    @Test
    void doesNotReplaceAFileThatTheNodeMayHaveChanged() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("config"));
        Files.writeString(volume.resolve("administrator"), "prepared");
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("administrator"), "changed");

        InitialFiles.copy(volume, data.resolve("node.yaml"));

        assertThat(data.resolve("administrator")).hasContent("changed");
    }

    @Test
    void aFlatNameHasAFolderAndCannotLeaveTheDataFolder() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("flat"));
        Files.writeString(volume.resolve("certificates__a.pem"), "key");
        Path data = Files.createDirectory(folder.resolve("data"));

        InitialFiles.copy(volume, data.resolve("node.yaml"));

        assertThat(data.resolve("certificates/a.pem")).hasContent("key");
        Files.writeString(volume.resolve("a__..__..__outside"), "");
        assertThatThrownBy(() -> InitialFiles.copy(volume, data.resolve("node.yaml")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("leads out of " + data);
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void refusesAFolderThatIsAbsentAndAFileThatIsTooLarge() throws IOException {
        assertThatThrownBy(() -> InitialFiles.copy(folder.resolve("absent"), folder.resolve("node.yaml")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--initial: the files in ");
        Path volume = Files.createDirectory(folder.resolve("large"));
        Files.write(volume.resolve("disk"), new byte[1_048_577]);
        assertThatThrownBy(() -> InitialFiles.copy(volume, folder.resolve("data/node.yaml")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has more than 1048576 bytes");
    }
}
