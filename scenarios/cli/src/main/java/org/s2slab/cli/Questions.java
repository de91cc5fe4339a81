package org.s2slab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Gets values from options, or asks a person for them until each answer is valid. The questions are the descriptions of
 * the options.
 *
 * @param in the answers of the person; null if nobody can be asked
 */
record Questions(CommandSpec spec, @Nullable BufferedReader in) {
    /**
     * The value of an option, or of an answer.
     *
     * @param given the value on the command line, or null
     * @param usual the answer if the person only presses Enter
     * @param reader reads a text; throws IllegalArgumentException with the fault and the fix
     * @throws IllegalArgumentException if the option is wrong, or missing and nobody can be asked
     */
    <T> T answer(String option, @Nullable String given, String usual, Function<String, T> reader) {
        TopologyAnswers.require(
                given != null || in != null || usual.equals(TopologyAnswers.NONE),
                "%s: missing; for example %s %s",
                option,
                option,
                usual);
        while (true) {
            String text = given != null ? given : in == null ? usual : line(in, option, usual);
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                String problem = String.valueOf(e.getMessage());
                TopologyAnswers.require(given == null && in != null, "%s: %s", option, problem);
                spec.commandLine().getOut().println("  " + problem);
            }
        }
    }

    private String line(BufferedReader from, String option, String usual) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(spec.findOption(option).description()[0] + " [" + usual + "]: ");
        out.flush();
        try {
            String line = from.readLine();
            TopologyAnswers.require(line != null, "%s: missing; the input ended before the answer", option);
            return line == null || line.isBlank() ? usual : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("standard input", e);
        }
    }
}
