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

/** Where each hop stands on the page: under which step, in which part, and whether it repeats the hops before it. */
final class HopPlaces {
    /**
     * A place.
     *
     * @param step the number of the step, from 0 in the order in which they began; -1 before the first
     * @param part {@code step}, {@code later} or {@code background}
     */
    private record Place(int step, String part) {}

    private final HopAttribution attribution;
    private final IdentityHashMap<Step, Integer> begun = new IdentityHashMap<>();
    private final Map<Place, HopFolding> foldings = new HashMap<>();

    HopPlaces(HopAttribution attribution) {
        this.attribution = attribution;
    }

    /** Begins a step. The hops that it causes stand under it. Returns its number, from 0. */
    synchronized int begins(Step step) {
        begun.put(step, begun.size());
        return begun.size() - 1;
    }

    /** The step of a number; Denied where none began with it. */
    synchronized Step step(int number) {
        return begun.entrySet().stream()
                .filter(step -> step.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> ConsoleError.NOT_FOUND.because("No step has the number " + number + "."));
    }

    /** Adds the place of the next hop to its JSON, and the run that it continues. */
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
