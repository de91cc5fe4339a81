package org.s2slab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights of new files and folders on the simulated file systems of Linux, macOS and Windows. */
class OwnerOnlyRightsTest {
    @Test
    void posixFilesAndFoldersAreTheOwnersAlone() throws IOException {
        for (Configuration system : List.of(Configuration.unix(), Configuration.osX())) {
            try (FileSystem files = Jimfs.newFileSystem(
                    system.toBuilder().setAttributeViews("posix").build())) {
                Path folder = files.getPath("made", "inside");
                Path file = created(folder);

                assertThat(rights(folder)).isEqualTo("rwx------");
                assertThat(rights(folder.resolve("..").normalize())).isEqualTo("rwx------");
                assertThat(rights(file)).isEqualTo("rw-------");
                assertThat(OwnerOnlyRights.fault(folder)).isNull();

                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
                assertThat(OwnerOnlyRights.fault(folder))
                        .contains("has the rights rwxr-x---, expected rwx------")
                        .contains("chmod 700 " + folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                own(folder, user(files, "mallory"));
                assertThat(OwnerOnlyRights.fault(folder)).contains("belongs to mallory");
            }
        }
    }

    @Test
    void windowsFilesAndFoldersAdmitTheirOwnerAlone() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows().toBuilder()
                .setAttributeViews("basic", "owner", "dos", "acl")
                .build())) {
            Path folder = files.getPath("C:\\Users\\anna\\AppData\\Local\\s2slab");
            Path file = created(folder);

            for (Path path : List.of(folder, folder.resolve("..").normalize(), file)) {
                List<AclEntry> entries = acl(path).getAcl();
                assertThat(entries).hasSize(1);
                AclEntry entry = entries.get(0);
                assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
                assertThat(entry.principal()).isEqualTo(Files.getOwner(path));
                assertThat(entry.permissions()).containsExactlyInAnyOrder(AclEntryPermission.values());
                assertThat(entry.flags())
                        .as("what SQLite creates inside inherits it")
                        .isEqualTo(
                                path.equals(file)
                                        ? Set.of()
                                        : Set.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT));
            }
            assertThat(OwnerOnlyRights.fault(folder)).isNull();

            List<AclEntry> wider = new ArrayList<>(acl(folder).getAcl());
            wider.add(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(user(files, "Everyone"))
                    .setPermissions(AclEntryPermission.WRITE_DATA)
                    .build());
            acl(folder).setAcl(wider);
            assertThat(OwnerOnlyRights.fault(folder)).contains("gives rights to Everyone");
        }
    }

    @Test
    void aFileSystemWithoutRightsHasItsOwnDefaults() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = files.getPath("C:\\stick");
            created(folder);
            assertThat(OwnerOnlyRights.fault(folder)).isNull();
        }
    }

    @Test
    void anExistingFolderOrFileKeepsItsRights() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setAttributeViews("posix").build())) {
            Path folder = files.getPath("/shared");
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
            OwnerOnlyRights.createFolder(folder);
            assertThat(rights(folder)).isEqualTo("rwxrwxrwx");
            Path link = Files.createSymbolicLink(files.getPath("/link"), folder);
            assertThat(OwnerOnlyRights.fault(link)).contains("is a link or file");
        }
    }

    /** Whoever may rename a folder above can put another one in its place, between the check and the use. */
    @Test
    void everyFolderAboveBelongsToTheUserOrRootAndOthersCannotWriteIt() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("posix", "unix")
                .build())) {
            Path home = files.getPath("/home/anna");
            Path folder = home.resolve(".cache/s2slab/libraries");
            OwnerOnlyRights.createFolder(folder);
            assertThat(OwnerOnlyRights.faultAbove(folder)).isNull();

            own(home, user(files, "mallory"));
            assertThat(OwnerOnlyRights.faultAbove(folder))
                    .isEqualTo(
                            "folder /home/anna, above " + folder + ", belongs to mallory, expected this user or root");
            own(home, user(files, "root"));
            assertThat(OwnerOnlyRights.faultAbove(folder)).isNull();

            for (String rights : List.of("rwxrwxr-x", "rwxr-xrwx")) {
                Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString(rights));
                assertThat(OwnerOnlyRights.faultAbove(folder))
                        .contains("folder /home/anna/.cache/s2slab, above")
                        .contains("has the rights " + rights)
                        .contains("chmod go-w /home/anna/.cache/s2slab");
            }
            Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(OwnerOnlyRights.faultAbove(folder)).isNull();
        }
    }

    /** The folder that a link leads to counts, not the one in which the link is. */
    @Test
    void theFoldersAboveAreThoseBehindALink() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setAttributeViews("posix").build())) {
            Path real = files.getPath("/mallory/cache/s2slab");
            OwnerOnlyRights.createFolder(real);
            own(files.getPath("/mallory"), user(files, "mallory"));
            Path home = files.getPath("/home/anna");
            OwnerOnlyRights.createFolder(home);
            Files.createSymbolicLink(home.resolve(".cache"), files.getPath("/mallory/cache"));
            assertThat(OwnerOnlyRights.faultAbove(home.resolve(".cache/s2slab")))
                    .startsWith("folder /mallory, above");
        }
    }

    /** In {@code /tmp} everybody may write, but rename only what is theirs. */
    @Test
    void aStickyFolderAboveIsNoFault(@TempDir Path folder) throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Path own = shared.resolve("own");
        OwnerOnlyRights.createFolder(own);
        Files.setAttribute(shared, "unix:mode", 0777);
        assertThat(OwnerOnlyRights.faultAbove(own)).contains("has the rights rwxrwxrwx");
        Files.setAttribute(shared, "unix:mode", 01777);
        assertThat(OwnerOnlyRights.faultAbove(own)).isNull();
    }

    private static Path created(Path folder) throws IOException {
        OwnerOnlyRights.createFolder(folder);
        OwnerOnlyRights.createFolder(folder);
        Path file = folder.resolve("secret");
        try (FileChannel channel =
                OwnerOnlyRights.openFile(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertThat(file).hasBinaryContent(new byte[] {1});
        return file;
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static AclFileAttributeView acl(Path path) {
        return Files.getFileAttributeView(path, AclFileAttributeView.class);
    }

    private static void own(Path path, UserPrincipal owner) throws IOException {
        Files.getFileAttributeView(path, FileOwnerAttributeView.class).setOwner(owner);
    }

    private static UserPrincipal user(FileSystem files, String name) throws IOException {
        return files.getUserPrincipalLookupService().lookupPrincipalByName(name);
    }
}
