package org.s2slab.engine.snapshot;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.snapshot.SnapshotManifest.Entry;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.launch.OwnerOnlyRights;

/**
 * A snapshot file, whose author may be anybody. It is a ZIP file, but only its stream of entries counts: the manifest,
 * and then exactly the entries of the manifest in their order. All methods block.
 *
 * @param manifest the checked manifest; the other entries are checked when they are unpacked
 */
public record Snapshot(Path file, SnapshotManifest manifest) {
    /** The ending of a snapshot's name. Only its content decides what a file is. */
    public static final String SUFFIX = ".s2slab-snapshot";

    static final String MANIFEST = "s2slab-snapshot.json";

    /** Maximum size of the manifest in bytes. A topology file may have 2 MiB, and 2,000 entries have 0.3 MiB. */
    private static final int LARGEST_MANIFEST = 4 << 20;

    /** The highest accepted compression of data that could fill a disk. A database with empty pages has more. */
    private static final int MOST_COMPRESSED = 100;

    /** Maximum size in bytes of data with any compression. */
    private static final long SMALL = 1L << 30;

    /** The beginning of a ZIP file (APPNOTE 4.3.7) and the place of its first name. */
    private static final byte[] MAGIC = {'P', 'K', 3, 4};

    private static final int NAME_AT = 30;

    /** The snapshot in a file that a user names; empty if the word does not name a snapshot. */
    public static Optional<Snapshot> named(String word) {
        try {
            Path file = Path.of(word);
            return word.endsWith(SUFFIX) || isOne(file) ? Optional.of(read(file)) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether a file is a snapshot, by its content. */
    public static boolean isOne(Path file) {
        byte[] name = MANIFEST.getBytes(StandardCharsets.US_ASCII);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(NAME_AT + name.length);
            return head.length == NAME_AT + name.length
                    && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                    && Arrays.equals(head, NAME_AT, head.length, name, 0, name.length);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the manifest of a snapshot.
     *
     * @throws FileSyntaxException if the file is no snapshot, or its manifest is not what the lab writes
     */
    public static Snapshot read(Path file) {
        String source = String.valueOf(file.getFileName());
        if (!isOne(file)) {
            throw new FileSyntaxException(
                    file.toString(),
                    Files.exists(file)
                            ? "is no snapshot of the lab; ./lab snapshot save writes one"
                            : "there is no such file");
        }
        try (ZipInputStream zip = open(file)) {
            SnapshotManifest manifest = SnapshotManifest.of(source, manifest(source, zip));
            long size = manifest.entries().stream().mapToLong(Entry::size).sum();
            if (size > SMALL && size > Files.size(file) * MOST_COMPRESSED) {
                throw new FileSyntaxException(
                        source,
                        "declares " + size + " bytes in a file of " + Files.size(file)
                                + ", more than a deployment's data can be compressed");
            }
            return new Snapshot(file, manifest);
        } catch (IOException e) {
            throw damaged(source, e);
        }
    }

    private static ZipInputStream open(Path file) throws IOException {
        return new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    private static String manifest(String source, ZipInputStream zip) throws IOException {
        ZipEntry first = next(zip);
        byte[] content = zip.readNBytes(LARGEST_MANIFEST + 1);
        if (first == null || content.length > LARGEST_MANIFEST) {
            throw new FileSyntaxException(
                    source, "the manifest has more than " + LARGEST_MANIFEST + " bytes, and no more are read");
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("the name of an entry is not UTF-8", e);
        }
    }

    static FileSyntaxException damaged(String source, IOException failure) {
        return new FileSyntaxException(
                source,
                "cannot be unpacked (" + FileFailureText.reason(failure)
                        + "); make room on the disk, or ask for the file again");
    }

    /** The topology of the deployment, with its policies. */
    public Topology plan() {
        return manifest.plan();
    }

    /**
     * Unpacks all files into a new folder that only its owner can read, and checks them. If a check fails, nothing
     * remains.
     *
     * @throws FileSyntaxException if an entry is missing, unknown, too large, damaged, or not what its name says
     */
    void unpackTo(Path folder) {
        SnapshotContent content = new SnapshotContent(String.valueOf(file.getFileName()), plan());
        try (ZipInputStream zip = open(file)) {
            OwnerOnlyRights.createFolder(folder);
            if (!new JsonObject(manifest(content.source(), zip)).equals(manifest.json())) {
                throw new FileSyntaxException(content.source(), "the manifest is not what ./lab snapshot save writes");
            }
            for (Entry entry : manifest.entries()) {
                ZipEntry found = next(zip);
                if (found == null || !found.getName().equals(entry.name())) {
                    throw content.wrong(
                            entry.name(),
                            "is not the next entry of the file, which has "
                                    + (found == null ? "no more" : "'" + found.getName() + "'"));
                }
                unpack(content, zip, entry, folder.resolve(entry.name()));
            }
            ZipEntry more = next(zip);
            if (more != null) {
                throw content.wrong(more.getName(), "is not in the manifest");
            }
            content.check(folder);
        } catch (IOException e) {
            remove(folder);
            throw damaged(content.source(), e);
        } catch (DecodeException e) {
            remove(folder);
            throw new FileSyntaxException(content.source(), "changes while it is read");
        } catch (RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    private static void unpack(SnapshotContent content, ZipInputStream zip, Entry entry, Path target)
            throws IOException {
        OwnerOnlyRights.createFolder(Objects.requireNonNull(target.getParent()));
        MessageDigest digest = sha256();
        long rest = entry.size();
        try (OutputStream out = new DigestOutputStream(
                Channels.newOutputStream(OwnerOnlyRights.openFile(
                        target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))),
                digest)) {
            byte[] buffer = new byte[1 << 16];
            // Counts what is inflated; the sizes in the headers of the file are not used.
            for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                rest -= read;
                if (rest < 0) {
                    break;
                }
                out.write(buffer, 0, read);
            }
        }
        if (rest != 0) {
            throw content.wrong(entry.name(), "has another size than the manifest says, " + entry.size());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
            throw content.wrong(entry.name(), "has another SHA-256 than the manifest says");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void remove(Path folder) {
        if (Files.exists(folder)) {
            new DataFolder(folder, false).close();
        }
    }
}
