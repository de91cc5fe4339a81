package org.s2slab.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.HopOrigin;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.reading.StepReference;

/**
 * Finds the step that caused a hop. A hop in the trace of a step belongs to this step. If a node works in a trace of
 * its own, the hop belongs to every step whose trace is linked.
 */
public final class HopAttribution {
    /** The number of each step, in the order in which they began. */
    private final Map<Step, Integer> numbers = new ConcurrentHashMap<>();

    /** The step of each trace. Only traces of steps are contained. */
    private final Map<String, Step> steps = new ConcurrentHashMap<>();

    /** The traces that are linked to a trace which a node began. */
    private final Map<String, Set<String>> linked = new ConcurrentHashMap<>();

    private volatile @Nullable String current;

    /** Records that a step begins in a trace, or is repeated in a new trace. */
    public void begins(Step step, String traceId) {
        numbers.putIfAbsent(step, numbers.size() + 1);
        steps.put(traceId, step);
        current = traceId;
    }

    /** Whether a step was played in a trace. */
    boolean knows(String traceId) {
        return steps.containsKey(traceId);
    }

    /** The step that caused a hop. If no step caused it, the current step; null before the first step. */
    public @Nullable StepReference stepOf(ObservedHop hop) {
        Step own = Stream.concat(Stream.of(hop.place().traceId()), hop.origin().causes().stream())
                .filter(this::knows)
                .map(steps::get)
                .findFirst()
                .orElse(step(current));
        return own == null ? null : new StepReference(numbers.getOrDefault(own, 1), own.title());
    }

    /** A copy of the hop with its origin, relative to the current step. */
    public ObservedHop attribute(ObservedHop hop) {
        List<String> causes = causes(hop);
        Step now = step(current);
        Set<String> others = new LinkedHashSet<>();
        List<String> traces = new ArrayList<>(causes);
        traces.add(hop.place().traceId());
        for (String trace : traces) {
            Step step = step(trace);
            if (step != null && !step.equals(now)) {
                others.add(step.title());
            }
        }
        return hop.from(new HopOrigin(kind(hop.place().traceId(), causes), causes, List.copyOf(others)));
    }

    /** The steps that caused a hop, and the step whose trace contains the hop; empty for a background hop. */
    public List<Step> stepsOf(ObservedHop hop) {
        List<String> traces = new ArrayList<>(causes(hop));
        traces.add(hop.place().traceId());
        return traces.stream().map(this::step).filter(Objects::nonNull).toList();
    }

    private HopOrigin.Kind kind(String traceId, List<String> causes) {
        if (causes.contains(traceId)) {
            return HopOrigin.Kind.LATER;
        }
        if (traceId.equals(current)) {
            return HopOrigin.Kind.STEP;
        }
        Step step = step(traceId);
        if (step != null) {
            return step.equals(step(current)) ? HopOrigin.Kind.EARLIER_TRY : HopOrigin.Kind.LATER;
        }
        return causes.stream().anyMatch(this::knows) ? HopOrigin.Kind.LATER : HopOrigin.Kind.BACKGROUND;
    }

    /** The hop's causes, or else the causes of other hops in its trace, unless a step was played in that trace. */
    private List<String> causes(ObservedHop hop) {
        List<String> own = hop.origin().causes();
        if (knows(hop.place().traceId())) {
            return own;
        }
        Set<String> all = linked.computeIfAbsent(hop.place().traceId(), key -> ConcurrentHashMap.newKeySet());
        all.addAll(own);
        return own.isEmpty() ? List.copyOf(all) : own;
    }

    private @Nullable Step step(@Nullable String traceId) {
        return traceId == null ? null : steps.get(traceId);
    }

    /** One sentence for each hop that an earlier step forbids and caused. */
    List<String> brokenPromises(List<ObservedHop> hops) {
        Map<String, String> broken = new LinkedHashMap<>();
        for (ObservedHop hop : hops) {
            for (Step step : ownersOf(hop)) {
                for (HopSentence sentence : step.equals(step(current)) ? List.<HopSentence>of() : step.never()) {
                    if (hop.fits(sentence)) {
                        String place = step.source() + ":" + step.line();
                        broken.put(
                                place + sentence,
                                "never: '" + sentence + "' happened later, because of '" + step.title() + "' (" + place
                                        + ")");
                    }
                }
            }
        }
        return List.copyOf(broken.values());
    }

    private Set<Step> ownersOf(ObservedHop hop) {
        Set<Step> owners = new LinkedHashSet<>();
        boolean ofAStep = knows(hop.place().traceId());
        for (String trace :
                ofAStep ? List.of(hop.place().traceId()) : hop.origin().causes()) {
            Step step = step(trace);
            if (step != null && hop.origin().isCaused()) {
                owners.add(step);
            }
        }
        return owners;
    }
}
