package org.s2slab.engine.language;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a lesson.
 *
 * @param written the step in its file, with lines
 * @param title what happens, or the question
 * @param texts the explanations of the step
 * @param show what a step of the kind LOOK shows, or null
 * @param question the question of the step
 * @param hidden whether the reader does not see the actions
 * @param start the deployment that replaces the current deployment before the step, or null
 * @param actions the steps of the scenario language that are played
 * @param passes the goal that must be met after the actions of a FIX, or null
 */
public record LessonStep(
        YamlNode written,
        Kind kind,
        String title,
        Texts texts,
        @Nullable String show,
        Question question,
        boolean hidden,
        Lesson.@Nullable Start start,
        List<Step> actions,
        @Nullable LessonGoal passes) {
    /**
     * The explanations of a step.
     *
     * @param say the explanation before the step, or null
     * @param then the explanation after the step, or null
     * @param notes notes for the trainer, or null
     */
    public record Texts(
            @Nullable String say,
            @Nullable String then,
            @Nullable String notes) {}

    /**
     * The question of a step of the kind PREDICT.
     *
     * @param choices the answers to choose from; empty for other kinds than PREDICT
     * @param right the number of the right choice, starting at 1
     */
    public record Question(List<Choice> choices, int right) {
        public Question {
            choices = List.copyOf(choices);
        }
    }

    /** The kinds of steps. */
    public enum Kind {
        /** The lab does something. */
        DO,
        /** The reader looks at something. */
        LOOK,
        /** The reader answers a question before the lab shows the result. */
        PREDICT,
        /** The lab causes a fault, or attacks. */
        BREAK,
        /** The lab fixes the fault. */
        FIX;

        /** The key of the step in a lesson file. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One answer to a question.
     *
     * @param why why the answer is right or wrong
     */
    public record Choice(String say, String why) {}

    public LessonStep {
        actions = List.copyOf(actions);
    }
}
