package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.HopSentence;

/**
 * A named sequence of steps on a deployment, with the expected results.
 *
 * @param source the file it was read from, for messages
 * @param name unique among the bundled scenarios, equal to the file's name
 * @param shows its purpose for a reader, one sentence
 * @param topology the name of its topology
 * @param after the scenario whose steps are played before its own, or null
 * @param then the scenario whose own steps are played after its own, as the same feature on another deployment, or null
 * @param cells the features that it demonstrates between two servers; empty for a scenario of another kind
 * @param before the number of leading steps that belong to the scenarios it follows
 * @param hops sentences of hops that must happen over all steps, in this order; others may happen between them
 * @param never sentences of hops that must not happen in any step
 * @param written the content of its own file, with lines
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

    /** A copy with the steps of an earlier scenario before its own. */
    public Scenario following(Scenario earlier) {
        return with(null, then, earlier.steps().size(), joined(earlier.steps(), steps));
    }

    /** A copy with the steps of a later scenario after its own. */
    public Scenario followedBy(Scenario later) {
        return with(after, null, before, joined(steps, later.steps()));
    }

    private Scenario with(@Nullable String earlier, @Nullable String later, int leading, List<Step> all) {
        return new Scenario(source, name, shows, topology, earlier, later, cells, leading, all, hops, never, written);
    }

    /** The line of a key in its own file; 1 if the file does not have the key. */
    public int lineOf(String key) {
        YamlNode entry = written.get(key);
        return entry == null ? written.line() : entry.line();
    }

    private static List<Step> joined(List<Step> first, List<Step> second) {
        List<Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Whether every node must run in a process of its own: a verticle cannot be killed. */
    public boolean needsProcesses() {
        return steps.stream().anyMatch(step -> step.kind() == StepKind.KILL);
    }

    /** Whether a step belongs to this scenario itself and not to one that it follows. */
    public boolean owns(Step step) {
        return steps.indexOf(step) >= before;
    }
}
