package org.s2slab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.FileFailure;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.launch.CacheFolder;
import org.s2slab.report.ReportFormat;

/** The options that select the reports of a run and their files. */
final class ReportOptions {
    /** The default name of a report. */
    private static final String NAME = "report";

    private ReportOptions() {}

    /**
     * The files named, and, of html and the formats asked for, those that no file was named for, at their usual place: in the
     * folder that is kept, else where runs keep files.
     *
     * @throws FileSyntaxException when a file's ending is none of a report, or it cannot be written there
     */
    static Map<Path, ReportFormat> of(
            @Nullable List<Path> named, @Nullable List<ReportFormat> wanted, @Nullable Path keep) {
        Map<Path, ReportFormat> files = new LinkedHashMap<>();
        for (Path file : named == null ? List.<Path>of() : named) {
            files.put(file, format(file));
        }
        Set<ReportFormat> missing = EnumSet.of(ReportFormat.HTML);
        missing.addAll(wanted == null ? List.of() : wanted);
        missing.removeAll(files.values());
        missing.forEach(format -> files.put(usual(keep).resolve(NAME + format.ending()), format));
        files.forEach(ReportOptions::prepare);
        return files;
    }

    /** Refuses a run whose report cannot be written, before the run starts. */
    private static void prepare(Path file, ReportFormat format) {
        try {
            format.prepare(file);
        } catch (IOException e) {
            throw new FileSyntaxException(
                    "--report",
                    "'" + file + "' cannot be written (" + FileFailure.reason(e) + "); name a file with --report");
        }
    }

    private static ReportFormat format(Path file) {
        if (Files.isDirectory(file)) {
            throw new FileSyntaxException("--report", "'" + file + "' is a folder; name a file in it");
        }
        try {
            return ReportFormat.of(file);
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException("--report", String.valueOf(e.getMessage()));
        }
    }

    /** The file for the log of the nodes. */
    static Path log(@Nullable Path keep) {
        return usual(keep).resolve("run.log");
    }

    private static Path usual(@Nullable Path keep) {
        return keep == null ? CacheFolder.of("reports") : keep;
    }
}
