package org.s2slab.engine.lesson;

import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.run.StepResult;

/** A step of a lesson failed, so the deployment is not in the state that the lesson describes. */
public final class LessonFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private LessonFailedException(Lesson lesson, StepResult failed) {
        super("lesson '" + lesson.name() + "' cannot go on: " + String.join("; ", failed.placedProblems()));
    }

    static void require(Lesson lesson, StepResult result) {
        if (!result.passed()) {
            throw new LessonFailedException(lesson, result);
        }
    }
}
