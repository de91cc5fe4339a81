package org.s2slab.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jline.reader.impl.history.DefaultHistory;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.trace.TokenRedactor;

/** The history of typed lines, in a file that only its owner can read. Lines with passwords are not stored. */
final class ShellHistory extends DefaultHistory {

    /** Creates the file, or removes the access of other users. */
    static void prepare(Path file) {
        OwnerOnlyFiles.makeFolder(
                Objects.requireNonNull(file.toAbsolutePath().getParent(), "a history needs a folder"));
        try {
            OwnerOnlyFiles.writeUnsynced(file, Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("the history " + file, e);
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (!SecretCommands.isIn(line)) {
            super.add(time, TokenRedactor.redact(line));
        }
    }
}
