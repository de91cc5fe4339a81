package org.s2slab.console;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.s2slab.engine.hops.HopFolding;
import org.s2slab.engine.hops.HopFolding.Run;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.HopAttribution;

/**
 * Finds the place of each hop on the page: the step and the part of the hop, and whether the hop repeats earlier hops.
 */
final class HopPlaceFinder {
    /**
     * The place of a hop.
     *
     * @param step the number of the step, counted from 0 in the order of the starts; -1 before the first step
     * @param part {@code step}, {@code later} or {@code background}
     */
    private record Place(int step, String part) {}

    private final HopAttribution attribution;
    private final IdentityHashMap<Step, Integer> begun = new IdentityHashMap<>();
    private final Map<Place, HopFolding> foldings = new HashMap<>();

    HopPlaceFinder(HopAttribution attribution) {
        this.attribution = attribution;
    }

    /** Begins a step, under which its hops are shown. Returns the step's number, counted from 0. */
    synchronized int begins(Step step) {
        begun.put(step, begun.size());
        return begun.size() - 1;
    }

    /** The step with this number. Throws ConsoleException if there is no such step. */
    synchronized Step step(int number) {
        return begun.entrySet().stream()
                .filter(step -> step.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> ConsoleError.NOT_FOUND.because("No step has the number " + number + "."));
    }

    /** Adds the place of the next hop to its JSON, and the repetition that the hop continues. */
    synchronized JsonObject put(JsonObject json, ObservedHop hop) {
        Place place = place(hop);
        Run run = foldings.computeIfAbsent(place, one -> new HopFolding()).add(hop);
        if (run != null) {
            json.put("run", new JsonObject().put("unit", run.unit()).put("times", run.times()));
        }
        return json.put("step", place.step()).put("part", place.part());
    }

    private Place place(ObservedHop hop) {
        int last = begun.size() - 1;
        int owner = attribution.stepsOf(hop).stream()
                .mapToInt(step -> begun.getOrDefault(step, last))
                .max()
                .orElse(last);
        return switch (hop.origin().kind()) {
            case STEP, EARLIER_TRY -> new Place(owner, "step");
            case LATER -> new Place(owner, "later");
            case BACKGROUND -> new Place(last, "background");
        };
    }
}
