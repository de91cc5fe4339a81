package org.s2slab.exchange.scheduling;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * The requested properties of a Lync conference.
 *
 * @param mark an identifier of ours in its description, by which it is found again if Lync's response was lost
 * @param attendees {@code sip:} addresses
 * @param expires the time after which Lync may delete it
 */
record ConferenceRequest(
        String mark, String subject, List<String> attendees, ConferenceSettings settings, Instant expires) {
    ConferenceRequest {
        attendees = List.copyOf(attendees);
    }

    /** Sets it in a meeting for Lync, new or as Lync had it. */
    JsonObject into(JsonObject meeting) {
        settings.into(meeting);
        return meeting.put("subject", subject)
                .put("description", mark)
                .put("attendees", new JsonArray(attendees))
                .put("expirationTime", expires.toString());
    }
}
