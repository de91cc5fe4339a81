package org.s2slab.engine.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lesson: steps with explanations on a deployment, and an exercise at the end.
 *
 * @param source the file it was read from, for messages
 * @param name unique among the bundled lessons, equal to the file's name
 * @param number its place among the bundled lessons, from 1
 * @param minutes its duration for a reader
 * @param goal what the reader can do afterwards; begins with "You can"
 * @param roles the readers for whom it is written
 * @param start the deployment on which it begins
 * @param written the content of the file, with lines
 */
public record Lesson(
        String source,
        String name,
        int number,
        String title,
        int minutes,
        String goal,
        List<String> roles,
        Start start,
        List<LessonStep> steps,
        LessonExercise exercise,
        YamlNode written) {
    public Lesson {
        roles = List.copyOf(roles);
        steps = List.copyOf(steps);
    }

    /** The number of steps that a reader counts: the exercise is the last of them. */
    public int stepCount() {
        return steps.size() + 1;
    }

    /**
     * A new deployment.
     *
     * @param topology the name of its topology
     * @param after the scenario that is played on it first, or null
     */
    public record Start(String topology, @Nullable String after) {}
}
