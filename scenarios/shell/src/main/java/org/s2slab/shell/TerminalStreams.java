package org.s2slab.shell;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Finds out whether the standard streams of this process are connected to a terminal. */
public final class TerminalStreams {
    /** The system property that overrides whether the output is a terminal: true or false. */
    private static final String OUTPUT = "s2slab.terminal";

    /** The system property that overrides the width of the output. */
    private static final String COLUMNS = "s2slab.columns";

    /** Whether the user was told that the native library is missing. */
    private static final AtomicBoolean LOST = new AtomicBoolean();

    private TerminalStreams() {}

    /** Whether a person reads the output. */
    public static boolean isOutputTerminal() {
        String told = System.getProperty(OUTPUT);
        return told == null ? isTerminal(SystemStream.Output) : Boolean.parseBoolean(told);
    }

    /** Whether a person types the input and reads the output. */
    public static boolean isInteractive() {
        return isTerminal(SystemStream.Input) && isOutputTerminal();
    }

    /** The width of the terminal in characters, or {@code unknown} if the system does not provide the width. */
    public static int outputColumns(int unknown) {
        int columns = Integer.getInteger(COLUMNS, asked(library -> library.systemStreamWidth(SystemStream.Output), 0));
        return columns > 0 ? columns : unknown;
    }

    private static boolean isTerminal(SystemStream stream) {
        return asked(library -> library.isSystemStream(stream), false);
    }

    /**
     * Asks JLine's native library. If the library cannot be loaded, for instance from a folder on a file system without
     * programs ({@code noexec}), says so once and returns the other answer.
     */
    private static <T> T asked(Function<JniTerminalProvider, T> question, T otherwise) {
        try {
            return question.apply(new JniTerminalProvider());
        } catch (LinkageError | RuntimeException e) {
            if (!LOST.getAndSet(true)) {
                System.err.println(
                        "The lab prints plain text, because JLine's library cannot be loaded, which knows terminals.");
            }
            return otherwise;
        }
    }
}
