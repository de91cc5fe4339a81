package org.s2slab.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that selects the output for people or for programs, shared by all commands that print a result in both forms. */
final class FormatOption {
    /** The output format of a result. */
    enum Format {
        text,
        json
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.text;

    @Option(
            names = "--json",
            description =
                    "The same as --format json: one JSON document on standard output, all else on standard error.")
    private boolean json;

    boolean isText() {
        return format == Format.text && !json;
    }

    /** Prints a result in the selected form. */
    void print(PrintWriter out, Supplier<List<String>> text, Supplier<JsonObject> json) {
        (isText() ? text.get() : List.of(json.get().encodePrettily())).forEach(out::println);
        out.flush();
    }
}
