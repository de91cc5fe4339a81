package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that can be read off the text of the project. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final int FILE_LINES = 250;
    private static final int METHOD_LINES = 40;
    private static final Pattern BODY_START = Pattern.compile("^ +\\S.*\\) (throws [\\w., ]+ )?\\{$");
    private static final Pattern NO_METHOD =
            Pattern.compile("\\b(record|new|return|if|for|while|switch|try|catch|synchronized \\()\\b");

    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml",
            "lync-node",
            "exchange-node",
            "sharepoint-node",
            "authz-node",
            "common",
            "scenarios",
            "README.md",
            "lab",
            "lab.cmd",
            "docs",
            "LICENSE");

    @Test
    void noFileIsLongerThanAReaderHolds() throws IOException {
        assertThat(findings(
                        sources("main"),
                        (file, lines) -> lines.size() > FILE_LINES
                                ? List.of(lines.size() + " lines, " + FILE_LINES + " are allowed")
                                : List.of()))
                .isEmpty();
    }

    @Test
    void noMethodIsLongerThanAScreen() throws IOException {
        assertThat(findings(sources("main"), (file, lines) -> longMethods(lines)))
                .isEmpty();
    }

    /** The command interpreter of Windows loses labels in a file without carriage returns. */
    @Test
    void theCommandForWindowsHasTheLineEndsOfWindows() throws IOException {
        assertThat(Files.readString(Path.of(System.getProperty("s2slab.root"), "lab.cmd"))
                        .replace("\r\n", ""))
                .doesNotContain("\n");
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        Pattern left = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|UnsupportedOperationException\\(\"skeleton\"\\)");
        assertThat(matching(sources("main", "test"), left, "TidyTest.java")).isEmpty();
    }

    @Test
    void noTestMocksAndNoFrameworkInjects() throws IOException {
        Pattern framework = Pattern.compile(
                "mockito|easymock|jmock|wiremock|powermock|google-guice|dagger|<groupId>org.springframework");
        assertThat(matching(SourceFiles.matching("glob:{pom.xml,*/pom.xml,scenarios/*/pom.xml}"), framework))
                .isEmpty();
    }

    /** The class Guid has the only regular expressions for GUIDs. */
    @Test
    void guidsAreRecognisedInOnePlace() throws IOException {
        Pattern guid = Pattern.compile("\\[0-9[-A-Fa-f]*]\\{(12|36)}");
        assertThat(matching(sources("main"), guid, "Guid.java", "ChangeLogToken.java"))
                .isEmpty();
    }

    @Test
    void commentsNameNoAuthor() throws IOException {
        assertThat(matching(sources("main", "test"), Pattern.compile("@author\\b"), "TidyTest.java"))
                .isEmpty();
    }

    /** A name of a test is a sentence: words in camel case, the first one in lower case. */
    @Test
    void namesOfTestsAreSentences() throws IOException {
        Pattern test = Pattern.compile("^    (public )?void (?!start|stop|set[A-Z])\\w+\\(.*\\{$");
        Pattern sentence = Pattern.compile("^    (public )?void [a-z]+([A-Z0-9]\\w*)+\\(");
        assertThat(findings(
                        sources("test"),
                        (file, lines) -> IntStream.range(1, lines.size())
                                .filter(line -> lines.get(line - 1).strip().matches("@(Test|ParameterizedTest.*)"))
                                .mapToObj(lines::get)
                                .filter(line -> test.matcher(line).find()
                                        && !sentence.matcher(line).find())
                                .toList()))
                .isEmpty();
    }

    @Test
    void noNameSaysNothing() throws IOException {
        assertThat(sources("main"))
                .extracting(file -> file.getFileName().toString())
                .noneMatch(name -> name.matches(".*(Impl|Utils?|Helper|Manager)\\.java"));
    }

    /**
     * Those who start nodes begin with the machine's clock, and one measures how busy it is; everybody else is handed
     * one.
     */
    @Test
    void nothingReadsTheWallClock() throws IOException {
        Pattern clock = Pattern.compile("\\bSystem\\.(currentTimeMillis|nanoTime)|new Date\\(\\)|Calendar\\.getInstance"
                + "|\\b(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime|Year|YearMonth)\\.now\\((?!clock)"
                + "|import static java\\.(time|lang\\.System)\\.|Clock\\.(system|tick)|checkValidity\\(\\)");
        assertThat(matching(
                        sources("main"),
                        clock,
                        "NodeMain.java",
                        "LabCommand.java",
                        "EmbeddedLab.java",
                        "MachineLoad.java"))
                .isEmpty();
    }

    @Test
    void noDatabaseReadsTheWallClock() throws IOException {
        Pattern clock = Pattern.compile(
                "(?i)current_(timestamp|date|time)\\b|(?<!create function )\\b(unixepoch|julianday|strftime|datetime)\\s*\\("
                        + "|'now'|\\bnow\\(\\)\\s*(at time|-|\\+|$|,|\\))");
        assertThat(matching(below("main/resources", ".sql"), clock)).isEmpty();
        Pattern quoted = Pattern.compile("(?i)\".*(current_timestamp|unixepoch\\(\\)|'now').*\"");
        assertThat(matching(sources("main"), quoted)).isEmpty();
    }

    @Test
    void nothingSleeps() throws IOException {
        Pattern sleep = Pattern.compile("Thread\\.sleep|parkNanos|parkUntil|TimeUnit\\.\\w+\\.sleep|onSpinWait");
        assertThat(matching(sources("main"), sleep)).isEmpty();
    }

    /**
     * What a node does by and by it does by its own clock, in one class. Real time passes on the network (a request
     * that takes too long, a link that is slow), and for the lab itself, which waits for nodes that start or work.
     */
    @Test
    void timersFollowTheClockOfTheNode() throws IOException {
        Pattern timer = Pattern.compile("\\b(setTimer|setPeriodic|scheduleAtFixedRate)\\(|vertx(\\(\\))?\\.timer\\("
                + "|ScheduledExecutor|java\\.util\\.Timer|HashedWheelTimer|delayedExecutor|(?<!\\w)orTimeout\\(");
        assertThat(matching(
                        sources("main"),
                        timer,
                        "NodeTimers.java",
                        "AdvisoryLocks.java",
                        "TimeLimit.java",
                        "HttpListener.java",
                        "RequestDeadline.java",
                        "LongWork.java",
                        "HealthCheck.java",
                        "DeferredWatch.java",
                        "LinkRelay.java",
                        "ServerSentEvents.java",
                        "HopFeed.java",
                        "ScenarioRunner.java",
                        "RealTimePacer.java",
                        "SpanExport.java",
                        "ScenarioSession.java",
                        "TrafficGenerator.java"))
                .isEmpty();
        Pattern limit = Pattern.compile("\\.timeout\\(");
        assertThat(matching(
                        sources("main"),
                        limit,
                        "StorageService.java",
                        "LabHttpClient.java",
                        "HopReader.java",
                        "ForeignTokenPresenter.java",
                        "ProcessLauncher.java"))
                .isEmpty();
    }

    /** A cache that forgets by the machine's time would not notice that a clock was moved. */
    @Test
    void noCacheForgetsByRealTime() throws IOException {
        Pattern forgets = Pattern.compile("expireAfter|refreshAfter|maxAge\\(");
        assertThat(matching(sources("main"), forgets)).isEmpty();
    }

    /** One test says that it is skipped, because a build machine need not have a container engine with the image. */
    @Test
    void noTestIsSkippedOrSleeps() throws IOException {
        Pattern skipped = Pattern.compile("@Disabled|Assumptions\\.|assumeTrue|assumeThat|Thread\\.sleep");
        assertThat(matching(sources("test"), skipped, "TidyTest.java")).isEmpty();
    }

    @Test
    void everyMainPackageIsNullMarked() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path file : sources("main")) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                missing.add(ROOT.relativize(file.getParent()).toString());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theTopLevelHoldsWhatWasAgreed() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith(".") && !name.equals("target")))
                    .isSubsetOf(TOP_LEVEL);
        }
    }

    private interface Check {
        List<String> of(Path file, List<String> lines);
    }

    private static List<String> findings(List<Path> files, Check check) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (String finding : check.of(file, Files.readAllLines(file))) {
                found.add(ROOT.relativize(file) + ": " + finding);
            }
        }
        return found;
    }

    private static List<String> matching(List<Path> files, Pattern pattern, String... except) throws IOException {
        Set<String> exempt = Set.of(except);
        return findings(
                files,
                (file, lines) -> exempt.contains(file.getFileName().toString())
                        ? List.of()
                        : lines.stream()
                                .filter(pattern.asPredicate())
                                .map(String::strip)
                                .toList());
    }

    private static List<String> longMethods(List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int body = 0; body < lines.size(); body++) {
            String head = declaration(lines, body);
            if (head.isEmpty()
                    || !BODY_START.matcher(lines.get(body)).matches()
                    || NO_METHOD.matcher(head).find()) {
                continue;
            }
            String close = " ".repeat(indent(head)) + "}";
            int end = body + 1;
            while (end < lines.size() && !lines.get(end).equals(close)) {
                end++;
            }
            if (end - body - 1 > METHOD_LINES) {
                found.add("line " + (body + 1) + ": a method of " + (end - body - 1) + " lines, " + METHOD_LINES
                        + " are allowed");
            }
        }
        return found;
    }

    /** The line on which the declaration begins whose parameters end on this line, or nothing. */
    private static String declaration(List<String> lines, int end) {
        int line = end;
        while (line >= 0 && !lines.get(line).matches("^( {4}| {8}| {12})[\\w@<].*\\(.*")) {
            line--;
            if (line >= 0 && lines.get(line).matches(".*[{};]$")) {
                return "";
            }
        }
        return line < 0 || (line < end && indent(lines.get(end)) <= indent(lines.get(line))) ? "" : lines.get(line);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<Path> sources(String... kinds) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String kind : kinds) {
            found.addAll(below(kind + "/java", ".java"));
        }
        found.removeIf(file -> file.endsWith("package-info.java"));
        return found;
    }

    private static List<Path> below(String folder, String ending) throws IOException {
        return SourceFiles.matching("glob:{*,scenarios/*}/src/" + folder + "/**" + ending);
    }
}
