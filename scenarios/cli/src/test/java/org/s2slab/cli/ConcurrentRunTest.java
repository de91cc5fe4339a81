package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios that run side by side have the results, and the output, of those that run one after the other. */
class ConcurrentRunTest {
    private static final String FAILING = """
            scenario: failing
            shows: A step that expects what is not so.
            topology: lync-alone
            steps:
              - do: Anna signs in
                sign-in: anna@contoso.com
                expect: {body: {contactStore: exchange}}
            """;

    /** Members of a report that differ from run to run. Readings and checks are compared by themselves. */
    private static final Set<String> VARYING = Set.of(
            "began",
            "tookMillis",
            "at",
            "trace",
            "span",
            "traceId",
            "token",
            "tokenHash",
            "names",
            "evidence",
            "judgedIn",
            "reading",
            "checks");

    @TempDir
    private Path folder;

    private record Run(int exit, String printed, JsonObject report) {}

    @Test
    void haveTheResultsOfARunOneAfterTheOther() throws IOException {
        Run one = run(1);
        Run two = run(2);

        assertThat(two.printed()).contains("2 at a time");
        assertThat(steady(two.printed().replace(", 2 at a time", ""))).isEqualTo(steady(one.printed()));
        assertThat(two.report().getJsonArray("scenarios")).hasSize(5);
        assertThat(steady(same(two.report()).encodePrettily()))
                .isEqualTo(steady(same(one.report()).encodePrettily()));
        assertThat(List.of(one.exit(), two.exit())).containsExactly(1, 1);
        compareReadings(hops(one.report()), hops(two.report()));
    }

    /** Two tokens of the same second are one, whose result is cached: then only one of the runs has checks and their evidence. */
    private static void compareReadings(List<JsonObject> one, List<JsonObject> two) {
        int compared = 0;
        for (int i = 0; i < one.size(); i++) {
            if (isJudgedAnew(one.get(i)) == isJudgedAnew(two.get(i))) {
                assertThat(readings(two.get(i))).isEqualTo(readings(one.get(i)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(one.size() * 3 / 4);
    }

    private static boolean isJudgedAnew(JsonObject hop) {
        JsonArray checks = hop.getJsonArray("checks");
        return checks != null && !checks.isEmpty();
    }

    private static String readings(JsonObject hop) {
        return steady(same(hop.getJsonObject("reading")).encodePrettily() + same((Object) hop.getJsonArray("checks")));
    }

    private static List<JsonObject> hops(JsonObject report) {
        return report.getJsonArray("scenarios").stream()
                .flatMap(scenario -> ((JsonObject) scenario).getJsonArray("steps").stream())
                .flatMap(step -> ((JsonObject) step).getJsonArray("hops").stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    private Run run(int jobs) throws IOException {
        Path failing = Files.writeString(folder.resolve("failing.yaml"), FAILING);
        Path report = folder.resolve("jobs-" + jobs + ".json");
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int exit = LabCommand.run(
                writer,
                writer,
                "run",
                "-vv",
                "--jobs",
                String.valueOf(jobs),
                "--report",
                report.toString(),
                "trust-level-user",
                "partner-disabled",
                failing.toString(),
                "forged-tokens",
                "lync-alone");
        return new Run(exit, out.toString(), new JsonObject(Files.readString(report)));
    }

    private static JsonObject same(JsonObject json) {
        JsonObject same = new JsonObject();
        json.forEach(member -> {
            if (!VARYING.contains(member.getKey())) {
                same.put(member.getKey(), same(member.getValue()));
            }
        });
        return same;
    }

    private static Object same(Object value) {
        if (value instanceof JsonArray list) {
            return new JsonArray(list.stream().map(ConcurrentRunTest::same).toList());
        }
        return value instanceof JsonObject object ? same(object) : value;
    }

    /** Without times, ids and the names of files that differ from run to run: a lifetime loses a second where one passes between two layers. */
    private static String steady(String text) {
        return text.replaceAll("\\d+\\.\\d s\\b", "# s")
                .replaceAll("token \\d+ s\\b", "token # s")
                .replaceAll("jobs-\\d", "jobs")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("(\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d:\\d\\d UTC", "TIME")
                .replaceAll("\\b[0-9A-F]{4}(…|[0-9A-F]{32})[0-9A-F]{4}\\b", "KEY")
                .replaceAll("\\b1\\d{9}\\b", "SECONDS")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("([0-9a-f]{16,}|-[0-9a-f]{8}…)", "ID")
                .replaceAll("'[A-Za-z0-9_-]{27}'", "'ID'");
    }

    @Test
    void refuseANumberOfJobsBelowOne() {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err, true);
        assertThat(LabCommand.run(writer, writer, "run", "lync-alone", "-j", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--jobs: '0' is not 1 or more");
    }

    @Test
    void runAsManyTasksAtATimeAsWanted() {
        CountDownLatch both = new CountDownLatch(2);
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        ConcurrentTasks.run(2, 4, task -> {
            both.countDown();
            await(both);
            done.add(task);
        });
        assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void startNoFurtherTaskAfterOneThatThrows() {
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> ConcurrentTasks.run(1, 3, task -> {
                    begun.incrementAndGet();
                    throw new IllegalStateException("task " + task);
                }))
                .hasMessage("task 0");
        assertThat(begun).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
