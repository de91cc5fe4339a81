package org.s2slab.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepResult;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes a run in the XML format of Ant's JUnit task and Maven Surefire, which CI servers read. */
final class JunitXmlReport {
    /** The case name for results of a whole scenario. */
    private static final String WHOLE = "Hops and deployment";

    private static final XmlNamespace NONE = XmlNamespace.NONE;

    private final XmlWriter xml = new XmlWriter().text("\n");

    private JunitXmlReport() {}

    /** The complete document. */
    static String of(RunReport run) {
        JunitXmlReport report = new JunitXmlReport();
        report.xml.open(NONE, "testsuites").attribute("name", "S2S Lab");
        report.totals(run.results(), run.took());
        run.results().forEach(report::suite);
        return report.xml.text("\n").close().text("\n").document();
    }

    private void totals(List<ScenarioResult> results, Duration took) {
        attribute("tests", results.stream().mapToInt(JunitXmlReport::tests).sum());
        attribute(
                "failures", results.stream().mapToLong(JunitXmlReport::failures).sum());
        attribute("errors", 0);
        attribute("skipped", results.stream().mapToInt(JunitXmlReport::skipped).sum());
        xml.attribute("time", seconds(took));
    }

    private static int tests(ScenarioResult result) {
        return result.scenario().steps().size() + 1;
    }

    private static int skipped(ScenarioResult result) {
        return result.scenario().steps().size() - result.steps().size();
    }

    private static long failures(ScenarioResult result) {
        long steps = result.steps().stream().filter(step -> !step.passed()).count();
        return steps + (result.problems().isEmpty() ? 0 : 1);
    }

    private void suite(ScenarioResult result) {
        start(1, "testsuite");
        xml.attribute("name", clean(result.scenario().name()));
        totals(List.of(result), result.took());
        xml.attribute(
                "timestamp", result.began().truncatedTo(ChronoUnit.SECONDS).toString());
        xml.attribute("hostname", "localhost");
        start(2, "properties");
        property("shows", result.scenario().shows());
        property("topology", result.plan().name());
        for (String warning : result.warnings()) {
            property("warning", warning);
        }
        end(2);
        for (int i = 0; i < result.scenario().steps().size(); i++) {
            String name = (i + 1) + ". " + result.scenario().steps().get(i).title();
            if (i < result.steps().size()) {
                played(result, name, result.steps().get(i));
            } else {
                begin(result, name, Duration.ZERO);
                start(3, "skipped");
                xml.attribute("message", "an earlier step failed");
                end();
                end(2);
            }
        }
        begin(result, WHOLE, Duration.ZERO);
        failure(result.problems());
        output(result.unfinished());
        end(2);
        end(1);
    }

    private void played(ScenarioResult result, String name, StepResult step) {
        begin(result, name, step.took());
        failure(step.problems());
        output(step.hops().stream().map(HopLines::of).toList());
        end(2);
    }

    private void output(List<String> lines) {
        if (!lines.isEmpty()) {
            start(3, "system-out");
            text(lines.stream().collect(Collectors.joining("\n", "\n", "\n")));
            end();
        }
    }

    private void begin(ScenarioResult result, String name, Duration took) {
        start(2, "testcase");
        xml.attribute("name", clean(name));
        xml.attribute("classname", "s2slab." + clean(result.scenario().name()));
        xml.attribute("time", seconds(took));
    }

    private void failure(List<String> problems) {
        if (problems.isEmpty()) {
            return;
        }
        start(3, "failure");
        xml.attribute("message", clean(problems.get(0)));
        xml.attribute("type", "expectation");
        text(String.join("\n", problems));
        end();
    }

    private void property(String name, String value) {
        start(3, "property");
        xml.attribute("name", name).attribute("value", clean(value));
        end();
    }

    private void start(int depth, String element) {
        xml.text("\n" + "  ".repeat(depth));
        xml.open(NONE, element);
    }

    private void end(int depth) {
        xml.text("\n" + "  ".repeat(depth));
        xml.close();
    }

    private void end() {
        xml.close();
    }

    private void attribute(String name, long value) {
        xml.attribute(name, Long.toString(value));
    }

    private void text(String text) {
        xml.text(clean(text));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** A text without the characters that are forbidden in XML documents (XML 1.0, 2.2). */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> c == '\n'
                                || c == '\t'
                                || (c >= 0x20 && c <= 0xd7ff)
                                || (c >= 0xe000 && c <= 0xfffd)
                                || c > 0xffff
                        ? c
                        : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
