package org.s2slab.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates files and folders that only their owner can use, and checks the rights of folders. It uses POSIX permissions
 * if the file system supports them, otherwise an access control list. On a file system with neither, the default rights
 * apply. Blocks.
 */
public final class OwnerOnlyRights {
    private static final String ADMINISTRATOR = "root";

    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** The sticky bit of the file mode (POSIX {@code S_ISVTX}). */
    private static final int STICKY = 01000;

    private OwnerOnlyRights() {}

    /** Creates a folder that only its owner can enter, and its missing parents. An existing folder is not changed. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolder(parent);
        }
        try {
            Files.createDirectory(folder, permissions(folder, "rwx------"));
            restrict(folder, EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT));
        } catch (FileAlreadyExistsException e) {
            // Another process has created the folder, or there is a file with this name.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Opens a file. If the file is created, only its owner can use it, even before it has content. */
    public static FileChannel openFile(Path file, Set<? extends OpenOption> options) throws IOException {
        boolean absent = Files.notExists(file);
        FileChannel channel = FileChannel.open(file, options, permissions(file, "rw-------"));
        if (absent) {
            restrict(file, Set.of());
        }
        return channel;
    }

    /**
     * Checks whether other users may control a folder: it is a link, has another owner, or gives rights to others.
     * Creates a temporary file in the folder to find out the system's name of this user.
     *
     * @return the fault and the fix, or null if only this user controls the folder
     */
    public static @Nullable String fault(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return "folder " + folder + " is a link or file, expected a folder; remove it";
        }
        UserPrincipal owner;
        if (isPosix(folder)) {
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!rights.endsWith("------")) {
                return "folder " + folder + " has the rights " + rights
                        + ", expected rwx------; remove it or run: chmod 700 " + folder;
            }
            owner = Files.getOwner(folder);
        } else if (hasAcl(folder)) {
            AclFileAttributeView view = aclView(folder);
            owner = view.getOwner();
            for (AclEntry entry : view.getAcl()) {
                if (entry.type() == AclEntryType.ALLOW && !entry.principal().equals(owner)) {
                    return "folder " + folder + " gives rights to "
                            + entry.principal().getName() + ", expected rights of its owner " + owner.getName()
                            + " alone; remove it";
                }
            }
        } else {
            return null;
        }
        return owner.equals(self(folder))
                ? null
                : "folder " + folder + " belongs to " + owner.getName()
                        + ", expected this user; remove it, or have its owner do so";
    }

    /**
     * Checks whether other users may replace a folder: a parent folder belongs to another user, or others may rename
     * its entries. {@link #fault} must be null for the folder.
     *
     * @return the fault, or null; always null on a file system without POSIX permissions
     */
    public static @Nullable String faultAbove(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return null;
        }
        UserPrincipal self = Files.getOwner(folder);
        for (Path above = folder.toRealPath().getParent(); above != null; above = above.getParent()) {
            UserPrincipal owner = Files.getOwner(above);
            if (!owner.equals(self) && !owner.getName().equals(ADMINISTRATOR)) {
                return "folder " + above + ", above " + folder + ", belongs to " + owner.getName()
                        + ", expected this user or " + ADMINISTRATOR;
            }
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(above);
            if (!Collections.disjoint(rights, WRITTEN_BY_OTHERS) && !isSticky(above)) {
                return "folder " + above + ", above " + folder + ", has the rights "
                        + PosixFilePermissions.toString(rights)
                        + ", expected that others may not write (chmod go-w "
                        + above + ")";
            }
        }
        return null;
    }

    /**
     * Checks whether users other than its owner may write a file.
     *
     * @return the fault and the fix, or null; always null on a file system without POSIX permissions
     */
    public static @Nullable String faultOfWriters(Path file) throws IOException {
        if (!isPosix(file)) {
            return null;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        return Collections.disjoint(rights, WRITTEN_BY_OTHERS)
                ? null
                : "file " + file + " has the rights " + PosixFilePermissions.toString(rights)
                        + ", expected that only its owner may write; run: chmod go-w " + file;
    }

    /**
     * Checks whether other users may read or write a file, or own it.
     *
     * @return the fault and the fix, or null; always null on a file system without POSIX permissions
     */
    public static @Nullable String faultOfFile(Path file) throws IOException {
        if (!isPosix(file)) {
            return null;
        }
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!rights.endsWith("------")) {
            return "file " + file + " has the rights " + rights + ", expected rw-------; run: chmod 600 " + file;
        }
        UserPrincipal owner = Files.getOwner(file);
        return owner.equals(self(Path.of(System.getProperty("java.io.tmpdir"))))
                ? null
                : "file " + file + " belongs to " + owner.getName() + ", expected this user; copy it, and use the copy";
    }

    /** Whether only the owner of an entry can rename or remove it, as in {@code /tmp}. */
    private static boolean isSticky(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
    }

    private static @Nullable UserPrincipal self(Path folder) throws IOException {
        try {
            Path made = Files.createTempFile(folder, "owner", null);
            try {
                return Files.getOwner(made);
            } finally {
                Files.delete(made);
            }
        } catch (AccessDeniedException e) {
            return null;
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean hasAcl(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView(AclFileAttributeView.class);
    }

    private static AclFileAttributeView aclView(Path path) {
        return Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Replaces the access control list of a new file or folder, whose inherited entries may include others. */
    private static void restrict(Path path, Set<AclEntryFlag> flags) throws IOException {
        if (!isPosix(path) && hasAcl(path)) {
            AclFileAttributeView view = aclView(path);
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(flags)
                    .build()));
        }
    }
}
