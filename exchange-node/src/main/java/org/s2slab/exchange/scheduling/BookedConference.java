package org.s2slab.exchange.scheduling;

import io.vertx.core.json.JsonObject;

/**
 * A Lync conference for a meeting.
 *
 * @param id the id of the conference in Lync, {@code onlineMeetingId}
 * @param joinUrl the address for participants
 * @param settings the access settings in Lync
 */
record BookedConference(String id, String joinUrl, ConferenceSettings settings) {
    /** Reads the JSON of a conference from Lync. */
    static BookedConference of(JsonObject meeting) {
        return new BookedConference(
                meeting.getString("onlineMeetingId"), meeting.getString("joinUrl"), ConferenceSettings.of(meeting));
    }
}
