package org.s2slab.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonExercise;
import org.s2slab.engine.language.LessonExercise.Answer;
import org.s2slab.engine.language.LessonExercise.Draw;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.ScenarioSession.Played;

/** An exercise that a reader does on the deployment of a lesson. */
public final class LessonExerciseSession {
    private final Lesson lesson;
    private final LessonStage stage;
    private final GoalCheck check;
    private final LessonJournal journal;
    private final @Nullable String drawn;
    private @Nullable String given;
    private int hints;

    private LessonExerciseSession(Lesson lesson, LessonStage stage, GoalCheck check, @Nullable String drawn) {
        this.lesson = lesson;
        this.stage = stage;
        this.check = check;
        this.drawn = drawn;
        this.journal = new LessonJournal(stage.deployment());
    }

    /**
     * Prepares the deployment, which is in its state at the end of the lesson, and begins the exercise. Blocks the
     * calling thread.
     *
     * @param draw the name of the fault at the beginning, or null
     */
    static LessonExerciseSession begin(Lesson lesson, LessonStage stage, GoalCheck check, @Nullable String draw) {
        LessonExercise exercise = lesson.exercise();
        if (exercise.beginning().fresh()) {
            stage.begin(lesson.start()).forEach(played -> LessonFailedException.require(lesson, played.result()));
        }
        List<Step> steps = new ArrayList<>(exercise.beginning().setup());
        Draw fault = draw == null ? null : exercise.beginning().draws().get(draw);
        if (fault != null) {
            steps.addAll(fault.steps());
        }
        steps.forEach(
                step -> LessonFailedException.require(lesson, stage.play(step).result()));
        return new LessonExerciseSession(lesson, stage, check, draw);
    }

    /** The exercise as written. */
    public LessonExercise exercise() {
        return lesson.exercise();
    }

    /** The name of the fault at the beginning of the exercise, or null. */
    public @Nullable String drawn() {
        return drawn;
    }

    /** Plays a step of the reader. Blocks the calling thread. */
    public Played act(Step step) {
        journal.keep();
        return stage.play(step);
    }

    /** Stores the reader's answer for the next check. */
    public void answer(String text) {
        given = text;
    }

    /** Returns the next hint; empty if there are no more hints. */
    public Optional<String> hint() {
        return hints < exercise().hints().size()
                ? Optional.of(exercise().hints().get(hints++))
                : Optional.empty();
    }

    /** The number of hints that the reader has received. */
    public int hints() {
        return hints;
    }

    /** One line for each part of the goal. The exercise is solved if all parts have passed. Blocks. */
    public List<GoalLine> check() {
        List<GoalLine> lines = new ArrayList<>(check.lines(exercise().passes(), journal));
        Answer answer = exercise().answer();
        if (answer != null) {
            String text = given;
            boolean right = text != null && Answer.isRight(text, stage.resolve(answer.is()), answer.least());
            lines.add(GoalLine.of(
                    right, answer.ask(), text == null ? "not answered yet" : "'" + text + "' is not the answer"));
        }
        return lines;
    }

    /** Whether every line has passed. */
    public static boolean passed(List<GoalLine> lines) {
        return lines.stream().allMatch(GoalLine::passed);
    }
}
