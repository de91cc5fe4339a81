package org.s2slab.exchange.scheduling;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * The requested properties of a Lync conference.
 *
 * @param mark an identifier in the conference's description, by which this server finds the conference if Lync's
 *     response was lost
 * @param attendees the {@code sip:} addresses of the attendees
 * @param expires the time after which Lync may delete the conference
 */
record ConferenceRequest(
        String mark, String subject, List<String> attendees, ConferenceSettings settings, Instant expires) {
    ConferenceRequest {
        attendees = List.copyOf(attendees);
    }

    /** Sets these properties in the JSON of a new or existing Lync conference. */
    JsonObject into(JsonObject meeting) {
        settings.into(meeting);
        return meeting.put("subject", subject)
                .put("description", mark)
                .put("attendees", new JsonArray(attendees))
                .put("expirationTime", expires.toString());
    }
}
