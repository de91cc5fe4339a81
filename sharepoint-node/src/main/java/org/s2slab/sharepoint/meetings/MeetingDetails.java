package org.s2slab.sharepoint.meetings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.RecurrenceJson;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;

/**
 * The details of a meeting that a person enters.
 *
 * @param attendees mail addresses
 * @param accessLevel Invited, SameEnterprise, Everyone or Locked: the people who bypass the lobby
 * @param recurrence a recurrence in the form of {@link RecurrenceJson}; null for a single meeting
 * @param timeZone the id of the Windows time zone for the wall times of a series; null for UTC
 */
record MeetingDetails(
        String subject,
        Instant start,
        Instant end,
        String location,
        String description,
        List<String> attendees,
        String accessLevel,
        @Nullable JsonObject recurrence,
        @Nullable String timeZone) {
    private static final List<String> MEMBERS = List.of(
            "accessLevel", "attendees", "description", "end", "location", "recurrence", "start", "subject", "timeZone");
    private static final Set<String> LEVELS = Set.of("Locked", "Invited", "SameEnterprise", "Everyone");
    private static final int LONGEST = 255;

    MeetingDetails {
        attendees = List.copyOf(attendees);
        if (subject.isBlank() || subject.length() > LONGEST) {
            throw Refusal.invalid("'subject' is needed, of at most " + LONGEST + " characters");
        }
        if (!end.isAfter(start)) {
            throw Refusal.invalid("'end' is " + end + ", expected later than 'start', " + start);
        }
        if (!LEVELS.contains(accessLevel)) {
            throw Refusal.invalid("'accessLevel' is '" + accessLevel + "', expected one of " + LEVELS);
        }
        if (recurrence != null) {
            RecurrenceJson.element(recurrence);
        }
        for (String attendee : attendees) {
            if (!attendee.matches("[^@\\s<>\"]+@[^@\\s<>\"]+")) {
                throw Refusal.invalid("'" + attendee + "' among 'attendees' is no mail address");
            }
        }
    }

    /** Parses details from a client or from the database; throws PARAMETER_INVALID. */
    static MeetingDetails of(JsonObject json) {
        RequestJson.requireKnown(json, MEMBERS);
        return new MeetingDetails(
                text(json, "subject", ""),
                time(json, "start"),
                time(json, "end"),
                text(json, "location", "Online meeting"),
                text(json, "description", ""),
                RequestJson.texts(json, "attendees", "mail addresses"),
                text(json, "accessLevel", "Invited"),
                recurrence(json),
                RequestJson.text(json, "timeZone").orElse(null));
    }

    private static @Nullable JsonObject recurrence(JsonObject json) {
        Object value = json.getValue("recurrence");
        if (value != null && !(value instanceof JsonObject)) {
            throw Refusal.invalid("'recurrence' must be an object with the members 'pattern' and 'range'");
        }
        return (JsonObject) value;
    }

    /** A time at which the meeting, or its last occurrence, has certainly ended; empty for a series without an end. */
    Optional<Instant> over() {
        return recurrence == null ? Optional.of(end) : RecurrenceJson.over(recurrence, Duration.between(start, end));
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("subject", subject)
                .put("start", start.toString())
                .put("end", end.toString())
                .put("location", location)
                .put("description", description)
                .put("attendees", new JsonArray(attendees))
                .put("accessLevel", accessLevel);
        if (timeZone != null) {
            json.put("timeZone", timeZone);
        }
        return recurrence == null ? json : json.put("recurrence", recurrence);
    }

    private static String text(JsonObject json, String name, String otherwise) {
        return RequestJson.text(json, name).orElse(otherwise);
    }

    private static Instant time(JsonObject json, String name) {
        try {
            return OffsetDateTime.parse(text(json, name, "")).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("'" + name + "' is needed: a time with its zone such as 2027-02-02T10:00:00Z");
        }
    }
}
