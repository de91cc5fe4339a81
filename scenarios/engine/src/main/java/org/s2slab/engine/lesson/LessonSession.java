package org.s2slab.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonGoal;
import org.s2slab.engine.language.LessonStep;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.ScenarioSession.Played;
import org.s2slab.trace.IdGenerator;

/** Plays one lesson, step by step. All methods that use the deployment block. */
public final class LessonSession {
    /** The result of a step: the played actions, and the goal lines after a FIX. */
    public record Outcome(List<Played> played, List<GoalLine> goals) {
        public Outcome {
            played = List.copyOf(played);
            goals = List.copyOf(goals);
        }
    }

    private final Lesson lesson;
    private final LessonStage stage;
    private final GoalCheck check;
    private final IdGenerator ids;
    private final List<Played> history = new ArrayList<>();
    private int at;

    /** @param ids makes the random choice of a fault, and the traces of the lab's own checks */
    public LessonSession(Lesson lesson, LessonStage stage, EdgeExaminer edges, IdGenerator ids) {
        this.lesson = lesson;
        this.stage = stage;
        this.check = new GoalCheck(stage, edges, ids);
        this.ids = ids;
    }

    public Lesson lesson() {
        return lesson;
    }

    /** The index of the next step. At the exercise, it equals the number of steps. */
    public int at() {
        return at;
    }

    /** Whether the exercise is next. */
    public boolean isAtExercise() {
        return at == lesson.steps().size();
    }

    /** The next step. */
    public LessonStep step() {
        return lesson.steps().get(at);
    }

    /**
     * Starts a new deployment and plays all earlier steps, without their explanations.
     *
     * @param step the index of the step that comes next; the number of steps stands for the exercise
     * @throws LessonFailedException if a step fails
     */
    public void begin(int step) {
        history.clear();
        at = step;
        List<LessonStep> before = lesson.steps().subList(0, step);
        if (isAtExercise() && lesson.exercise().beginning().fresh()) {
            return;
        }
        int first = 0;
        Lesson.Start start = lesson.start();
        for (int i = 0; i < before.size(); i++) {
            Lesson.Start other = before.get(i).start();
            if (other != null) {
                start = other;
                first = i;
            }
        }
        start(start);
        for (LessonStep each : before.subList(first, before.size())) {
            each.actions()
                    .forEach(action -> LessonFailedException.require(
                            lesson, perform(action).result()));
        }
    }

    /**
     * Plays the actions of the next step, and moves to the following step.
     *
     * @throws LessonFailedException if an action fails
     */
    public Outcome play() {
        LessonStep step = step();
        Lesson.Start start = step.start();
        if (start != null) {
            start(start);
        }
        LessonGoal passes = step.passes();
        LessonJournal journal = passes == null ? null : new LessonJournal(stage.deployment());
        List<Played> played = new ArrayList<>();
        for (Step action : step.actions()) {
            if (journal != null) {
                journal.keep();
            }
            Played one = perform(action);
            LessonFailedException.require(lesson, one.result());
            played.add(one);
        }
        at++;
        return new Outcome(played, passes == null || journal == null ? List.of() : check.lines(passes, journal));
    }

    private void start(Lesson.Start start) {
        List<Played> played = stage.begin(start);
        played.forEach(one -> LessonFailedException.require(lesson, one.result()));
        history.clear();
        history.addAll(played);
    }

    private Played perform(Step action) {
        Played played = stage.play(action);
        history.add(played);
        return played;
    }

    /** The lines of a LOOK step, from the current state of the deployment. */
    public List<LessonRow> look(String show) {
        return new LessonView(stage, history).rows(show);
    }

    /** Begins the exercise. If it has several faults, one is chosen at random. */
    public LessonExerciseSession exercise() {
        List<String> names = List.copyOf(lesson.exercise().beginning().draws().keySet());
        return exercise(
                names.isEmpty() ? null : names.get(Math.floorMod(ids.uuid().hashCode(), names.size())));
    }

    /** Begins the exercise with this fault; null means no fault. */
    public LessonExerciseSession exercise(@Nullable String draw) {
        return LessonExerciseSession.begin(lesson, stage, check, draw);
    }
}
