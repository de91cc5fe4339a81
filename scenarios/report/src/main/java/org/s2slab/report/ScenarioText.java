package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopFolding;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.IdentifierNames;
import org.s2slab.engine.reading.KeyReading;
import org.s2slab.engine.reading.StepReference;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

/**
 * Prints one scenario on a terminal while it runs: its steps with their actions and hops. Repeated hops are folded into
 * one line. All steps of earlier scenarios are one line.
 */
final class ScenarioText {
    /** Number of columns before the title of a step, and before its hops. */
    private static final int STEP = 6;

    /** Width of a hop's sentence in columns, if the hop's URL follows. */
    private static final int SENTENCE = 48;

    private final TerminalScreen screen;
    private final TerminalStyle style;
    private final RefusalText refusals;
    private final Scenario scenario;
    private final boolean whole;
    private HopHistory history = new HopHistory(IdentifierNames.of(List.of()));
    private int played;
    private int earlierHops;

    /** @param whole whether to print all hops, and the steps of earlier scenarios */
    ScenarioText(TerminalScreen screen, Scenario scenario, boolean whole) {
        this.screen = screen;
        this.style = screen.style();
        this.refusals = new RefusalText(screen);
        this.scenario = scenario;
        this.whole = whole;
    }

    /** The first lines: the name of the scenario, what it shows, and its servers. */
    List<String> head(Topology plan) {
        history = new HopHistory(IdentifierNames.of(plan));
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(scenario.name()));
        lines.addAll(screen.wrapped("", 0, scenario.shows()));
        screen.wrapped(
                        "",
                        0,
                        plan.name() + ": " + String.join(", ", plan.nodes().keySet()))
                .forEach(line -> lines.add(style.dim(line)));
        return lines;
    }

    /** The lines of a step with its hops. */
    List<String> step(StepResult result) {
        played++;
        StepReference reference = new StepReference(played, result.step().title());
        result.hops().forEach(hop -> history.add(hop, reference));
        List<String> lines = new ArrayList<>();
        if (played <= scenario.chain().before() && !whole && result.passed()) {
            earlierHops += result.hops().size();
            return played == scenario.chain().before() ? earlier() : lines;
        }
        lines.add("");
        String number = screen.style().strong("%3d".formatted(played));
        String mark = result.passed() ? style.good(style.sign("✓", "+")) : style.bad(style.sign("✗", "x"));
        List<String> title =
                screen.wrapped(" ".repeat(STEP), STEP, result.step().title());
        lines.add(number + " " + mark + " " + style.strong(title.get(0).substring(STEP)));
        title.stream().skip(1).map(style::strong).forEach(lines::add);
        refusals.action(result, STEP).forEach(line -> lines.add(style.dim(line)));
        lines.addAll(hops(result));
        if (!result.passed()) {
            lines.addAll(refusals.problems(result, STEP));
        }
        return lines;
    }

    private List<String> earlier() {
        String steps = TerminalScreen.count(scenario.chain().before(), "step");
        String names = scenario.steps().subList(0, scenario.chain().before()).stream()
                .map(step -> step.source().replace(".yaml", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>(List.of(""));
        screen.wrapped(
                        "    " + style.sign("✓", "+") + " ",
                        STEP,
                        steps + " of " + names + ": " + TerminalScreen.count(earlierHops, "hop") + " (-v shows them)")
                .forEach(line -> lines.add(style.dim(line)));
        return lines;
    }

    private List<String> hops(StepResult result) {
        List<ObservedHop> hops = result.hops();
        List<HopFolding.Run> runs = whole ? List.of() : HopFolding.of(hops);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            int index = i;
            var run = runs.stream().filter(one -> one.contains(index)).findFirst();
            if (run.isEmpty()) {
                lines.addAll(hop(hops.get(i), !result.passed()));
            } else if (run.get().first() == i) {
                lines.add(style.dim(" ".repeat(STEP + 4) + folded(run.get())));
            }
        }
        return lines;
    }

    private String folded(HopFolding.Run run) {
        return (run.unit() == 1 ? "the same hop" : "the same " + run.unit() + " hops") + ", "
                + TerminalScreen.count(run.times(), "more time");
    }

    private List<String> hop(ObservedHop hop, boolean failed) {
        if (hop.isRefusal()) {
            return refusals.lines(hop, history, STEP, failed);
        }
        String said = hop.kind() == HopKind.TRUST_CHANGED ? history.read(hop).what() : HopLines.said(hop);
        String address = aside(hop);
        String sign = " ".repeat(STEP) + sign(hop) + " ";
        boolean fits = sign.length() + SENTENCE + address.length() <= screen.columns();
        if (address.isEmpty() || said.length() > SENTENCE || !fits) {
            return screen.wrapped(sign, sign.length(), said);
        }
        return List.of(sign + screen.cell(said, SENTENCE) + style.dim(address));
    }

    /** The key of an accepted token with its origin, or the URL of a call. */
    private String aside(ObservedHop hop) {
        HopDetail detail = hop.detail();
        KeyReading key = hop.kind() == HopKind.ACCEPTED ? history.read(hop).key() : null;
        if (key != null) {
            StepReference step = key.from().step();
            return "key " + screen.shown(IdentifierNames.shortened(key.thumbprint()))
                    + (step == null ? "" : ", learned in step " + step.number());
        }
        if (detail instanceof HopDetail.Call call) {
            return call.method() + " "
                    + call.address().map(uri -> String.valueOf(uri.getPath())).orElse(call.uri());
        }
        return detail instanceof HopDetail.Metadata metadata ? metadata.uri() : "";
    }

    private String sign(ObservedHop hop) {
        return switch (hop.kind()) {
            case ACCEPTED, SIGNED_IN, TOKEN_ISSUED, METADATA_READ -> style.sign("✓", "+");
            case CHALLENGED, ASKED -> "?";
            case TRUST_CHANGED -> "*";
            default -> style.sign("→", ">");
        };
    }
}
