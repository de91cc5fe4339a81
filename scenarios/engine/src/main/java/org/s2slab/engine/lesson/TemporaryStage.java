package org.s2slab.engine.lesson;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepLine;
import org.s2slab.engine.run.TemporaryDeployment;

/** A stage with a temporary deployment for one lesson only. */
public final class TemporaryStage implements LessonStage, AutoCloseable {
    private final ScenarioLibrary library;
    private final Clock clock;
    private @Nullable TemporaryDeployment deployment;
    private @Nullable ScenarioSession session;

    /** @param clock the machine's clock; the deployment's clocks follow it until a step moves them */
    public TemporaryStage(ScenarioLibrary library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    @Override
    public List<ScenarioSession.Played> begin(Lesson.Start start) {
        close();
        TemporaryDeployment started =
                DeploymentRequest.of(library, start.topology(), null).start(clock);
        deployment = started;
        session = new ScenarioSession(started.topology(), started.launch());
        String after = start.after();
        return after == null
                ? List.of()
                : library.one(after).steps().stream().map(this::play).toList();
    }

    @Override
    public ScenarioSession.Played play(Step step) {
        return session().play(step);
    }

    @Override
    public Deployment deployment() {
        return Objects.requireNonNull(deployment).topology();
    }

    @Override
    public @Nullable StepLine line(Step step) {
        return session().line(step);
    }

    @Override
    public String resolve(String text) {
        return session().resolve(text);
    }

    private ScenarioSession session() {
        return Objects.requireNonNull(session);
    }

    @Override
    public void close() {
        TemporaryDeployment running = deployment;
        deployment = null;
        session = null;
        if (running != null) {
            running.close();
        }
    }
}
