package org.s2slab.report;

import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The formats of a report, each with its file name extension. */
public enum ReportFormat {
    /** A page for people, complete in one file. */
    HTML(".html") {
        @Override
        void write(RunReport run, Writer out) {
            PageTemplates.render("report/page.jte", Map.of("report", ReportView.of(run)), new WriterOutput(out));
        }
    },
    /** The test results for continuous integration: a suite for each scenario, and a case for each step. */
    JUNIT(".xml") {
        @Override
        void write(RunReport run, Writer out) throws IOException {
            out.write(JunitXmlReport.of(run));
        }
    },
    /** All data, for programs. */
    JSON(".json") {
        @Override
        void write(RunReport run, Writer out) throws IOException {
            out.write(JsonReport.of(run).encodePrettily());
            out.write('\n');
        }
    },
    /** Markdown with Mermaid sequence diagrams, for a wiki. */
    MERMAID(".md") {
        @Override
        void write(RunReport run, Writer out) throws IOException {
            out.write(MermaidReport.of(run));
        }
    };

    private final String ending;

    ReportFormat(String ending) {
        this.ending = ending;
    }

    abstract void write(RunReport run, Writer out) throws IOException;

    /** Writes the redacted report of a run. */
    void tell(RunReport run, Writer out) throws IOException {
        write(ReportRedactor.of(run), out);
    }

    /** The file name extension, with the dot. */
    public String ending() {
        return ending;
    }

    /** The format's name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a file, from its file name extension.
     *
     * @throws IllegalArgumentException with the known extensions if the extension is unknown
     */
    public static ReportFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + file + "': the ending of a report's file says what it holds; there are "
                                + Arrays.stream(values())
                                        .map(format -> format.ending + " (" + format + ")")
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * Checks that a report can be written to a file. Creates the folder and, for a moment, a file in the folder.
     *
     * @throws IOException with the reason
     */
    public void prepare(Path file) throws IOException {
        ReportFile.prepare(file);
    }

    /**
     * Writes a report completely or not at all, with the user's default file permissions. Creates missing folders.
     *
     * @throws UncheckedIOException with a FileSystemException as its cause, if the report cannot be written
     */
    public void write(RunReport run, Path file) {
        ReportFile.write(file, out -> tell(run, out));
    }
}
