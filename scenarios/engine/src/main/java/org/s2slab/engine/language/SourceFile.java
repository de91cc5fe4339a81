package org.s2slab.engine.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.s2slab.engine.text.FileSyntaxException;

/** Reads files that other people wrote: regular files only, up to a limit, and none outside of the folder they belong to. */
public final class SourceFile {
    private SourceFile() {}

    /**
     * The content of a file.
     *
     * @param name as which messages call it
     * @param most the number of bytes that are read at most
     * @throws FileSyntaxException when there is no such file, it is a folder, a pipe or a device, it is larger, or cannot be read
     */
    public static byte[] read(String name, Path file, int most) {
        if (Files.notExists(file)) {
            throw new FileSyntaxException(name, "there is no such file");
        }
        // A pipe or a device may never end, and opening a pipe waits for its writer.
        if (!Files.isRegularFile(file)) {
            throw new FileSyntaxException(name, "is no regular file; name a file that holds text");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new FileSyntaxException(name, "the file has more than " + most + " bytes, and no more are read");
            }
            return content;
        } catch (AccessDeniedException e) {
            throw new FileSyntaxException(name, "cannot be read: there is no permission to; change the file's rights");
        } catch (IOException e) {
            throw new FileSyntaxException(name, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * The text of a file in UTF-8.
     *
     * @throws FileSyntaxException as {@link #read}, and when it is in another encoding
     */
    public static String text(String name, Path file, int most) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read(name, file, most)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileSyntaxException(name, "is not UTF-8; save it as UTF-8");
        }
    }

    /**
     * A file that another file names: beside it, or in a folder below.
     *
     * @throws IllegalArgumentException when the name leads elsewhere, by itself or by a symbolic link
     */
    public static Path beside(Path file, String name) {
        Path named;
        try {
            named = Path.of(name).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + name + "' is no name of a file: " + e.getReason(), e);
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path found = file.resolveSibling(named).normalize();
        if (named.isAbsolute() || named.startsWith("..") || folder == null || leavesFolder(folder, found)) {
            throw new IllegalArgumentException(
                    "'" + name + "' leads out of the file's folder; name a file beside it, or in a folder below");
        }
        return found;
    }

    /** Whether what exists lies, with all links followed, outside of a folder. */
    public static boolean leavesFolder(Path folder, Path file) {
        try {
            return Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
