package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonExercise;
import org.s2slab.engine.language.LessonStep;
import org.s2slab.engine.lesson.GoalLine;
import org.s2slab.engine.lesson.LessonRow;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.lesson.LessonStage;
import org.s2slab.engine.run.ScenarioSession.Played;

/** Lessons as JSON for the page, without the solutions of their exercises. */
final class LessonJson {
    private LessonJson() {}

    /** A lesson for the list of lessons. Its {@code count} of steps includes the exercise. */
    static JsonObject summary(Lesson lesson) {
        return new JsonObject()
                .put("name", lesson.name())
                .put("number", lesson.number())
                .put("title", lesson.title())
                .put("minutes", lesson.readers().minutes())
                .put("goal", lesson.goal())
                .put("roles", new JsonArray(lesson.readers().roles()))
                .put("count", lesson.stepCount());
    }

    /** A lesson with its steps and its exercise. */
    static JsonObject whole(Lesson lesson) {
        JsonArray steps = new JsonArray();
        lesson.steps().forEach(step -> steps.add(step(step)));
        LessonExercise exercise = lesson.exercise();
        JsonArray actions = new JsonArray();
        exercise.actions()
                .forEach((name, step) ->
                        actions.add(new JsonObject().put("name", name).put("title", step.title())));
        return summary(lesson)
                .put("steps", steps)
                .put(
                        "exercise",
                        new JsonObject()
                                .put("task", exercise.task())
                                .put("actions", actions)
                                .put("template", exercise.template())
                                .put(
                                        "ask",
                                        exercise.answer() == null
                                                ? null
                                                : exercise.answer().ask())
                                .put("hints", exercise.hints().size())
                                .put("done", exercise.done()));
    }

    private static JsonObject step(LessonStep step) {
        JsonArray choices = new JsonArray();
        step.question()
                .choices()
                .forEach(choice ->
                        choices.add(new JsonObject().put("say", choice.say()).put("why", choice.why())));
        return new JsonObject()
                .put("kind", step.kind().key())
                .put("title", step.title())
                .put("say", step.texts().say())
                .put("then", step.texts().then())
                .put("notes", step.texts().notes())
                .put("choices", choices)
                .put("right", step.question().right());
    }

    /** The current step of a session, with the values to show. */
    static JsonObject place(LessonSession session, LessonStage stage) {
        JsonObject place = new JsonObject().put("at", session.at());
        if (session.isAtExercise()) {
            return place;
        }
        LessonStep step = session.step();
        JsonArray lines = new JsonArray();
        if (!step.hidden() && step.start() == null) {
            step.actions().forEach(action -> {
                JsonObject line = StepOutputJson.line(stage.line(action));
                if (line != null) {
                    lines.add(line);
                }
            });
        }
        return place.put("lines", lines)
                .put("rows", step.show() == null ? new JsonArray() : rows(session.look(step.show())));
    }

    private static JsonArray rows(List<LessonRow> rows) {
        JsonArray json = new JsonArray();
        rows.forEach(row -> json.add(row.toJson()));
        return json;
    }

    /** The result of a step. */
    static JsonObject outcome(LessonSession.Outcome outcome, boolean hidden) {
        JsonArray played = new JsonArray();
        if (!hidden) {
            outcome.played().forEach(one -> played.add(played(one)));
        }
        return new JsonObject().put("played", played).put("goals", goals(outcome.goals()));
    }

    /** The output of a step, and its hops as sentences. */
    static JsonObject played(Played played) {
        JsonArray hops = new JsonArray();
        played.result().hops().stream()
                .filter(hop -> hop.origin().isCaused())
                .map(hop -> hop.sentence().toString())
                .distinct()
                .forEach(hops::add);
        return new JsonObject()
                .put("title", played.result().step().title())
                .put("problems", new JsonArray(played.result().problems()))
                .put("found", StepOutputJson.json(played.found()))
                .put("trace", played.result().traceId())
                .put("hops", hops);
    }

    /** Each part of a goal with its state. */
    static JsonArray goals(List<GoalLine> lines) {
        JsonArray json = new JsonArray();
        lines.forEach(line -> json.add(line.toJson()));
        return json;
    }
}
