package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The notes of an import: what was found, missing, assumed, left out and unused. */
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

    /** Something that no file says. */
    void assumed(String what) {
        add(assumed, what);
    }

    /** Something a file says and the copy does not have. */
    void leftOut(String what) {
        add(leftOut, what);
    }

    void unused(String what) {
        add(unused, what);
    }

    /** Whatever came from a file is one line. */
    private static void add(List<String> notes, @Nullable String what) {
        String line = String.valueOf(what).replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }

    /** All of it by heading, in the order in which it is told; nothing for what there is none of. */
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
