package org.s2slab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Glossary;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.lesson.GoalLine;
import org.s2slab.engine.lesson.LessonRow;
import org.s2slab.engine.run.ScenarioSession.Played;
import org.s2slab.engine.run.StepLine;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;

/** Writes the parts of a lesson to a terminal, in lines that fit on the screen. */
record LessonScreen(PrintWriter out, TerminalScreen screen) {
    /** Maximum number of hops that are printed for a step. The number of further hops is also printed. */
    private static final int TOLD = 8;

    private static final int LABEL = 24;
    private static final int SHOWN_ROWS = 60;

    TerminalStyle style() {
        return screen.style();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a paragraph, wrapped. */
    void text(String text) {
        wrapped("", 0, text);
    }

    /** Prints a text after a label of one word, wrapped. */
    void labelled(String label, String text) {
        List<String> lines = screen.wrapped("%-10s".formatted(label), 10, text);
        out.println(style().strong(lines.get(0)));
        lines.stream().skip(1).map(style()::strong).forEach(out::println);
        out.flush();
    }

    /** Prints a text after a mark, wrapped. */
    void marked(String mark, String text) {
        wrapped("  " + mark + " ", 4, text);
    }

    private void wrapped(String first, int indent, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            screen.wrapped(first, indent, text).forEach(out::println);
            out.flush();
        }
    }

    /** Prints the line of a step: a cmdlet, or the request of a person. */
    void typed(@Nullable StepLine line) {
        if (line != null) {
            wrapped("  " + line.who() + "> ", 4, line.line());
        }
    }

    /** Prints labels with values. */
    void rows(List<LessonRow> rows) {
        int width = Math.min(
                LABEL, rows.stream().mapToInt(row -> row.label().length()).max().orElse(0));
        rows.stream()
                .limit(SHOWN_ROWS)
                .forEach(row -> wrapped(
                        "  " + ("%-" + Math.max(1, width) + "s").formatted(row.label()) + "  ",
                        width + 4,
                        row.value()));
    }

    /** Prints the events of a step: warnings, the refusal, and hops. Equal hops are printed once. */
    void happened(Played played) {
        played.found().warnings().forEach(warning -> marked("!", "WARNING: " + warning));
        if (played.found().status() >= 400) {
            marked(style().cross(), played.found().reason());
        } else if (!played.found().output().isEmpty()) {
            marked("+", played.found().output().encode());
        }
        if (played.found().status() == 0 && !played.result().passed()) {
            marked(style().cross(), String.join("; ", played.result().problems()));
        }
        List<ObservedHop> hops = played.result().hops().stream()
                .filter(hop -> hop.origin().isCaused())
                .toList();
        List<String> told = hops.stream().map(this::told).distinct().toList();
        told.stream().limit(TOLD).forEach(text -> marked(style().arrow(), text));
        if (told.size() > TOLD) {
            marked(style().arrow(), "and " + (told.size() - TOLD) + " other hops");
        }
    }

    private String told(ObservedHop hop) {
        String failed = hop.isRefusal() ? RuleReadings.failed(hop) : null;
        return hop.sentence() + (failed == null ? "" : ". " + failed);
    }

    /** Prints the explanation of a word in the glossary, or similar words. */
    void word(String word) {
        Glossary.find(word)
                .ifPresentOrElse(
                        term -> marked(term.term() + ":", term.text()),
                        () -> text("The glossary has no word '" + word.strip() + "'. "
                                + Glossary.search(word).stream()
                                        .limit(TOLD)
                                        .map(Glossary.Term::term)
                                        .collect(Collectors.joining(", ", "It has ", "."))));
    }

    /** Prints each part of a goal with its state. */
    void goals(List<GoalLine> lines) {
        for (GoalLine line : lines) {
            String mark = line.passed() ? style().tick() : style().sign("\u2717", "not yet");
            marked(mark, line.say() + (line.passed() ? "" : ": " + line.why()));
        }
    }
}
