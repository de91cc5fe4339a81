package org.s2slab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command line for tests of other packages. */
public final class SavedFileRun {
    private SavedFileRun() {}

    /** The exit code and everything that was printed. */
    public static String lab(String... arguments) {
        StringWriter told = new StringWriter();
        int code = LabCommand.run(new PrintWriter(told, true), new PrintWriter(told, true), arguments);
        return code + " " + told;
    }
}
