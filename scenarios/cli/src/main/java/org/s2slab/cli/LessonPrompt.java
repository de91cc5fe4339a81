package org.s2slab.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.LessonExercise;
import org.s2slab.engine.language.LessonParser;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.lesson.GoalLine;
import org.s2slab.engine.lesson.LessonExerciseSession;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.lesson.LessonStage;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.shell.EmbeddedShell;
import org.s2slab.shell.LineSource;
import org.s2slab.shell.ManagementShell;

/** The prompt of an exercise: a management shell with additional commands for the exercise. */
final class LessonPrompt {
    /** Maximum length of a line of the shell in characters, if the width of the output is unlimited. */
    private static final int LONGEST_LINE = 120;

    private final LessonSession session;
    private final LessonStage stage;
    private final LessonScreen screen;
    private final LineSource input;
    private LessonExerciseSession exercise;
    private EmbeddedShell shell;

    /** Prepares and begins the exercise. Blocks the calling thread. */
    LessonPrompt(LessonSession session, LessonStage stage, LessonScreen screen, LineSource input) {
        this.session = session;
        this.stage = stage;
        this.screen = screen;
        this.input = input;
        this.exercise = session.exercise();
        this.shell = newShell();
    }

    private EmbeddedShell newShell() {
        ManagementShell management = new ManagementShell(
                () -> stage.deployment().managed(), new ScenarioLibrary()::scenarios, LabCommand.CLOCK);
        EmbeddedShell opened = management.prompt(
                screen.out(), Math.min(LONGEST_LINE, screen.screen().columns()), screen.style());
        input.serve(opened, line -> line.matches("(?s)\\s*([?{]|answer\\b).*"));
        return opened;
    }

    /**
     * Reads lines until the exercise is passed or the reader leaves. Blocks the calling thread. Returns whether it is
     * passed.
     */
    boolean isPassed() {
        tell();
        while (true) {
            String line = input.next(shell.text());
            if (line == null || line.strip().equals("q") || line.strip().equals("exit")) {
                return false;
            }
            if (!line.isBlank() && obeyed(line.strip())) {
                return true;
            }
        }
    }

    private void tell() {
        LessonExercise written = exercise.exercise();
        screen.labelled("Exercise", written.task());
        screen.text(
                "This is a management shell. Enter-PSSession NODE goes to another server. check says how far you are, hint"
                        + " helps, again begins the exercise again, ?WORD explains a word, q leaves.");
        written.actions().forEach((name, step) -> screen.marked("do " + name, step.title()));
        if (written.template() != null) {
            screen.text("A line in braces is a step of the scenario language. Change this one:");
            screen.line("  " + written.template());
        }
        if (written.answer() != null) {
            screen.text("answer TEXT answers the question: " + written.answer().ask());
        }
    }

    /** Executes a line; returns whether the exercise is passed. */
    private boolean obeyed(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length == 1 ? "" : words[1];
        switch (words[0]) {
            case "check", "done" -> {
                return checked();
            }
            case "hint" -> screen.text(exercise.hint().orElse("There are no more hints."));
            case "again" -> again();
            case "answer" -> exercise.answer(rest);
            case "do" -> act(rest, exercise.exercise().actions().get(rest));
            default -> {
                if (line.startsWith("{")) {
                    step(line);
                } else if (line.startsWith("?")) {
                    screen.word(line.substring(1));
                } else {
                    shell.execute(line);
                }
            }
        }
        return false;
    }

    private boolean checked() {
        List<GoalLine> lines = exercise.check();
        screen.goals(lines);
        if (!LessonExerciseSession.passed(lines)) {
            screen.text("Not passed yet.");
            return false;
        }
        String hints = exercise.hints() == 0 ? ", without a hint" : "";
        screen.line(screen.style().good("Passed" + hints + "."));
        screen.text(exercise.exercise().done());
        return true;
    }

    private void again() {
        session.begin(session.lesson().steps().size());
        exercise = session.exercise();
        shell = newShell();
        screen.text("The exercise begins again.");
    }

    private void step(String line) {
        try {
            act(line, LessonParser.typed(line));
        } catch (FileSyntaxException e) {
            screen.text(e.problem());
        }
    }

    private void act(String typed, @Nullable Step step) {
        if (step == null) {
            Set<String> known = exercise.exercise().actions().keySet();
            screen.text("There is no action '" + typed + "'; "
                    + (known.isEmpty() ? "this exercise has none" : "expected one of " + String.join(", ", known)));
            return;
        }
        screen.happened(exercise.act(step));
    }
}
