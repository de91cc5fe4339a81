package org.s2slab.shell;

import java.util.List;

/** What {@code Format-List} and {@code Format-Table} write: lines, which no command takes apart again. */
record Formatted(List<String> lines) {
    Formatted {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
