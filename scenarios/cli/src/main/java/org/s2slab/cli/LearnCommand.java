package org.s2slab.cli;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.LessonEdgeExaminer;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.lesson.LessonSession;
import org.s2slab.engine.lesson.TemporaryStage;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.launch.UserFolder;
import org.s2slab.node.StartupWarmup;
import org.s2slab.shell.LineSource;
import org.s2slab.shell.TerminalStreams;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab learn}: lists the lessons, or plays one. */
@Command(
        name = "learn",
        description = "List the lessons, or play one of them on a deployment of its own.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:the lesson was passed, or the list was printed", "1:the lesson was left before the end"})
@SuppressWarnings("NullAway.Init")
final class LearnCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBER|NAME|FILE",
            description = "The lesson to play (default: list the lessons).")
    private @Nullable String word;

    @Option(
            names = "--step",
            paramLabel = "NUMBER",
            description = "Begin at this step; earlier steps are played without a stop (default: where you have left).")
    private @Nullable Integer step;

    @Mixin
    private ColorOption color;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        LessonScreen screen = new LessonScreen(out, LabCommand.screen(color.isOff()));
        LessonLibrary library = new LessonLibrary(new ScenarioLibrary());
        LessonProgress progress = new LessonProgress(UserFolder.file("learn.json"));
        if (word == null) {
            list(screen, library.all(), progress);
            return 0;
        }
        Lesson lesson = library.one(word);
        int from = from(lesson, progress);
        StartupWarmup.begin();
        return RunLog.during(ReportOptions.log(null), () -> play(lesson, from, screen, progress));
    }

    private int play(Lesson lesson, int from, LessonScreen screen, LessonProgress progress) {
        try (TemporaryStage stage = new TemporaryStage(new ScenarioLibrary(), LabCommand.CLOCK);
                LineSource input = input(spec.commandLine().getOut())) {
            LessonSession session = new LessonSession(lesson, stage, new LessonEdgeExaminer(), IdGenerator.random());
            return new LessonPlayer(session, stage, screen, input, progress, Objects.requireNonNull(word)).play(from);
        }
    }

    private static LineSource input(PrintWriter out) {
        return TerminalStreams.isInteractive()
                ? LineSource.terminal(UserFolder.file("shell-history"))
                : LineSource.of(new InputStreamReader(System.in, LabCommand.charset()), out);
    }

    /** The index of the first step: from the option, or else the step after the last completed step. */
    private int from(Lesson lesson, LessonProgress progress) {
        int last = lesson.stepCount();
        if (step != null) {
            if (step < 1 || step > last) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--step: lesson '" + lesson.name() + "' has steps 1 to " + last
                                + ", the last of them the exercise; found " + step);
            }
            return step - 1;
        }
        LessonProgress.Mark mark = progress.of(lesson.name());
        return mark.passed() || mark.step() >= last ? 0 : mark.step();
    }

    private static void list(LessonScreen screen, List<Lesson> lessons, LessonProgress progress) {
        screen.line(lessons.size() + " lessons. Each is played on a simulated deployment of its own.");
        screen.line("");
        int longest = lessons.stream()
                .mapToInt(lesson -> lesson.title().length())
                .max()
                .orElse(1);
        for (Lesson lesson : lessons) {
            LessonProgress.Mark mark = progress.of(lesson.name());
            String state = mark.passed() ? screen.style().tick() : mark.step() > 0 ? ">" : " ";
            String begun = !mark.passed() && mark.step() > 0
                    ? "  step " + (mark.step() + 1) + " of " + lesson.stepCount()
                    : "";
            screen.line(("  %-2s %2d  %-" + longest + "s  %2d min%s")
                    .formatted(
                            state,
                            lesson.number(),
                            lesson.title(),
                            lesson.readers().minutes(),
                            begun));
        }
        screen.line("");
        screen.text("Administrators often begin with "
                + LessonLibrary.numbersFor(lessons, "administrator") + ", developers with "
                + LessonLibrary.numbersFor(lessons, "developer") + ", security engineers with "
                + LessonLibrary.numbersFor(lessons, "security") + ". ./lab learn 3 starts lesson 3.");
    }
}
