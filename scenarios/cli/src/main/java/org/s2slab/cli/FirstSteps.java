package org.s2slab.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.PrintWriter;
import java.util.List;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.YamlResource;

/** The screen of {@code lab} without arguments: commands for the first steps, by role. */
final class FirstSteps {
    /** Width of a command in columns. */
    private static final int COMMAND = 45;

    /** The commands for one role. */
    record Role(String title, List<Suggestion> steps) {}

    /**
     * A command that the reader can try.
     *
     * @param command the command line, with {@code ./lab}
     */
    record Suggestion(String command, String shows) {}

    private FirstSteps() {}

    /** The roles, from the resource {@code first-steps.yaml}. */
    static List<Role> roles() {
        return YamlResource.read(FirstSteps.class, "first-steps.yaml", new TypeReference<>() {});
    }

    /** Prints the screen; returns the exit code. */
    static int print(PrintWriter out, TerminalScreen screen) {
        screen.wrapped(
                        "",
                        0,
                        "S2S Lab: simulated Lync, Exchange and SharePoint servers that trust each other, or refuse to,"
                                + " by real server-to-server OAuth.")
                .forEach(out::println);
        for (Role role : roles()) {
            out.println();
            out.println(screen.style().strong(role.title()));
            role.steps().forEach(step -> print(out, screen, step));
        }
        out.println();
        screen.wrapped("", 0, "./lab --help lists all commands. ./lab COMMAND --help shows the options of a command.")
                .forEach(out::println);
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, TerminalScreen screen, Suggestion step) {
        String begin = "  " + screen.cell(step.command(), COMMAND);
        if (begin.length() + step.shows().length() <= screen.columns()) {
            out.println(begin + screen.style().dim(step.shows()));
        } else {
            out.println("  " + step.command());
            screen.wrapped("      ", 6, step.shows())
                    .forEach(line -> out.println(screen.style().dim(line)));
        }
    }
}
