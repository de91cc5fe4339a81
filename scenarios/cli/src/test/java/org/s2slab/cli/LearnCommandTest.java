package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.LessonEdgeExaminer;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.lesson.TemporaryStage;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.shell.LineSource;
import org.s2slab.trace.IdGenerator;

/** The player of lessons, driven by the lines that a reader types. */
class LearnCommandTest {
    private static final int COLUMNS = 80;

    @TempDir
    Path folder;

    private final StringWriter shown = new StringWriter();

    @Test
    void playsALessonToItsEndInAPipe() {
        String typed = String.join(
                "\n",
                "?challenge",
                "", // look
                "9", // no such answer
                "1", // wrong
                "", // call without a token
                "", // the challenge
                "", // address
                "2", // right
                "", // Lync tries
                "check",
                "hint",
                "Test-CsExStorageConnectivity -SipUri sip:anna@contoso.com",
                "answer 7",
                "check",
                "do nothing",
                "{clok: 1}",
                "answer 0",
                "done");

        assertThat(play("strangers", 0, typed)).isEqualTo(LessonPlayer.PASSED);
        assertThat(shown.toString().replaceAll("\\s+", " "))
                .contains(
                        "challenge: ",
                        "Write a number from 1 to 3.",
                        "Not quite: 2 is right.",
                        "Right.",
                        "trusted_issuers (missing)",
                        "lync> Set-CsOAuthConfiguration -Identity global",
                        "exchange challenges lync: this has not happened since the exercise began",
                        "'7' is not the answer",
                        "There is no action 'nothing'",
                        "did you mean 'clock'?",
                        "step 1 of 8",
                        "step 8 of 8 Exercise",
                        "Passed.",
                        "Nobody is trusted.");
        assertThat(shown.toString().lines().takeWhile(line -> !line.contains("PS> Test-Cs")))
                .as("every line fits, up to the first cmdlet")
                .allMatch(line -> line.length() <= COLUMNS);
        assertThat(progress().of("strangers")).isEqualTo(new LessonProgress.Mark(7, true));
    }

    /** A node warns when a partner asks for metadata that it has not; the warning is no part of the lesson. */
    @Test
    void showsNoLineOfTheLogBetweenTheLinesOfALesson() throws Exception {
        Process lesson = LabProcess.of(folder, List.of("learn", "strangers", "--step", "8"))
                .start();
        try (var typed = lesson.outputWriter(StandardCharsets.UTF_8)) {
            typed.write("Enter-PSSession exchange\n.\\Configure-EnterprisePartnerApplication.ps1 -ApplicationType Lync"
                    + " -AuthMetadataUrl https://lync.contoso.com/metadata/json/1\nq\n");
        }
        String said = new String(lesson.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        lesson.waitFor();
        assertThat(said).contains("[exchange] PS> ", "Configure-EnterprisePartnerApplication : ");
        assertThat(said.lines()).noneMatch(line -> line.matches("[0-9:.]{12} [A-Z]+ .*"));
    }

    @Test
    void beginsAtAnyStepGoesBackAndKeepsThePlace() {
        assertThat(play("introductions", 4, "b\n\nq\n")).isEqualTo(LessonPlayer.LEFT);
        int count =
                new LessonLibrary(new ScenarioLibrary()).one("introductions").stepCount();
        assertThat(shown.toString())
                .contains("step 5 of " + count, "step 4 of " + count, "./lab learn introductions goes on at this step.")
                .doesNotContain("step 1 of", "step 3 of");
        assertThat(progress().of("introductions")).isEqualTo(new LessonProgress.Mark(4, false));
    }

    @Test
    void endsWithTheInput() {
        assertThat(play("a-key", 0, "")).isEqualTo(LessonPlayer.LEFT);
        assertThat(play("a-key", 7, "")).isEqualTo(LessonPlayer.LEFT);
        assertThat(progress().of("a-key").step())
                .as("it goes on where it was left")
                .isEqualTo(7);
    }

    @Test
    void listsAllLessonsAndNamesWhatIsWrong() {
        StringWriter err = new StringWriter();

        assertThat(lab(err, "learn")).isZero();
        assertThat(shown.toString().lines().map(line -> line.indexOf(" min")).filter(column -> column > 0))
                .as("the minutes stand in one column")
                .hasSize(14)
                .containsOnly(73);
        assertThat(shown.toString())
                .contains("14 lessons.", "Two servers that do not know each other", "One booking, two servers");
        assertThat(lab(err, "learn", "strngers")).isEqualTo(2);
        assertThat(lab(err, "learn", "99")).isEqualTo(2);
        assertThat(lab(err, "learn", "strangers", "--step", "99")).isEqualTo(2);
        assertThat(err.toString())
                .contains("did you mean 'strangers'?", "there are lessons 1 to 14", "has steps 1 to 8");
    }

    @Test
    void thePageOfLessonsNamesEachLessonOfARole() throws IOException {
        Path root = Path.of(System.getProperty("s2slab.root"));
        List<String> rows = Files.readAllLines(root.resolve("docs/LEARN.md")).stream()
                .dropWhile(line -> !line.equals("## By role"))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
        List<Lesson> lessons = new LessonLibrary(new ScenarioLibrary()).all();
        List<String> roles = List.of("administrator", "trainer", "developer", "security");
        for (int i = 0; i < roles.size(); i++) {
            assertThat(rows.get(i).split("\\W+"))
                    .as(roles.get(i))
                    .contains(LessonLibrary.numbersFor(lessons, roles.get(i)).split(", "));
        }
    }

    @Test
    void aFileThatIsNoProgressIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("learn.json"), "[", StandardCharsets.UTF_8);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> progress().of("strangers")))
                .hasMessageContaining(file + ": is not the progress of lessons");
    }

    private LessonProgress progress() {
        return new LessonProgress(folder.resolve("learn.json"));
    }

    private int play(String name, int from, String typed) {
        PrintWriter out = new PrintWriter(shown, true);
        ScenarioLibrary library = new ScenarioLibrary();
        LessonScreen screen = new LessonScreen(
                out, new TerminalScreen(TerminalStyle.of(false, StandardCharsets.US_ASCII), COLUMNS, false));
        try (TemporaryStage stage = new TemporaryStage(library, Clock.systemUTC());
                LineSource input = LineSource.of(new StringReader(typed), out)) {
            LessonSession session = new LessonSession(
                    new LessonLibrary(library).one(name), stage, new LessonEdgeExaminer(), IdGenerator.seeded(1));
            return new LessonPlayer(session, stage, screen, input, progress(), name).play(from);
        }
    }

    private int lab(StringWriter err, String... args) {
        return LabCommand.run(new PrintWriter(shown, true), new PrintWriter(err, true), args);
    }
}
