package org.s2slab.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.s2slab.trace.RedactingWriter;

/** Writes the file of a report completely or not at all, without credentials. */
final class ReportFile {
    private ReportFile() {}

    /** Writes the text of a report. */
    interface Content {
        void write(Writer out) throws IOException;
    }

    /** Checks that a report can be written: creates its folder and, for a moment, a file in it. */
    static void prepare(Path file) throws IOException {
        Files.delete(part(file));
    }

    /** Writes a report; creates missing folders. UncheckedIOException because of a FileSystemException. */
    static void write(Path file, Content content) {
        Path whole = file.toAbsolutePath();
        try {
            Path part = part(whole);
            try {
                try (Writer out = new RedactingWriter(Files.newBufferedWriter(part))) {
                    content.write(out);
                }
                Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException("the report '" + file + "'", cause(e));
        }
    }

    /** Of the file system, as which a full disk is not reported. */
    private static FileSystemException cause(Exception failure) {
        Throwable own =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        if (own instanceof FileSystemException known) {
            return known;
        }
        FileSystemException cause = new FileSystemException("its disk", null, String.valueOf(own.getMessage()));
        cause.initCause(own);
        return cause;
    }

    /**
     * A new file in the folder of the report. It is not a temporary file of the platform, because only its owner could
     * read such a file. A report contains no secret, so others may read it.
     */
    private static Path part(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "is not a file");
        }
        Files.createDirectories(folder);
        Path part = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        Files.deleteIfExists(part);
        return Files.createFile(part);
    }
}
