package org.s2slab.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.s2slab.launch.OwnerOnlyRights;
import org.s2slab.refusal.Refusal;

/**
 * Writes secrets to files atomically, with owner-only rights ({@link OwnerOnlyRights}) from the first moment. Blocks;
 * not for event loops.
 */
public final class OwnerOnlyFiles {
    private OwnerOnlyFiles() {}

    /** Creates a folder that only its owner can enter, and its parents; does not change an existing folder. */
    public static void makeFolder(Path folder) {
        try {
            OwnerOnlyRights.createFolder(folder);
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
            String fault = OwnerOnlyRights.fault(folder);
            if (fault != null) {
                throw Refusal.conflict(fault);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    /** Writes a file and replaces an earlier file of that name. The file is on the disk on return. */
    public static void write(Path file, byte[] content) {
        write(file, content, true);
    }

    /** Like {@link #write}, for content that can be generated again: a power loss may lose the latest files. */
    public static void writeUnsynced(Path file, byte[] content) {
        write(file, content, false);
    }

    private static void write(Path file, byte[] content, boolean synced) {
        Path whole = file.toAbsolutePath();
        // The process id in the name separates the drafts of two processes that write the same file.
        Path draft = whole.resolveSibling(
                whole.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel channel =
                    OwnerOnlyRights.openFile(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
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
}
