package org.s2slab.report;

import java.util.List;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.engine.hops.SequenceArrow.Tone;
import org.s2slab.engine.hops.SequenceDiagram;
import org.s2slab.engine.hops.SequenceLane;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepResult;

/**
 * Writes a run as Markdown, with a sequence diagram in Mermaid for each scenario
 * (mermaid.js.org/syntax/sequenceDiagram.html).
 */
final class MermaidReport {
    private final StringBuilder page = new StringBuilder();

    private MermaidReport() {}

    static String of(RunReport run) {
        MermaidReport report = new MermaidReport();
        run.results().forEach(report::scenario);
        return report.page.toString();
    }

    private void scenario(ScenarioResult result) {
        line("## " + markdown(result.scenario().name()));
        line("");
        line(markdown(result.scenario().shows()));
        line("");
        line(result.passed() ? "Passed." : "**Failed.**");
        result.allProblems().forEach(problem -> line("- " + markdown(problem)));
        result.unfinished().forEach(rest -> line("- " + markdown(rest)));
        result.warnings().forEach(warning -> line("- **Warning:** " + markdown(warning)));
        line("");
        line("```mermaid");
        line("sequenceDiagram");
        SequenceDiagram sequence = SequenceDiagram.of(result.plan(), result.hops());
        for (int lane = 0; lane < sequence.participants().size(); lane++) {
            SequenceLane participant = sequence.participants().get(lane);
            String shape = participant.isNode() ? "participant" : "actor";
            line("    " + shape + " P" + lane + " as " + label(participant.label()));
        }
        draw(result, sequence.arrows(), sequence.participants().size());
        line("```");
        line("");
    }

    private void draw(ScenarioResult result, List<SequenceArrow> arrows, int lanes) {
        int next = 0;
        for (StepResult step : result.steps()) {
            if (!step.hops().isEmpty()) {
                line("    Note over P0,P" + (lanes - 1) + ": "
                        + label(step.step().title()));
            }
            for (int i = 0; i < step.hops().size(); i++) {
                arrow(arrows.get(next++));
            }
        }
    }

    private void arrow(SequenceArrow arrow) {
        String mark = switch (arrow.tone()) {
            case ASKS, READS, TOKEN, CHANGES -> "->>";
            case CHALLENGES, YES, KEPT -> "-->>";
            case NO, FAILS -> "-x";
        };
        String sign =
                arrow.tone() == Tone.YES ? "✓ " : arrow.isBad() ? "✗ " : arrow.tone() == Tone.KEPT ? "(kept) " : "";
        String aside = arrow.isBad() && arrow.aside() != null ? "<br/>" + label(arrow.aside()) : "";
        line("    P" + arrow.from() + mark + "P" + arrow.to() + ": " + sign + label(arrow.said()) + aside);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** A text for a diagram. Characters with a meaning in Mermaid or HTML are written as character codes. */
    private static String label(String text) {
        StringBuilder label = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < ' ') {
                label.append(' ');
            } else if ("#;<>&\"`\\{}".indexOf(c) >= 0) {
                label.append('#').append(c).append(';');
            } else {
                label.appendCodePoint(c);
            }
        });
        return label.toString();
    }

    private static String markdown(String text) {
        return text.replaceAll("[\\r\\n]+", " ")
                .replaceAll("([\\\\`*_{}\\[\\]#|!~])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
