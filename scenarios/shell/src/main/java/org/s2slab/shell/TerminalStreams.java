package org.s2slab.shell;

import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Finds out whether the standard streams of this process are connected to a terminal. */
public final class TerminalStreams {
    /** The system property that overrides whether the output is a terminal: true or false. */
    private static final String OUTPUT = "s2slab.terminal";

    /** The system property that overrides the width of the output. */
    private static final String COLUMNS = "s2slab.columns";

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
        try {
            int columns = Integer.getInteger(COLUMNS, new JniTerminalProvider().systemStreamWidth(SystemStream.Output));
            return columns > 0 ? columns : unknown;
        } catch (LinkageError e) {
            return unknown;
        }
    }

    /** Whether a stream is a terminal; always false on a system without JLine's native library. */
    private static boolean isTerminal(SystemStream stream) {
        try {
            return new JniTerminalProvider().isSystemStream(stream);
        } catch (LinkageError e) {
            return false;
        }
    }
}
