package org.s2slab.exchange.scheduling;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.RecurrenceJson;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneRegistry;
import org.s2slab.exchange.timezone.TimeZoneWriter;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/** Reads and writes the JSON of meetings for the simulated Outlook on the web client. */
final class OwaMeetingJson {
    private static final List<String> MEMBERS = List.of(
            "subject",
            "start",
            "end",
            "location",
            "body",
            "attendees",
            "online",
            "recurrence",
            "timeZone",
            "accessLevel",
            "presenters",
            "lobbyBypass");

    private OwaMeetingJson() {}

    /** Sets the members of a request in a meeting; missing members change nothing. Fails with PARAMETER_INVALID. */
    static ItemContent read(JsonObject json, ItemContent meeting) {
        RequestJson.requireKnown(json, MEMBERS);
        ItemContent read = meeting.withSpan(
                time(json, "start").orElse(meeting.starts()), time(json, "end").orElse(meeting.ends()));
        read = read.withSubject(RequestJson.text(json, "subject").orElse(read.subject()));
        if (json.containsKey("location")) {
            read = MeetingItems.set(
                    read, "Location", RequestJson.text(json, "location").orElse(""));
        }
        if (json.containsKey("body")) {
            read = read.withBody(null, RequestJson.text(json, "body").orElse(""));
        }
        if (json.containsKey("attendees")) {
            read = withAttendees(read, json);
        }
        if (read.starts() != null && read.ends() != null && read.ends().isBefore(read.starts())) {
            throw Refusal.invalid("'end' is " + read.ends() + ", earlier than 'start', " + read.starts());
        }
        return withSettings(recurring(read, json), json);
    }

    /**
     * Adds the recurrence of a request. All occurrences have the same local time in the time zone of the request
     * (default: UTC).
     */
    private static ItemContent recurring(ItemContent meeting, JsonObject json) {
        ItemContent read = meeting;
        Optional<String> zone = RequestJson.text(json, "timeZone");
        if (zone.isPresent()) {
            TimeZoneDefinition found = TimeZoneRegistry.find(zone.get())
                    .orElseThrow(() -> Refusal.invalid("'timeZone' is '" + zone.get()
                            + "', expected the id of a Windows time zone such as W. Europe Standard Time"));
            read = read.with(TimeZoneWriter.element(CalendarItemTimeZones.START, found));
        }
        if (json.containsKey("recurrence")) {
            if (!(json.getValue("recurrence") instanceof JsonObject recurrence)) {
                throw Refusal.invalid("'recurrence' must be an object with the members 'pattern' and 'range'");
            }
            read = read.with(RecurrenceJson.element(recurrence));
        }
        try {
            return Series.begun(read);
        } catch (EwsError e) {
            throw Refusal.invalid("'recurrence' makes no series: " + e.code() + ", " + e.text());
        }
    }

    private static ItemContent withAttendees(ItemContent meeting, JsonObject json) {
        if (!(json.getValue("attendees") instanceof JsonArray array)
                || !array.stream().allMatch(one -> one instanceof String text && text.matches("[^\\s@:]+@[^\\s@:]+"))) {
            throw Refusal.invalid("'attendees' must be a list of mail addresses");
        }
        List<XmlElement> requested = array.stream()
                .distinct()
                .map(one -> t("Attendee", new MailPerson((String) one, (String) one).element()))
                .toList();
        return requested.isEmpty()
                ? meeting.without("RequiredAttendees")
                : meeting.with(t("RequiredAttendees", requested));
    }

    private static ItemContent withSettings(ItemContent meeting, JsonObject json) {
        if (!json.containsKey("accessLevel") && !json.containsKey("presenters") && !json.containsKey("lobbyBypass")) {
            return meeting;
        }
        ConferenceSettings before = ConferenceSettings.of(meeting.property(ConferenceSettings.ELEMENT));
        return meeting.with(new ConferenceSettings(
                        word(json, "lobbyBypass", ConferenceSettings.LOBBY_BYPASSES, before.lobbyBypass()),
                        word(json, "accessLevel", ConferenceSettings.ACCESS_LEVELS, before.accessLevel()),
                        word(json, "presenters", ConferenceSettings.PRESENTERS, before.presenters()))
                .element());
    }

    /** Writes a meeting in the calendar of an owner. */
    static JsonObject write(Mailbox owner, Item item, ConferenceStore.@Nullable Entry conference) {
        ItemContent content = item.content();
        String organiser = content.property("Organizer")
                .flatMap(one -> one.child("Mailbox"))
                .map(MeetingAttendees::address)
                .orElse("");
        JsonObject json = new JsonObject()
                .put("id", item.id())
                .put("uid", OrganizerMeetings.uid(content))
                .put("subject", content.subject())
                .put("start", String.valueOf(content.starts()))
                .put("end", String.valueOf(content.ends()))
                .put("location", content.propertyText("Location", ""))
                .put("organizer", organiser)
                .put("isOrganizer", owner.hasAddress(organiser))
                .put("attendees", attendees(content))
                .put("myResponse", content.propertyText("MyResponseType", "Unknown"))
                .put("cancelled", content.propertyText("IsCancelled", "false").equals("true"))
                .put("online", content.property(MeetingItems.JOIN_URL).isPresent());
        json.put("type", content.propertyText("CalendarItemType", "Single"));
        content.propertyText("OriginalStart").ifPresent(start -> json.put("originalStart", start));
        content.propertyText(MeetingItems.JOIN_URL).ifPresent(url -> json.put("joinOnlineMeetingUrl", url));
        content.property(ConferenceSettings.ELEMENT).ifPresent(settings -> {
            JsonObject shown = new JsonObject();
            settings.children().forEach(one -> shown.put(lower(one.name()), one.text()));
            json.put("onlineMeetingSettings", shown);
        });
        if (conference != null) {
            boolean same = conference.state() == ConferenceStore.State.BOOKED;
            json.put("lync", same ? "followed" : "later").put("lyncError", conference.lastError());
        }
        return json;
    }

    private static JsonArray attendees(ItemContent content) {
        JsonArray attendees = new JsonArray();
        MeetingAttendees.attendees(content)
                .forEach(one -> attendees.add(new JsonObject()
                        .put("address", MeetingAttendees.addressOf(one))
                        .put("response", one.childText("ResponseType", "Unknown"))));
        return attendees;
    }

    static boolean online(JsonObject json) {
        Object online = json.getValue("online", true);
        if (!(online instanceof Boolean requested)) {
            throw Refusal.invalid("'online' must be true or false");
        }
        return requested;
    }

    private static @Nullable String word(JsonObject json, String name, List<String> words, @Nullable String otherwise) {
        Optional<String> given = RequestJson.text(json, name);
        if (given.isEmpty()) {
            return otherwise;
        }
        return words.stream()
                .filter(given.get()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.invalid("'" + name + "' is '" + given.get() + "', expected one of " + words));
    }

    private static Optional<Instant> time(JsonObject json, String name) {
        return RequestJson.text(json, name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw Refusal.invalid("'" + name + "' is '" + text + "', expected a time such as 2030-01-31T09:00:00Z");
            }
        });
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
