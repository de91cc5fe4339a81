package org.s2slab.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.lesson.LessonStage;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioSession.Played;
import org.s2slab.engine.run.StepLine;

/** The stage of a lesson on the console's deployment. The map and the list of steps show what the lesson does. */
final class ConsoleLessonStage implements LessonStage {
    private final ConsoleSession session;
    private final ScenarioLibrary library;
    private @Nullable ConsoleDeployment begun;

    ConsoleLessonStage(ConsoleSession session, ScenarioLibrary library) {
        this.session = session;
        this.library = library;
    }

    @Override
    public List<Played> begin(Lesson.Start start) {
        session.start(start.topology(), null);
        begun = session.deployment();
        begun.belongsToLesson();
        String after = start.after();
        return after == null
                ? List.of()
                : library.one(after).steps().stream().map(session::playNow).toList();
    }

    @Override
    public Played play(Step step) {
        here();
        return session.playNow(step);
    }

    @Override
    public Deployment deployment() {
        return here().topology();
    }

    @Override
    public @Nullable StepLine line(Step step) {
        return here().session().line(step);
    }

    @Override
    public String resolve(String text) {
        return here().session().resolve(text);
    }

    /** The deployment of the lesson. Throws ConsoleException if another deployment has replaced it. */
    private ConsoleDeployment here() {
        ConsoleDeployment now = session.deployment();
        if (now != begun) {
            throw ConsoleError.REFUSED.because(
                    "The console has started another deployment since. Begin the lesson again at this step.");
        }
        return now;
    }
}
