package org.s2slab.exchange.scheduling;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What a conference shall be like.
 *
 * @param mark our own name for it, kept in its description so that it is found again when Lync's answer was lost
 * @param attendees {@code sip:} addresses
 * @param expires when Lync may forget it
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
