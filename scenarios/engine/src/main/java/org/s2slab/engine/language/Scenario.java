package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.HopSentence;

/**
 * A story played on a deployment, with what must come of it.
 *
 * @param source the file it was read from, for messages
 * @param name unique among the bundled ones, equal to the file's name
 * @param shows what a reader learns from it, one sentence
 * @param topology the deployment it starts from, by name
 * @param after the scenario whose steps are played before its own, or null
 * @param then the scenario whose own steps are played after its own, as the same feature on another deployment, or null
 * @param cells which features it shows between which servers; none where it shows something else
 * @param before how many of the steps belong to the scenarios it follows
 * @param hops sentences that must come true over all steps, in this order; others may lie between
 * @param never sentences that must not come true in any step
 * @param written the scenario as its own file has it, with lines
 */
public record Scenario(
        String source,
        String name,
        String shows,
        String topology,
        @Nullable String after,
        @Nullable String then,
        List<MatrixCell> cells,
        int before,
        List<Step> steps,
        List<HopSentence> hops,
        List<HopSentence> never,
        YamlNode written) {
    public Scenario {
        cells = List.copyOf(cells);
        steps = List.copyOf(steps);
        hops = List.copyOf(hops);
        never = List.copyOf(never);
    }

    /** The same story with the steps of an earlier one before its own. */
    public Scenario following(Scenario earlier) {
        return new Scenario(
                source,
                name,
                shows,
                topology,
                null,
                then,
                cells,
                earlier.steps().size(),
                joined(earlier.steps(), steps),
                hops,
                never,
                written);
    }

    /** The same story with the steps of a later one after its own. */
    public Scenario followedBy(Scenario later) {
        return new Scenario(
                source,
                name,
                shows,
                topology,
                after,
                null,
                cells,
                before,
                joined(steps, later.steps()),
                hops,
                never,
                written);
    }

    /** The line on which its own file has a key; the first one where it has none. */
    public int lineOf(String key) {
        YamlNode entry = written.get(key);
        return entry == null ? written.line() : entry.line();
    }

    /**
     * The steps of the feature, of a scenario with {@code cells}: those of the scenario it names by {@code then}, or its own
     * where it names none. They are the last ones, and all from one file.
     */
    public List<Step> featureSteps() {
        return steps.subList(featureBegins(), steps.size());
    }

    /** The steps before those of the feature: they configure trust, and test it. */
    public List<Step> trustSteps() {
        return steps.subList(0, featureBegins());
    }

    /** The same story without its feature: what is expected over all steps must then be missing. */
    public Scenario withoutFeature() {
        return new Scenario(
                source, name, shows, topology, after, then, cells, before, trustSteps(), hops, never, written);
    }

    private int featureBegins() {
        String last = steps.get(steps.size() - 1).source();
        int begins = steps.size();
        while (begins > 0 && steps.get(begins - 1).source().equals(last)) {
            begins--;
        }
        return begins;
    }

    private static List<Step> joined(List<Step> first, List<Step> second) {
        List<Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Whether it can only be played with every node as a process of its own: a verticle cannot be killed. */
    public boolean needsProcesses() {
        return steps.stream().anyMatch(step -> step.kind() == StepKind.KILL);
    }

    /** Whether a step is of this story itself and not of one it follows. */
    public boolean owns(Step step) {
        return steps.indexOf(step) >= before;
    }
}
