package org.s2slab.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jline.reader.impl.history.DefaultHistory;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.trace.TokenRedactor;

/** The history of typed lines, in a file readable only by its owner. Lines with passwords are not stored. */
final class ShellHistory extends DefaultHistory {

    /** Makes the file, where it is absent. */
    static void prepare(Path file) {
        if (Files.notExists(file)) {
            OwnerOnlyFiles.makeFolder(
                    Objects.requireNonNull(file.toAbsolutePath().getParent(), "a history needs a folder"));
            OwnerOnlyFiles.writeUnsynced(file, new byte[0]);
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (!SecretCommands.isIn(line)) {
            super.add(time, TokenRedactor.redact(line));
        }
    }
}
