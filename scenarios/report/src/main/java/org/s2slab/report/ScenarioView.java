package org.s2slab.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.engine.hops.SequenceDiagram;
import org.s2slab.engine.hops.SequenceLane;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepResult;

/**
 * The data of a scenario on a report page.
 *
 * @param id the prefix of all ids in the scenario's section
 * @param open whether the section is expanded at first
 * @param earlier the steps of the earlier scenarios
 * @param steps the scenario's own steps
 */
public record ScenarioView(
        String id,
        ScenarioResult result,
        boolean open,
        List<SequenceLane> participants,
        List<SequenceArrow> arrows,
        List<StepView> earlier,
        List<StepView> steps,
        List<OpenedToken> tokens,
        List<TrustEdgeView> edges) {

    /** @param number the number of the scenario in the report, starting at 1 */
    static ScenarioView of(ScenarioReport report, int number, boolean open) {
        ScenarioResult result = report.result();
        String id = "s" + number;
        HopHistory history = result.history();
        SequenceDiagram sequence = SequenceDiagram.of(result.plan(), result.hops());
        List<SequenceArrow> arrows = sequence.arrows();
        List<OpenedToken> tokens = TokenCollector.of(arrows);
        Map<Integer, OpenedToken> byHop = new HashMap<>();
        tokens.forEach(token -> token.hops().forEach(hop -> byHop.put(hop, token)));
        List<StepView> all = new ArrayList<>();
        int next = 0;
        for (StepResult step : result.steps()) {
            List<SequenceArrow> own = arrows.subList(next, next + step.hops().size());
            next += own.size();
            List<HopView> hops = own.stream()
                    .map(arrow -> new HopView(
                            arrow,
                            sequence.participants(),
                            id,
                            byHop.get(arrow.number()),
                            history.read(arrow.hop()),
                            report.wire().of(arrow.hop()).orElse(null)))
                    .toList();
            all.add(StepView.of(step, hops));
        }
        int before = Math.min(result.scenario().chain().before(), all.size());
        return new ScenarioView(
                id,
                result,
                open || !result.passed(),
                sequence.participants(),
                arrows,
                all.subList(0, before),
                all.subList(before, all.size()),
                tokens,
                TrustEdgeView.of(report.trust()));
    }

    public String name() {
        return result.scenario().name();
    }

    /** The sentence about what the scenario shows. */
    public String shows() {
        return result.scenario().shows();
    }

    public boolean passed() {
        return result.passed();
    }

    /** All failed expectations, with file and line. */
    public List<String> problems() {
        return result.allProblems();
    }

    /** The deferred work that steps caused and that the nodes had not completed at the end. */
    public List<String> unfinished() {
        return result.unfinished();
    }

    /** One sentence for each deliberate difference of the lab that a node has switched off. */
    public List<String> warnings() {
        return result.warnings();
    }

    public String stepCount() {
        int all = result.scenario().steps().size();
        int played = result.steps().size();
        return played == all ? Integer.toString(all) : played + " of " + all;
    }

    public int hopCount() {
        return arrows.size();
    }

    /** The number of refusals and failures among the hops. */
    public long refusals() {
        return arrows.stream()
                .filter(arrow -> arrow.tone() == SequenceArrow.Tone.NO)
                .count();
    }

    public String took() {
        return result.took().toMillis() + " ms";
    }

    public String facts() {
        return "Deployment " + result.plan().name() + ": " + result.plan().shows() + " " + stepCount() + " steps, "
                + hopCount() + " hops, " + took() + ".";
    }

    public TrustMap map() {
        return TrustMap.of(result.plan(), edges);
    }

    public String mapTitle() {
        return "Trust in " + result.plan().name();
    }

    public String earlierTitle() {
        Scenario scenario = result.scenario();
        int hops = earlier.stream().mapToInt(step -> step.hops().size()).sum();
        return "Steps of earlier scenarios: " + earlier.size() + " of "
                + scenario.steps().size() + " steps, " + hops + " hops";
    }
}
