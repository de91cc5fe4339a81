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

/** Reads files of other people safely: only regular files in the given folder, up to a maximum size. */
public final class SourceFileReader {
    private SourceFileReader() {}

    /**
     * The content of a file.
     *
     * @param name the file's name in messages
     * @param most the maximum size in bytes
     * @throws FileSyntaxException if the file does not exist, is not a regular file, is too large, or cannot be read
     */
    public static byte[] read(String name, Path file, int most) {
        if (Files.notExists(file)) {
            throw new FileSyntaxException(name, "there is no such file");
        }
        // A pipe or a device may never end, and opening a pipe blocks until another process writes to it.
        if (!Files.isRegularFile(file)) {
            throw new FileSyntaxException(name, "is no regular file; name a file that holds text");
        }
        if (file.toFile().length() > most) {
            throw new FileSyntaxException(name, "the file has more than " + most + " bytes, and no more are read");
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
     * @throws FileSyntaxException as {@link #read}, and if the file has another encoding
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
     * The path of a file that another file names. It must be in the folder of that file, or in a subfolder.
     *
     * @throws IllegalArgumentException if the name or a symbolic link leads outside of the folder
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

    /** Whether an existing file is outside of a folder; symbolic links are followed. */
    public static boolean leavesFolder(Path folder, Path file) {
        try {
            return Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
