package org.s2slab.engine.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepLine;

/** The deployment on which a lesson is played. The console has its own implementation. */
public interface LessonStage {
    /**
     * Stops the current deployment, starts a new deployment and plays the scenario that prepares it. Blocks the calling
     * thread.
     */
    List<ScenarioSession.Played> begin(Lesson.Start start);

    /** Plays a step of the scenario language. Blocks the calling thread. */
    ScenarioSession.Played play(Step step);

    /** The running deployment. */
    Deployment deployment();

    /** A step as an administrator types it; null if it has no action. */
    @Nullable
    StepLine line(Step step);

    /** A text with its references resolved. */
    String resolve(String text);
}
