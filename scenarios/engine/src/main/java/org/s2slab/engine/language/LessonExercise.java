package org.s2slab.engine.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exercise at the end of a lesson. Its goal is checked on the real deployment.
 *
 * @param beginning the begin of the exercise
 * @param actions steps that the reader may play, by name
 * @param template a step of the scenario language that the reader changes and plays, or null
 * @param answer the question that the reader answers, or null
 * @param hints hints, from vague to exact
 * @param proof the steps that test the exercise
 * @param done the text at the end
 */
public record LessonExercise(
        String task,
        Beginning beginning,
        Map<String, Step> actions,
        @Nullable String template,
        @Nullable Answer answer,
        LessonGoal passes,
        List<String> hints,
        Proof proof,
        String done) {
    /**
     * The deployment on which an exercise begins.
     *
     * @param fresh whether the exercise begins on a new deployment, as the lesson does
     * @param setup steps that are played before the exercise begins
     * @param draws possible faults by name, of which one is chosen at random; may be empty
     */
    public record Beginning(boolean fresh, List<Step> setup, Map<String, Draw> draws) {
        public Beginning {
            setup = List.copyOf(setup);
            draws = Collections.unmodifiableMap(new LinkedHashMap<>(draws));
        }
    }

    /**
     * The steps that test an exercise.
     *
     * @param solution steps after which the goal is true; for the test only
     * @param wrong steps after which the goal is not true; for the test only
     */
    public record Proof(List<Step> solution, List<Step> wrong) {
        public Proof {
            solution = List.copyOf(solution);
            wrong = List.copyOf(wrong);
        }
    }

    /** A fault that the exercise can begin with, and the steps that fix it. */
    public record Draw(List<Step> steps, List<Step> solution) {}

    /**
     * A question with one right answer.
     *
     * @param is the right answer; may contain variables
     * @param least the number of leading characters that are sufficient; 0 if the whole answer is needed
     * @param wrong wrong answers, for the test
     */
    public record Answer(String ask, String is, int least, List<String> wrong) {
        public Answer {
            wrong = List.copyOf(wrong);
        }

        /** Whether a text is the right answer; upper and lower case do not matter. */
        public static boolean isRight(String given, String right, int least) {
            String typed = given.strip();
            return least == 0
                    ? typed.equalsIgnoreCase(right)
                    : typed.length() >= least && right.regionMatches(true, 0, typed, 0, typed.length());
        }
    }

    public LessonExercise {
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        hints = List.copyOf(hints);
    }
}
