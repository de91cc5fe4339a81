package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.LessonEdgeExaminer;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonParser;
import org.s2slab.engine.language.LessonStep;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.lesson.GoalLine;
import org.s2slab.engine.lesson.LessonExerciseSession;
import org.s2slab.engine.lesson.LessonFailedException;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.trace.IdGenerator;

/** The console's lessons: one lesson at a time, on the console's deployment. */
final class ConsoleLessons {
    private final ConsoleSession console;
    private final IdGenerator ids;
    private final LessonLibrary library = new LessonLibrary(new ScenarioLibrary());
    private final ConsoleLessonStage stage;
    private @Nullable LessonSession session;
    private @Nullable LessonExerciseSession exercise;

    ConsoleLessons(ConsoleSession console, IdGenerator ids) {
        this.console = console;
        this.ids = ids;
        this.stage = new ConsoleLessonStage(console, library.scenarios());
    }

    /** All bundled lessons. */
    Future<JsonObject> lessons() {
        return console.inTurn(() -> {
            JsonArray all = new JsonArray();
            library.all().forEach(lesson -> all.add(LessonJson.summary(lesson)));
            return new JsonObject().put("lessons", all);
        });
    }

    /** Executes a request of the page: begin, play, exercise, act, hint or check. */
    Future<JsonObject> perform(String deed, JsonObject body) {
        return switch (deed) {
            case "begin" -> inTurn(() -> begin(text(body, "name"), whole(body, "step")));
            case "play" -> inTurn(() -> play(whole(body, "at")));
            case "exercise" -> inTurn(this::exercise);
            case "act" -> inTurn(() -> act(body));
            case "hint" ->
                inTurn(() -> new JsonObject().put("hint", exercising().hint().orElse(null)));
            case "check" -> inTurn(() -> check(body.containsKey("answer") ? text(body, "answer") : null));
            default -> throw ConsoleError.NOT_FOUND.because("Expected begin, play, exercise, act, hint or check.");
        };
    }

    private Future<JsonObject> inTurn(Callable<JsonObject> work) {
        return console.inTurn(() -> {
            try {
                return work.call();
            } catch (LessonFailedException e) {
                throw ConsoleError.REFUSED.because(String.valueOf(e.getMessage()));
            }
        });
    }

    private JsonObject begin(String name, int step) {
        if (!library.names().contains(name)) {
            throw ConsoleError.NOT_FOUND.because("There is no lesson '" + name + "'.");
        }
        Lesson lesson = library.one(name);
        if (step < 0 || step > lesson.steps().size()) {
            throw ConsoleError.BODY_WRONG.because(
                    "step: expected 0 to " + lesson.steps().size() + ", found " + step + ".");
        }
        LessonSession begun = new LessonSession(lesson, stage, new LessonEdgeExaminer(), ids);
        exercise = null;
        session = null;
        begun.begin(step);
        session = begun;
        return LessonJson.whole(lesson).put("place", LessonJson.place(begun, stage));
    }

    /** Plays the step that the page shows, unless another page has already played it. */
    private JsonObject play(int at) {
        LessonSession running = session();
        if (running.isAtExercise() || running.at() != at) {
            throw ConsoleError.REFUSED.because(
                    "The lesson is at step " + (running.at() + 1) + " now. Begin it again at the step that you want.");
        }
        LessonStep step = running.step();
        JsonObject outcome = LessonJson.outcome(running.play(), step.hidden());
        return outcome.put("place", LessonJson.place(running, stage));
    }

    private JsonObject exercise() {
        LessonSession running = session();
        if (!running.isAtExercise() || exercise != null) {
            running.begin(running.lesson().steps().size());
        }
        exercise = running.exercise();
        return new JsonObject().put("begun", true);
    }

    private JsonObject act(JsonObject body) {
        if (body.size() != 1 || !Set.of("action", "step").containsAll(body.fieldNames())) {
            throw ConsoleError.BODY_WRONG.because("Expected exactly one of 'action' and 'step'.");
        }
        LessonExerciseSession running = exercising();
        Step step;
        if (body.containsKey("action")) {
            step = running.exercise().actions().get(text(body, "action"));
        } else {
            try {
                step = LessonParser.typed(text(body, "step"));
            } catch (FileSyntaxException e) {
                throw ConsoleError.BODY_WRONG.because(e.problem());
            }
        }
        if (step == null) {
            throw ConsoleError.NOT_FOUND.because("The exercise has no such action.");
        }
        return LessonJson.played(running.act(step));
    }

    private JsonObject check(@Nullable String answer) {
        LessonExerciseSession running = exercising();
        if (answer != null) {
            running.answer(answer);
        }
        List<GoalLine> lines = running.check();
        return new JsonObject()
                .put("passed", LessonExerciseSession.passed(lines))
                .put("goals", LessonJson.goals(lines));
    }

    private LessonSession session() {
        LessonSession running = session;
        if (running == null) {
            throw ConsoleError.REFUSED.because("No lesson has begun.");
        }
        return running;
    }

    private LessonExerciseSession exercising() {
        LessonExerciseSession running = exercise;
        if (running == null) {
            throw ConsoleError.REFUSED.because("The exercise has not begun.");
        }
        return running;
    }

    private static int whole(JsonObject body, String key) {
        if (body.getValue(key) instanceof Integer number) {
            return number;
        }
        throw ConsoleError.BODY_WRONG.because("'" + key + "', a whole number, is needed.");
    }

    private static String text(JsonObject body, String key) {
        if (body.getValue(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw ConsoleError.BODY_WRONG.because("'" + key + "', a text, is needed.");
    }
}
