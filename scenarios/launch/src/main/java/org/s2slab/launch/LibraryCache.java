package org.s2slab.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the jars inside a jar into a folder that only the user can write. Jars with the same content are unpacked
 * only once. Several processes can do this at the same time. Blocks.
 */
public final class LibraryCache {
    /** Number of characters in the name of a content's folder: 64 bits of the content's digest. */
    private static final int NAME_LENGTH = 16;

    /** The time after which an unused content is removed, when another content is unpacked. */
    private static final Duration UNUSED = Duration.ofDays(30);

    private final Path folder;
    private final Platform platform;

    /**
     * @param folder the folder of all contents. It is created if it is absent, and refused if other users may control
     *     it
     */
    public LibraryCache(Path folder) {
        this(folder, Platform.current());
    }

    LibraryCache(Path folder, Platform platform) {
        this.folder = folder;
        this.platform = platform;
    }

    /** The cache in {@link CacheFolder}. */
    public static LibraryCache ofUser() {
        return new LibraryCache(CacheFolder.of("libraries"));
    }

    /**
     * Unpacks the jars in a folder inside a jar, and in its subfolder for this platform ({@link Platform#classifier}),
     * unless they are already unpacked.
     *
     * @param inside the folder inside the jar, for example {@code lib/}
     * @return the unpacked jars in the order of the entries, the jars for this platform last; may be empty
     * @throws IOException with the fault and the fix if other users may control the cache folder or one of its parents
     */
    public List<Path> unpack(Path jar, String inside) throws IOException {
        OwnerOnlyRights.createFolder(folder);
        refuse(OwnerOnlyRights.fault(folder));
        String above = OwnerOnlyRights.faultAbove(folder);
        refuse(above == null ? null : above + "; " + CacheFolder.FIX);
        // The checked folder is used, not a link to it, because another user may change a link after the check.
        return new LibraryCache(folder.toRealPath(), platform).unpackInside(jar, inside);
    }

    private List<Path> unpackInside(Path jar, String inside) throws IOException {
        try (JarFile packed = new JarFile(jar.toFile())) {
            List<JarEntry> entries = packed.stream()
                    .filter(entry -> !fileName(entry, inside).isEmpty())
                    .sorted(Comparator.comparing(entry -> isOfPlatform(entry, inside)))
                    .toList();
            Path content = folder.resolve(nameOf(entries));
            if (!isComplete(content, entries, inside)) {
                create(content, packed, entries, inside);
            }
            // The check also creates a file in the folder, so that its modification time is the time of its last use.
            refuse(OwnerOnlyRights.fault(content));
            return entries.stream()
                    .map(entry -> content.resolve(fileName(entry, inside)))
                    .toList();
        }
    }

    /** The file name of a jar in the folder or in its subfolder for this platform; empty for other entries. */
    private String fileName(JarEntry entry, String inside) {
        String from = isOfPlatform(entry, inside) ? ofPlatform(inside) : inside;
        String name = entry.getName().startsWith(from) ? entry.getName().substring(from.length()) : "";
        return name.matches("[\\w][\\w.+-]*\\.jar") ? name : "";
    }

    private boolean isOfPlatform(JarEntry entry, String inside) {
        return entry.getName().startsWith(ofPlatform(inside));
    }

    private String ofPlatform(String inside) {
        return inside + platform.classifier() + "/";
    }

    /** The name of a content's folder, from the checksums in the jar's directory, so that no content is read. */
    private static String nameOf(List<JarEntry> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JarEntry entry : entries) {
                String line = entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private boolean isComplete(Path content, List<JarEntry> entries, String inside) throws IOException {
        for (JarEntry entry : entries) {
            Path file = content.resolve(fileName(entry, inside));
            if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
                return false;
            }
        }
        return Files.isDirectory(content);
    }

    /** Unpacks a content into a folder, which is renamed at the end. A faster process's folder is used instead. */
    private void create(Path content, JarFile packed, List<JarEntry> entries, String inside) throws IOException {
        Path draft = draft();
        OwnerOnlyRights.createFolder(draft);
        try {
            for (JarEntry entry : entries) {
                try (InputStream bytes = packed.getInputStream(entry)) {
                    Files.copy(bytes, draft.resolve(fileName(entry, inside)));
                }
            }
            removeUnused(draft);
            if (Files.exists(content) && !isComplete(content, entries, inside)) {
                discard(content);
            }
            Files.move(draft, content, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!isComplete(content, entries, inside)) {
                throw e;
            }
        } finally {
            remove(draft);
        }
    }

    private Path draft() {
        return folder.resolve("draft-" + UUID.randomUUID());
    }

    private void removeUnused(Path draft) throws IOException {
        Instant now = Files.getLastModifiedTime(draft).toInstant();
        try (Stream<Path> contents = Files.list(folder)) {
            for (Path content : contents.toList()) {
                if (Files.exists(content)
                        && Files.getLastModifiedTime(content).toInstant().isBefore(now.minus(UNUSED))) {
                    discard(content);
                }
            }
        }
    }

    /** Removes a folder completely or not at all: it is moved first, which Windows refuses while files are open. */
    private void discard(Path content) throws IOException {
        Path away = draft();
        try {
            Files.move(content, away, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            return;
        }
        remove(away);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void refuse(@Nullable String fault) throws IOException {
        if (fault != null) {
            throw new IOException(fault);
        }
    }
}
