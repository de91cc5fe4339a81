package org.s2slab.shell;

import java.util.List;

/** What {@code Format-List} and {@code Format-Table} write: lines, which no command takes apart again. */
record FormattedOutput(List<String> lines) {
    FormattedOutput {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
