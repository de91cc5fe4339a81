package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A feature of a deployment, with its state on each day of the forecast.
 *
 * @param caller the node that calls
 * @param resource the node that is called
 * @param causes why it does not work, for each day; none if it works on that day
 */
public record FeatureForecast(String feature, String caller, String resource, List<List<ForecastCause>> causes) {
    public FeatureForecast {
        causes = List.copyOf(causes);
    }

    /** The feature with its two servers. */
    public String title() {
        return feature + ", " + edge();
    }

    /** The two servers. */
    public String edge() {
        return caller + " \u2192 " + resource;
    }

    /** Whether it works on a day, by the day's number from 0. */
    public boolean works(int day) {
        return causes.get(day).isEmpty();
    }

    /** The number of the first day on which it does not work; empty if it works on every day. */
    public OptionalInt firstBreak() {
        return IntStream.range(0, causes.size())
                .filter(day -> !causes.get(day).isEmpty())
                .findFirst();
    }

    JsonObject toJson() {
        JsonArray days = new JsonArray();
        for (List<ForecastCause> found : causes) {
            JsonArray told = new JsonArray();
            found.forEach(cause -> told.add(cause.toJson()));
            days.add(new JsonObject().put("works", found.isEmpty()).put("causes", told));
        }
        return new JsonObject()
                .put("feature", feature)
                .put("caller", caller)
                .put("resource", resource)
                .put("days", days);
    }
}
