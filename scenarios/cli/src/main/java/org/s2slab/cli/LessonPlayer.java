package org.s2slab.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonStep;
import org.s2slab.engine.language.LessonStep.Choice;
import org.s2slab.engine.language.LessonStep.Kind;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.lesson.LessonStage;
import org.s2slab.shell.LineSource;

/** Plays a lesson at a terminal. It explains, asks questions before it shows results, and ends with the exercise. */
final class LessonPlayer {
    /** The lesson was passed. */
    static final int PASSED = 0;

    /** The reader left the lesson before its end. */
    static final int LEFT = 1;

    /** The reader's choice after a step. */
    private enum Wish {
        ON,
        BACK,
        LEAVE
    }

    private final LessonSession session;
    private final LessonStage stage;
    private final LessonScreen screen;
    private final LineSource input;
    private final LessonProgress progress;
    private final String word;

    /** @param word the name of the lesson on the command line */
    LessonPlayer(
            LessonSession session,
            LessonStage stage,
            LessonScreen screen,
            LineSource input,
            LessonProgress progress,
            String word) {
        this.session = session;
        this.stage = stage;
        this.screen = screen;
        this.input = input;
        this.progress = progress;
        this.word = word;
    }

    /**
     * Plays the lesson, starting at a step. Blocks the calling thread.
     *
     * @param from the index of the first step that is shown; earlier steps are played without their explanations
     * @return {@link #PASSED} or {@link #LEFT}
     */
    int play(int from) {
        Lesson lesson = session.lesson();
        screen.line("");
        screen.line(screen.style().strong(lesson.number() + ". " + lesson.title()) + "  ("
                + lesson.readers().minutes() + " min)");
        screen.text(lesson.goal());
        screen.line("");
        begin(from);
        while (!session.isAtExercise()) {
            Wish wish = step();
            if (wish == Wish.LEAVE) {
                return left();
            } else if (wish == Wish.BACK) {
                begin(Math.max(0, session.at() - 1));
            } else {
                progress.put(lesson.name(), session.at(), false);
            }
        }
        tellPlace();
        boolean passed = new LessonPrompt(session, stage, screen, input).isPassed();
        if (!passed) {
            return left();
        }
        progress.put(lesson.name(), lesson.steps().size(), true);
        return PASSED;
    }

    private void begin(int step) {
        if (step > 0) {
            screen.line(screen.style().dim("The earlier steps are played again."));
        }
        session.begin(step);
    }

    private int left() {
        progress.put(session.lesson().name(), session.at(), false);
        screen.line("./lab learn " + word + " goes on at this step.");
        return LEFT;
    }

    private Wish step() {
        LessonStep step = session.step();
        tellPlace();
        screen.labelled(title(step.kind()), step.title());
        if (step.texts().say() != null) {
            screen.text(step.texts().say());
        }
        Wish wish = step.kind() == Kind.PREDICT ? predict(step) : show(step);
        screen.line("");
        return wish;
    }

    private void tellPlace() {
        screen.line(screen.style()
                .dim("step " + (session.at() + 1) + " of " + session.lesson().stepCount()));
    }

    private static String title(Kind kind) {
        String word = kind.key();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Wish show(LessonStep step) {
        if (step.show() != null) {
            screen.rows(session.look(step.show()));
        }
        if (!step.hidden()) {
            step.actions().forEach(action -> screen.typed(stage.line(action)));
        }
        Wish wish = asked(step.actions().isEmpty() ? "Enter goes on" : "Enter runs it");
        if (wish != Wish.ON) {
            return wish;
        }
        LessonSession.Outcome outcome = session.play();
        if (!step.hidden()) {
            outcome.played().forEach(screen::happened);
        }
        screen.goals(outcome.goals());
        if (step.texts().then() != null) {
            screen.text(step.texts().then());
        }
        return Wish.ON;
    }

    private Wish asked(String what) {
        String line = next(screen.style().dim(what + ", b goes back, q leaves> "));
        return line == null || line.strip().equals("q")
                ? Wish.LEAVE
                : line.strip().equals("b") ? Wish.BACK : Wish.ON;
    }

    /** Returns the next line. Before that, explains each word of the glossary for which a line asks. */
    private @Nullable String next(String prompt) {
        String line = input.next(prompt);
        while (line != null && line.startsWith("?")) {
            screen.word(line.substring(1));
            line = input.next(prompt);
        }
        return line;
    }

    private Wish predict(LessonStep step) {
        List<Choice> choices = step.question().choices();
        for (int i = 0; i < choices.size(); i++) {
            screen.marked(String.valueOf(i + 1), choices.get(i).say());
        }
        while (true) {
            String line = next("your guess, 1 to " + choices.size() + "> ");
            Wish wish = wish(line);
            if (wish != null) {
                return wish;
            }
            String guess = String.valueOf(line).strip();
            if (guess.matches("[1-9]") && Integer.parseInt(guess) <= choices.size()) {
                explain(step, Integer.parseInt(guess));
                session.play();
                return Wish.ON;
            }
            screen.text("Write a number from 1 to " + choices.size()
                    + ". A wrong guess costs nothing. b goes back, q leaves.");
        }
    }

    private static @Nullable Wish wish(@Nullable String line) {
        return line == null || line.strip().equals("q")
                ? Wish.LEAVE
                : line.strip().equals("b") ? Wish.BACK : null;
    }

    private void explain(LessonStep step, int guess) {
        boolean right = guess == step.question().right();
        screen.text(right ? "Right." : "Not quite: " + step.question().right() + " is right.");
        for (int i = 0; i < step.question().choices().size(); i++) {
            Choice choice = step.question().choices().get(i);
            screen.marked(
                    i + 1 == step.question().right()
                            ? screen.style().sign("\u2713", "+")
                            : screen.style().sign("\u2717", "-"),
                    (i + 1) + " " + choice.say() + ": " + choice.why());
        }
        screen.text(String.valueOf(step.texts().then()));
    }
}
