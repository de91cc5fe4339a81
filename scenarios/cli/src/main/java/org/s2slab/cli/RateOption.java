package org.s2slab.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that sets the pace of the users, shared by the commands that use features continuously. */
final class RateOption {
    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            description =
                    "Uses of features per second, all features together (default: 200 in a drill, 40 in a torture run).")
    private @Nullable Integer rate;

    /** @param usual the rate of the command without the option */
    int or(int usual) {
        return rate == null ? usual : rate;
    }
}
