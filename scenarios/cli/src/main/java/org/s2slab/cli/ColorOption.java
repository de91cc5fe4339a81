package org.s2slab.cli;

import picocli.CommandLine.Option;

/** The option that switches colors off, shared by all commands that print with colors. */
final class ColorOption {
    @Option(
            names = "--no-color",
            description = "Do not use colors. The environment variable NO_COLOR has the same effect.")
    private boolean off;

    boolean isOff() {
        return off;
    }
}
