package org.s2slab.shell;

import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Finds out whether the standard streams of this process are connected to a terminal. */
public final class TerminalStreams {
    /** The system property that decides for output in place of the system: true or false. */
    private static final String OUTPUT = "s2slab.terminal";

    /** The system property that has the width of the output in place of the system. */
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

    /** The width of the terminal in characters; {@code unknown} if the system does not tell it. */
    public static int outputColumns(int unknown) {
        try {
            int columns = Integer.getInteger(COLUMNS, new JniTerminalProvider().systemStreamWidth(SystemStream.Output));
            return columns > 0 ? columns : unknown;
        } catch (LinkageError e) {
            return unknown;
        }
    }

    /** On a system without JLine's native library nothing is a terminal. */
    private static boolean isTerminal(SystemStream stream) {
        try {
            return new JniTerminalProvider().isSystemStream(stream);
        } catch (LinkageError e) {
            return false;
        }
    }
}
