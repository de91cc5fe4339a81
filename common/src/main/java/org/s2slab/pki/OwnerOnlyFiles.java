package org.s2slab.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.launch.OwnerOnlyRights;
import org.s2slab.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes secrets to files atomically, with owner-only rights ({@link OwnerOnlyRights}) from the first moment. Blocks;
 * not for event loops.
 */
public final class OwnerOnlyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnlyFiles.class);
    private static final AtomicLong DRAFTS = new AtomicLong();
    private static final String DRAFT = ".draft";

    /** The end of a draft's name: the id of the process that writes it, and a number of the process. */
    private static final Pattern DRAFT_NAME = Pattern.compile("\\.(\\d{1,18})\\.\\d+\\.draft$");

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

    /** The content of a new file, which is written into a draft of it. */
    public interface Content {
        void writeTo(FileChannel draft) throws IOException;
    }

    private interface Publication {
        void of(Path draft, Path file) throws IOException;
    }

    /**
     * Writes a file that is absent. The file is on the disk on return.
     *
     * @param check checks the written draft; if it fails, the file is not made
     * @throws Refusal CONFLICT if there is such a file, which stays as it is
     */
    public static void writeNew(Path file, Content content, Consumer<Path> check) {
        write(file, content, true, (draft, whole) -> {
            check.accept(draft);
            publish(draft, whole);
        });
    }

    private static void publish(Path draft, Path file) throws IOException {
        try {
            // A rename would replace a file that was made meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw existing(file);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            try {
                Files.move(draft, file);
            } catch (FileAlreadyExistsException e) {
                throw existing(file);
            }
        }
    }

    private static Refusal existing(Path file) {
        return Refusal.conflict(
                "'" + file + "' exists already, and is not replaced; choose another name, or remove it");
    }

    /** Removes the drafts that processes left in a folder when they were killed. */
    public static void removeDrafts(Path folder) {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, "*" + DRAFT)) {
            for (Path draft : drafts) {
                Matcher name = DRAFT_NAME.matcher(draft.toString());
                if (name.find()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(draft);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    private static void write(Path file, byte[] content, boolean synced) {
        write(
                file,
                channel -> {
                    ByteBuffer rest = ByteBuffer.wrap(content);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                },
                synced,
                (draft, whole) ->
                        Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    private static void write(Path file, Content content, boolean synced, Publication publication) {
        Path whole = file.toAbsolutePath();
        // The process id in the name separates the drafts of two processes that write the same file.
        Path draft = whole.resolveSibling(
                whole.getFileName() + "." + ProcessHandle.current().pid() + "." + DRAFTS.incrementAndGet() + DRAFT);
        try {
            Files.deleteIfExists(draft);
            try (FileChannel channel =
                    OwnerOnlyRights.openFile(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.writeTo(channel);
                if (synced) {
                    channel.force(true);
                }
            }
            publication.of(draft, whole);
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file, e);
        } finally {
            removeQuietly(draft);
        }
    }

    /** Removes a file if possible. */
    public static void removeQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", file, e.toString());
        }
    }
}
