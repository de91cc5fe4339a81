package org.s2slab.engine.language;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.language.YamlSchema.PolicyDates;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * A named sequence of steps on a deployment, with the expected results.
 *
 * @param source the name of the scenario's file, for messages
 * @param name the scenario's name, equal to the name of its file; unique among the bundled scenarios
 * @param shows the purpose for a reader, one sentence
 * @param topology the name of the topology
 * @param chain the scenarios before and after this scenario
 * @param cells the features between two servers that the scenario demonstrates; empty for other scenarios
 * @param hops sentences of hops that must happen during all steps, in this order; other hops may happen between them
 * @param never sentences of hops that must not happen in any step
 * @param written the content of the scenario's file, with lines
 */
public record Scenario(
        String source,
        String name,
        String shows,
        String topology,
        Chain chain,
        List<MatrixCell> cells,
        List<Step> steps,
        List<HopSentence> hops,
        List<HopSentence> never,
        YamlNode written) {
    /**
     * The scenarios that are played before and after a scenario.
     *
     * @param after the scenario whose steps are played before this scenario's steps, or null
     * @param then the scenario whose steps are played after this scenario's steps (the same feature on another deployment), or null
     * @param before the number of leading steps that come from the earlier scenarios
     */
    public record Chain(@Nullable String after, @Nullable String then, int before) {}

    public Scenario {
        cells = List.copyOf(cells);
        steps = List.copyOf(steps);
        hops = List.copyOf(hops);
        never = List.copyOf(never);
    }

    /** A copy that begins with the steps of an earlier scenario. */
    public Scenario following(Scenario earlier) {
        return with(new Chain(null, chain.then, earlier.steps().size()), joined(earlier.steps(), steps));
    }

    /** A copy that ends with the steps of a later scenario. */
    public Scenario followedBy(Scenario later) {
        return with(new Chain(chain.after, null, chain.before), joined(steps, later.steps()));
    }

    /** A copy without the steps of the earlier scenarios. */
    public Scenario withoutEarlier() {
        return with(new Chain(null, chain.then, 0), steps.subList(chain.before, steps.size()));
    }

    private Scenario with(Chain other, List<Step> all) {
        return new Scenario(source, name, shows, topology, other, cells, all, hops, never, written);
    }

    /** Whether the scenario's file has a key. */
    public boolean has(String key) {
        return written.get(key) != null;
    }

    /** The line of a key in the scenario's file; 1 if the file does not contain the key. */
    public int lineOf(String key) {
        YamlNode entry = written.get(key);
        return entry == null ? written.line() : entry.line();
    }

    /** The time at which the scenario's clocks begin; empty for the machine's time. */
    public Optional<Instant> beginning() {
        return Optional.ofNullable(written.text("at")).map(ClockChange::moment);
    }

    /** The file of the snapshot with which the scenario begins, or null for a new deployment. */
    public @Nullable String snapshot() {
        return written.text("snapshot");
    }

    /** A context whose clocks begin at the scenario's time, unless its clocks are already moved. */
    public LaunchContext begunIn(LaunchContext launch) {
        return launch.moved().isZero() ? beginning().map(launch::at).orElse(launch) : launch;
    }

    /** A topology with the policies of this scenario, and with its dates, if the scenario sets them. */
    public Topology policiesOn(Topology plan) {
        String mode = written.text("policies");
        // The schema of the file has reported an unknown word.
        Topology governed = mode != null && PolicyMode.keys().contains(mode)
                ? changed("policies", () -> plan.with(PolicyMode.of(mode)))
                : plan;
        return PolicyDates.in(written)
                .map(dates -> changed(TenantDates.KEY, () -> governed.with(dates)))
                .orElse(governed);
    }

    private Topology changed(String key, Supplier<Topology> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(source, lineOf(key), String.valueOf(e.getMessage()));
        }
    }

    private static List<Step> joined(List<Step> first, List<Step> second) {
        List<Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Whether every node must run in its own process, because the scenario kills a node. */
    public boolean needsProcesses() {
        return steps.stream().anyMatch(step -> step.kind() == StepKind.KILL);
    }

    /** Whether a step belongs to this scenario, and not to an earlier scenario. */
    public boolean owns(Step step) {
        return steps.indexOf(step) >= chain.before;
    }
}
