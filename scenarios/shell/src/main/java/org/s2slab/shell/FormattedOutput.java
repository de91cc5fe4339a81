package org.s2slab.shell;

import java.util.List;

/** The output of {@code Format-List} and {@code Format-Table}: lines that no other command can process. */
record FormattedOutput(List<String> lines) {
    FormattedOutput {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
