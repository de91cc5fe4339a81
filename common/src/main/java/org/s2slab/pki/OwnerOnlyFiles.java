package org.s2slab.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Writes secrets to files atomically, with owner-only rights from the first moment. If the file system has no POSIX
 * rights, its own defaults apply. Blocks; not for event loops.
 */
public final class OwnerOnlyFiles {
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnlyFiles() {}

    /** Creates a folder that only its owner can enter, and its parents; does not change an existing one. */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder, rights(folder, FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    /**
     * Refuses a folder that others may control: a link, a folder of another owner, a folder that others may enter.
     *
     * @throws Refusal with the fault and the fix
     */
    public static void requireOwn(Path folder) {
        try {
            if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return;
            }
            PosixFileAttributes found =
                    Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String rights = PosixFilePermissions.toString(found.permissions());
            if (!found.isDirectory() || !rights.endsWith("------")) {
                throw new Refusal(
                        RefusalCode.CONFLICT,
                        "folder " + folder + (found.isDirectory() ? "" : " is a link or file")
                                + " has the rights " + rights
                                + ", expected a folder with rwx------; remove it or run: chmod 700 "
                                + folder);
            }
            requireOwner(folder, found.owner());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    /** Whoever makes a file owns it, whatever name a user is known by. */
    private static void requireOwner(Path folder, UserPrincipal owner) throws IOException {
        Path made = Files.createTempFile("s2slab-owner", null, rights(folder, FILE));
        try {
            UserPrincipal self = Files.getOwner(made);
            if (!owner.equals(self)) {
                throw new Refusal(
                        RefusalCode.CONFLICT,
                        "folder " + folder + " belongs to " + owner.getName() + ", expected " + self.getName()
                                + "; remove it, or have its owner do so");
            }
        } finally {
            Files.delete(made);
        }
    }

    /** Writes a file and replaces an earlier one of that name; it is on the disk on return. */
    public static void write(Path file, byte[] content) {
        write(file, content, true);
    }

    /** As {@link #write}, for content that can be made again: a power loss in the next seconds may lose it. */
    public static void writeUnsynced(Path file, byte[] content) {
        write(file, content, false);
    }

    private static void write(Path file, byte[] content, boolean synced) {
        Path whole = file.toAbsolutePath();
        // The process id keeps two processes that write the same file out of each other's way.
        Path draft = whole.resolveSibling(
                whole.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel channel = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights(whole, FILE))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                if (synced) {
                    channel.force(true);
                }
            }
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file, e);
        }
    }

    private static FileAttribute<?>[] rights(Path path, FileAttribute<?> rights) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {rights} : new FileAttribute<?>[0];
    }
}
