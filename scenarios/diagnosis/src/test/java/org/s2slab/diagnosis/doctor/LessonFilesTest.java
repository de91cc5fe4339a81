package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonExercise;
import org.s2slab.engine.language.LessonExercise.Answer;
import org.s2slab.engine.language.LessonStep;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.lesson.GoalLine;
import org.s2slab.engine.lesson.LessonExerciseSession;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.lesson.LessonRow;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.lesson.TemporaryStage;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/**
 * Every bundled lesson is played to its end. Its exercise is passed after the solution, and neither at its beginning nor
 * after the wrong steps.
 */
class LessonFilesTest {
    private static final LessonLibrary LIBRARY = new LessonLibrary(new ScenarioLibrary());

    private static final Path FOLDER =
            Path.of(System.getProperty("s2slab.root"), "scenarios/engine/src/main/resources/lessons");

    @TestFactory
    Stream<DynamicTest> isPlayedToItsEnd() {
        return LIBRARY.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Lesson lesson = LIBRARY.one(name);
                    try (TemporaryStage stage = new TemporaryStage(LIBRARY.scenarios(), Clock.systemUTC())) {
                        play(lesson, stage);
                    }
                }));
    }

    private static void play(Lesson lesson, TemporaryStage stage) {
        LessonSession session = new LessonSession(lesson, stage, new LessonEdgeExaminer(), IdGenerator.seeded(1));
        session.begin(0);
        while (!session.isAtExercise()) {
            LessonStep step = session.step();
            if (step.show() != null) {
                List<LessonRow> rows = session.look(step.show());
                assertThat(rows).as(step.title()).isNotEmpty();
                assertThat(rows).as(step.title()).noneMatch(row -> row.value().isBlank());
            }
            assertThat(session.play().goals()).as(step.title()).allMatch(GoalLine::passed);
        }
        List<@Nullable String> draws =
                new ArrayList<>(lesson.exercise().beginning().draws().keySet());
        if (draws.isEmpty()) {
            draws.add(null);
        }
        for (@Nullable String draw : draws) {
            LessonExerciseSession exercise = session.exercise(draw);
            assertThat(passes(exercise)).as("%s at its beginning", draw).isFalse();
            solve(exercise, stage);
            assertThat(exercise.check()).as("%s after the solution", draw).allMatch(GoalLine::passed);
        }
        session.begin(lesson.steps().size());
        LessonExerciseSession exercise = session.exercise(draws.get(0));
        act(exercise, lesson.exercise().proof().wrong());
        Answer answer = lesson.exercise().answer();
        if (answer == null || !lesson.exercise().proof().wrong().isEmpty()) {
            answerRightly(exercise, stage);
            assertThat(passes(exercise)).as("after the wrong steps").isFalse();
        }
        if (answer != null) {
            act(exercise, lesson.exercise().proof().solution());
            for (String wrong : answer.wrong()) {
                exercise.answer(stage.resolve(wrong));
                assertThat(passes(exercise)).as("answer %s", wrong).isFalse();
            }
        }
    }

    private static boolean passes(LessonExerciseSession exercise) {
        return LessonExerciseSession.passed(exercise.check());
    }

    private static void solve(LessonExerciseSession exercise, TemporaryStage stage) {
        LessonExercise written = exercise.exercise();
        act(exercise, written.proof().solution());
        LessonExercise.Draw draw = written.beginning().draws().get(String.valueOf(exercise.drawn()));
        if (draw != null) {
            act(exercise, draw.solution());
        }
        answerRightly(exercise, stage);
    }

    private static void answerRightly(LessonExerciseSession exercise, TemporaryStage stage) {
        Answer answer = exercise.exercise().answer();
        if (answer != null) {
            exercise.answer(stage.resolve(answer.is()));
        }
    }

    private static void act(LessonExerciseSession exercise, List<Step> steps) {
        steps.forEach(
                step -> assertThat(exercise.act(step).result().placedProblems()).isEmpty());
    }

    /** What the lessons say about a picture is in the picture. */
    @Test
    void showsWhatTheTextsSay() {
        try (TemporaryStage stage = new TemporaryStage(LIBRARY.scenarios(), Clock.systemUTC())) {
            LessonSession session =
                    new LessonSession(LIBRARY.one("strangers"), stage, new LessonEdgeExaminer(), IdGenerator.seeded(1));
            session.begin(0);
            assertThat(session.look("map"))
                    .contains(
                            new LessonRow("lync signs with", "nothing yet"),
                            new LessonRow("exchange trusts", "nobody"));

            session = new LessonSession(
                    LIBRARY.one("somebody-vouches"), stage, new LessonEdgeExaminer(), IdGenerator.seeded(1));
            session.begin(8);
            assertThat(session.look("refusal"))
                    .anyMatch(row -> row.label().equals("cmdlet") && row.value().contains("-KeyCredentials"));
            assertThat(session.look("token"))
                    .anyMatch(row -> row.label().equals("actor.claims nameid")
                            && row.value().startsWith("00000004"))
                    .anyMatch(row -> row.label().equals("actor.claims iss")
                            && row.value().startsWith("00000001"));
        }
    }

    @Test
    void theIndexNamesEveryLessonAndNumbersThem() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(LIBRARY.names());
        }
        List<Lesson> lessons = LIBRARY.all();
        assertThat(lessons.stream().map(Lesson::name)).isEqualTo(LIBRARY.names());
        for (int i = 0; i < lessons.size(); i++) {
            assertThat(lessons.get(i).number()).isEqualTo(i + 1);
            assertThat(lessons.get(i).readers().roles()).isNotEmpty();
            assertThat(lessons.get(i).steps()).anyMatch(step -> step.kind() == LessonStep.Kind.PREDICT);
        }
    }
}
