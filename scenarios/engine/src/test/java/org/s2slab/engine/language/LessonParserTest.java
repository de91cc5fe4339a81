package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.language.LessonExercise.Answer;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;

class LessonParserTest {
    private static final String HEAD = """
            lesson: mine
            number: 13
            title: Mine
            minutes: 15
            goal: You can do it.
            topology: on-premises
            steps:
            """;

    private static final String EXERCISE = """
            exercise:
              task: Do it.
              passes: {edges: lync -> exchange}
              hints: [Try]
              solution: []
              wrong: []
              done: Done.
            """;

    @Test
    void readsAQuestionWithoutChoicesAsTheFiveQuestions() {
        Lesson lesson = LessonParser.read("a.yaml", lesson("  - {predict: \"Which?\", right: 3, then: That one.}"));

        LessonStep step = lesson.steps().get(0);
        assertThat(step.question().choices())
                .hasSize(5)
                .allMatch(choice -> !choice.why().isBlank());
        assertThat(step.question().choices().get(2).say()).isEqualTo("Is it for me?");
    }

    @Test
    void readsTheKeysOfTheScenarioLanguageBesideItsOwn() {
        Lesson lesson = LessonParser.read(
                "a.yaml", lesson("  - {break: Mallory calls, call: exchange GET /, expect: {status: 404}, then: So.}"));

        LessonStep step = lesson.steps().get(0);
        assertThat(step.actions()).singleElement().satisfies(action -> {
            assertThat(action.kind()).isEqualTo(StepKind.CALL);
            assertThat(action.title()).isEqualTo("Mallory calls");
            assertThat(action.expectation().getInteger("status")).isEqualTo(404);
        });
        assertThat(lesson.exercise().passes().edges()).containsExactly(new LessonGoal.Edge("lync", "exchange"));
    }

    @Test
    void tellsEveryProblemWithItsLine() {
        String text = lesson("""
                  - {do: First, onn: lync, run: Get-CsUser}
                  - {do: Second, look: Third}
                  - {predict: "Which?", right: 3, choices: [{say: A, why: a}, {say: B, why: b}], then: So.}
                  - {look: Something, show: mpa}
                  - {fix: It, start: lync}
                  - {do: Nothing}
                """).replace("minutes: 15", "minutes: 45").replace("You can do it.", "Everything.");

        assertThat(problems(text))
                .contains(
                        "a.yaml:4: minutes: a lesson takes 10 to 20 minutes, not 45",
                        "a.yaml:5: goal: the goal says what the reader can do; begin with 'You can'",
                        "a.yaml:9: a step of a lesson has exactly one of do, look, predict, break and fix; this one has"
                                + " [do, look]",
                        "a.yaml:10: right: the number of the right answer is missing or is not between 1 and 2",
                        "a.yaml:12: the step needs 'passes': what is true after the fix",
                        "a.yaml:13: 'do' needs either the keys of one step of the scenario language, or 'steps'")
                .anyMatch(line -> line.startsWith("a.yaml:8: unknown key 'onn' in a step of a lesson")
                        && line.endsWith("did you mean 'on'?"))
                .anyMatch(line ->
                        line.startsWith("a.yaml:11: 'mpa' is not valid") && line.endsWith("did you mean 'map'?"));
    }

    @Test
    void comparesTheNamesWithTheTopology() {
        String text = lesson("  - {do: A, on: lynk, run: Get-CsUser}\n  - {do: B, on: lync, run: Get-CsUsr}\n")
                .replace("edges: lync -> exchange", "edges: lync -> exchnge, never: lync calls sharepoint");

        assertThat(problems(text))
                .anyMatch(line -> line.startsWith("a.yaml:8: on: topology 'on-premises' has no node 'lynk'"))
                .anyMatch(line -> line.startsWith("a.yaml:9: run: ") && line.endsWith("did you mean 'Get-CsUser'?"))
                .anyMatch(line -> line.contains("edges: topology 'on-premises' has no node 'exchnge'"))
                .anyMatch(line -> line.contains("passes: 'lync calls sharepoint'"));
        assertThat(problems(lesson("  - {sign-in: a}").replace("topology: on-premises", "topology: on-premise")))
                .anyMatch(line -> line.endsWith("did you mean 'on-premises'?"));
    }

    @Test
    void anExerciseThatNobodyCanFailIsAProblem() {
        assertThat(problems(lesson("").replace("  passes: {edges: lync -> exchange}\n", "")))
                .anyMatch(line -> line.endsWith("'passes' or 'answer' is needed, else every reader has passed"));
    }

    @Test
    void aTypedStepIsAStepOfTheScenarioLanguage() {
        assertThat(LessonParser.typed("{clock: {advance: PT9H}}").kind()).isEqualTo(StepKind.CLOCK);
        assertThatThrownBy(() -> LessonParser.typed("{clok: {advance: PT9H}}"))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("did you mean 'clock'?");
        assertThatThrownBy(() -> LessonParser.typed("nonsense")).isInstanceOf(FileSyntaxException.class);
    }

    @Test
    void anAnswerMayBeABeginningWhereTheLessonAllowsIt() {
        assertThat(Answer.isRight(" 0 ", "0", 0)).isTrue();
        assertThat(Answer.isRight("78b0", "78B0C5FF", 4)).isTrue();
        assertThat(Answer.isRight("78b", "78B0C5FF", 4)).isFalse();
        assertThat(Answer.isRight("78B0C5FF00", "78B0C5FF", 4)).isFalse();
        assertThat(Answer.isRight("", "0", 0)).isFalse();
    }

    private static String lesson(String steps) {
        return HEAD + steps.stripTrailing() + "\n" + EXERCISE;
    }

    private static List<String> problems(String text) {
        ScriptProblems problems = new ScriptProblems();
        Lesson lesson = LessonParser.read(problems, "a.yaml", text);
        new LessonLibrary(new ScenarioLibrary()).check(problems, lesson);
        return problems.lines();
    }
}
