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
    private final ConsoleSession theatre;
    private final ScenarioLibrary library;
    private @Nullable ConsoleDeployment begun;

    ConsoleLessonStage(ConsoleSession theatre, ScenarioLibrary library) {
        this.theatre = theatre;
        this.library = library;
    }

    @Override
    public List<Played> begin(Lesson.Start start) {
        theatre.start(start.topology(), null);
        begun = theatre.deployment();
        begun.belongsToLesson();
        String after = start.after();
        return after == null
                ? List.of()
                : library.one(after).steps().stream().map(theatre::playNow).toList();
    }

    @Override
    public Played play(Step step) {
        here();
        return theatre.playNow(step);
    }

    @Override
    public Deployment deployment() {
        return here().topology();
    }

    @Override
    public @Nullable StepLine line(Step step) {
        return here().stage().line(step);
    }

    @Override
    public String resolve(String text) {
        return here().stage().resolve(text);
    }

    /** The deployment of the lesson. Throws ConsoleException if another deployment has replaced it. */
    private ConsoleDeployment here() {
        ConsoleDeployment now = theatre.deployment();
        if (now != begun) {
            throw ConsoleError.REFUSED.because(
                    "The console has started another deployment since. Begin the lesson again at this step.");
        }
        return now;
    }
}
