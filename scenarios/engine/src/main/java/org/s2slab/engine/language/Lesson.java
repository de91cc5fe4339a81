package org.s2slab.engine.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lesson: steps with explanations on a deployment, and an exercise at the end.
 *
 * @param source the name of the lesson's file, for messages
 * @param name the lesson's name, equal to the name of its file; unique among the bundled lessons
 * @param number the lesson's place among the bundled lessons, starting at 1
 * @param readers the readers for whom the lesson is written
 * @param goal what the reader can do afterwards; begins with "You can"
 * @param start the deployment on which the lesson begins
 * @param written the content of the file, with lines
 */
public record Lesson(
        String source,
        String name,
        int number,
        String title,
        Readers readers,
        String goal,
        Start start,
        List<LessonStep> steps,
        LessonExercise exercise,
        YamlNode written) {
    /**
     * The readers of a lesson.
     *
     * @param minutes the duration for a reader
     * @param roles the kinds of readers for whom the lesson is written
     */
    public record Readers(int minutes, List<String> roles) {
        public Readers {
            roles = List.copyOf(roles);
        }
    }

    public Lesson {
        steps = List.copyOf(steps);
    }

    /** The number of steps for a reader. The exercise counts as the last step. */
    public int stepCount() {
        return steps.size() + 1;
    }

    /**
     * A new deployment.
     *
     * @param topology the name of the topology
     * @param after the scenario that prepares the deployment, or null
     */
    public record Start(String topology, @Nullable String after) {}
}
