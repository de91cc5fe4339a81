package org.s2slab.console;

import java.nio.file.Path;

/** A console that is served for one topology only to see what comes of its start. */
public final class ConsoleStart {
    private ConsoleStart() {}

    /** Serves a console with its data in a folder, and opens a topology there. */
    public static void open(Path folder, String topology) {
        try (RunningConsole running = new RunningConsole(folder)) {
            running.console.open(topology);
        }
    }
}
