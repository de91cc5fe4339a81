package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The notes of an import: what it found, missed, assumed, left out and did not use. */
final class ImportNotes {
    private final List<String> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> assumed = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

    void found(String what) {
        add(found, what);
    }

    void missing(String what) {
        add(missing, what);
    }

    /** Adds an assumption about something that the files do not contain. */
    void assumed(String what) {
        add(assumed, what);
    }

    /** Adds something that a file contains, but the copy does not. */
    void leftOut(String what) {
        add(leftOut, what);
    }

    void unused(String what) {
        add(unused, what);
    }

    /** Adds a note as one line, because its text may come from a file. */
    private static void add(List<String> notes, @Nullable String what) {
        String line = String.valueOf(what).replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }

    /** All notes by heading, in the order of the report; headings without notes are left out. */
    List<Map.Entry<String, List<String>>> all() {
        return List.of(
                        Map.entry("Found", found),
                        Map.entry("Missing", missing),
                        Map.entry("Assumed", assumed),
                        Map.entry("Left out", leftOut),
                        Map.entry("Not used", unused))
                .stream()
                .filter(part -> !part.getValue().isEmpty())
                .toList();
    }
}
