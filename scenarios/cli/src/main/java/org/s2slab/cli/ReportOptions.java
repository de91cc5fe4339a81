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
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.launch.CacheFolder;
import org.s2slab.report.ReportFormat;

/** The options that select the reports of a run and their files. */
final class ReportOptions {
    /** The default name of a report. */
    private static final String NAME = "report";

    private ReportOptions() {}

    /**
     * The files of the reports. They are the named files, and a default file for each format without a named file: for
     * HTML and the requested formats. Default files are in the permanent data folder if there is one, otherwise in the
     * cache.
     *
     * @throws FileSyntaxException if a file has an unknown extension, or cannot be written
     */
    static Map<Path, ReportFormat> of(
            @Nullable List<Path> named, @Nullable List<ReportFormat> requested, @Nullable Path keep) {
        Map<Path, ReportFormat> files = new LinkedHashMap<>();
        for (Path file : named == null ? List.<Path>of() : named) {
            files.put(file, format(file));
        }
        Set<ReportFormat> missing = EnumSet.of(ReportFormat.HTML);
        missing.addAll(requested == null ? List.of() : requested);
        missing.removeAll(files.values());
        missing.forEach(format -> files.put(usual(keep).resolve(NAME + format.ending()), format));
        files.forEach(ReportOptions::prepare);
        return files;
    }

    /**
     * The files named, of pages that have a form for people and a form for programs only.
     *
     * @throws FileSyntaxException when a file's ending is neither .html nor .json, or it cannot be written there
     */
    static Map<Path, ReportFormat> pages(@Nullable List<Path> named) {
        Map<Path, ReportFormat> files = new LinkedHashMap<>();
        for (Path file : named == null ? List.<Path>of() : named) {
            ReportFormat format = format(file);
            if (format != ReportFormat.HTML && format != ReportFormat.JSON) {
                throw new FileSyntaxException(
                        "--report", "'" + file + "': a forecast is written as .html or as .json; name such a file");
            }
            files.put(file, format);
        }
        files.forEach(ReportOptions::prepare);
        return files;
    }

    /** Checks before the run that a report can be written. */
    private static void prepare(Path file, ReportFormat format) {
        try {
            format.prepare(file);
        } catch (IOException e) {
            throw new FileSyntaxException(
                    "--report",
                    "'" + file + "' cannot be written (" + FileFailureText.reason(e) + "); name a file with --report");
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
