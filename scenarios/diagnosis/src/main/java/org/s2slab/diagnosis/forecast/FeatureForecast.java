package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;

/**
 * A feature of a deployment, with its state on each day of the forecast.
 *
 * @param caller the node that calls
 * @param resource the node that is called
 * @param causes why it does not work, for each day; none if it works on that day, or if it was not played
 * @param unplayed why it could not be played on this deployment; null if it was played
 */
public record FeatureForecast(
        String feature,
        NodePlan caller,
        NodePlan resource,
        List<List<ForecastCause>> causes,
        @Nullable String unplayed) {
    public FeatureForecast {
        causes = List.copyOf(causes);
    }

    /** The state of a feature on a day. */
    public enum State {
        WORKS("works", "\u2713"),
        BREAKS("breaks", "\u2717"),
        UNPLAYED("not played", "\u2013");

        private final String word;
        private final String mark;

        State(String word, String mark) {
            this.word = word;
            this.mark = mark;
        }

        public String word() {
            return word;
        }

        /** A sign that does not need a color. */
        public String mark() {
            return mark;
        }
    }

    /** The feature with its two servers. */
    public String title() {
        return feature + ", " + edge();
    }

    /** The two servers. */
    public String edge() {
        return caller.label() + " \u2192 " + resource.label();
    }

    /** The state on a day, by the day's number from 0. */
    public State on(int day) {
        return unplayed != null ? State.UNPLAYED : causes.get(day).isEmpty() ? State.WORKS : State.BREAKS;
    }

    /** Whether a person used it with success on a day. */
    public boolean works(int day) {
        return on(day) == State.WORKS;
    }

    /** The number of the first day on which it does not work; empty if it works on every day. */
    public OptionalInt firstBreak() {
        return IntStream.range(0, causes.size())
                .filter(day -> !causes.get(day).isEmpty())
                .findFirst();
    }

    JsonObject toJson() {
        JsonArray days = new JsonArray();
        for (int day = 0; day < causes.size(); day++) {
            JsonArray told = new JsonArray();
            causes.get(day).forEach(cause -> told.add(cause.toJson()));
            days.add(new JsonObject().put("works", works(day)).put("causes", told));
        }
        return new JsonObject()
                .put("feature", feature)
                .put("caller", caller.name())
                .put("resource", resource.name())
                .put("unplayed", unplayed)
                .put("days", days);
    }
}
