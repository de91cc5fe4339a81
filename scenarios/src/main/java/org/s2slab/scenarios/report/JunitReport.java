package org.s2slab.scenarios.report;

import java.io.Writer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.s2slab.scenarios.run.ScenarioResult;
import org.s2slab.scenarios.run.StepResult;

/** Writes a run as Ant's JUnit task and Maven Surefire write test runs, which every CI server reads. */
final class JunitReport {
    /** What stands in the place of the case's name that tells of a whole scenario. */
    private static final String WHOLE = "What travelled, and the deployment";

    private final XMLStreamWriter xml;

    JunitReport(Writer out) {
        try {
            this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an XML writer", e);
        }
    }

    void write(Playbill run) {
        try {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "S2S Lab");
            totals(run.results(), run.took());
            for (ScenarioResult result : run.results()) {
                suite(result);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing a JUnit report", e);
        }
    }

    private void totals(List<ScenarioResult> results, Duration took) throws XMLStreamException {
        attribute("tests", results.stream().mapToInt(JunitReport::tests).sum());
        attribute("failures", results.stream().mapToLong(JunitReport::failures).sum());
        attribute("errors", 0);
        attribute("skipped", results.stream().mapToInt(JunitReport::skipped).sum());
        xml.writeAttribute("time", seconds(took));
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

    private void suite(ScenarioResult result) throws XMLStreamException {
        start(1, "testsuite");
        xml.writeAttribute("name", clean(result.scenario().name()));
        totals(List.of(result), result.took());
        xml.writeAttribute(
                "timestamp", result.began().truncatedTo(ChronoUnit.SECONDS).toString());
        xml.writeAttribute("hostname", "localhost");
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
                xml.writeAttribute("message", "an earlier step failed");
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

    private void played(ScenarioResult result, String name, StepResult step) throws XMLStreamException {
        begin(result, name, step.took());
        failure(step.problems());
        output(step.hops().stream().map(HopLines::of).toList());
        end(2);
    }

    private void output(List<String> lines) throws XMLStreamException {
        if (!lines.isEmpty()) {
            start(3, "system-out");
            text(lines.stream().collect(Collectors.joining("\n", "\n", "\n")));
            end();
        }
    }

    private void begin(ScenarioResult result, String name, Duration took) throws XMLStreamException {
        start(2, "testcase");
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("classname", "s2slab." + clean(result.scenario().name()));
        xml.writeAttribute("time", seconds(took));
    }

    private void failure(List<String> problems) throws XMLStreamException {
        if (problems.isEmpty()) {
            return;
        }
        start(3, "failure");
        xml.writeAttribute("message", clean(problems.get(0)));
        xml.writeAttribute("type", "expectation");
        text(String.join("\n", problems));
        end();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", clean(value));
    }

    private void start(int depth, String element) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(element);
    }

    private void end(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void attribute(String name, long value) throws XMLStreamException {
        xml.writeAttribute(name, Long.toString(value));
    }

    private void text(String text) throws XMLStreamException {
        xml.writeCharacters(clean(text));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** Without the characters that no XML document may hold (XML 1.0, 2.2). */
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
