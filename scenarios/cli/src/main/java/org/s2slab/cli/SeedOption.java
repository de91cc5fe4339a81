package org.s2slab.cli;

import picocli.CommandLine.Option;

/** The option that repeats random choices, shared by all commands that make random choices. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of the random generator (default: ${DEFAULT-VALUE}).")
    private long seed;

    long seed() {
        return seed;
    }
}
