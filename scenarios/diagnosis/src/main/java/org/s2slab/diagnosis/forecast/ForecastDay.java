package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.s2slab.diagnosis.doctor.Diagnosis;

/**
 * A day of a forecast.
 *
 * @param at the moment to which the clocks were set
 * @param changes what changes at this moment, one sentence each
 * @param expired the certificates that expire at this moment
 * @param diagnosis the doctor's result at this moment
 */
public record ForecastDay(Instant at, List<String> changes, List<String> expired, Diagnosis diagnosis) {
    public ForecastDay {
        changes = List.copyOf(changes);
        expired = List.copyOf(expired);
    }

    /** The date, with the time if it is not midnight (UTC). */
    public String date() {
        var moment = at.atOffset(ZoneOffset.UTC);
        return moment.toLocalTime().withSecond(0).withNano(0).equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.toLocalDate() + " "
                        + moment.toLocalTime().withSecond(0).withNano(0);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("at", at)
                .put("changes", new JsonArray(changes))
                .put("expired", new JsonArray(expired))
                .put("trust", diagnosis.toJson());
    }
}
