package org.s2slab.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that keeps the data of the nodes, shared by all commands that start nodes. */
final class KeepOption {
    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description =
                    "Store the data of the nodes in this folder, one subfolder for each scenario or topology (default: a temporary"
                            + " folder, which is deleted at the end).")
    private @Nullable Path folder;

    @Nullable
    Path folder() {
        return folder;
    }
}
