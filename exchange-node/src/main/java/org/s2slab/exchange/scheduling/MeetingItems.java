package org.s2slab.exchange.scheduling;

import static org.s2slab.ews.EwsNames.t;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.CalendarTimeZones;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.resource.ResourceTable;
import org.s2slab.trace.IdGenerator;

/** Writes the calendar items of a meeting: the organiser's and the attendees'. */
record MeetingItems(Clock clock, IdGenerator ids) {
    static final String JOIN_URL = "JoinOnlineMeetingUrl";
    static final String UID = "UID";

    /** Of a UID: what the product's UIDs begin with ([MS-OXOCAL] 2.2.1.27). */
    private static final String UID_BEGINNING = "040000008200E00074C5B7101A82E008";

    /** The fixed values of each state, from {@code ews/meeting-values.tsv}. */
    private static final Map<String, List<String[]>> VALUES = ResourceTable.rows("/ews/meeting-values.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row[0],
                    row -> Stream.of(row[1].split(" ", -1))
                            .map(pair -> pair.split("=", -1))
                            .toList()));

    /** A UID no other meeting has. */
    String newUid() {
        return UID_BEGINNING + ids.uuid().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }

    /** The organiser's item, with what a new one is given by the server. */
    ItemContent organisers(ItemContent given, Mailbox organiser, boolean sent) {
        ItemContent item =
                given.propertyText(UID).filter(uid -> !uid.isBlank()).isPresent() ? given : set(given, UID, newUid());
        boolean meeting = Attendees.isMeeting(item);
        item = item.with(MailPerson.of(organiser).as("Organizer"));
        item = set(in("organizer's", item), "DateTimeStamp", later(item));
        item = set(item, "IsMeeting", Boolean.toString(meeting));
        boolean recurs = item.property("Recurrence").isPresent();
        item = set(item, "CalendarItemType", recurs ? "RecurringMaster" : "Single");

        item = set(item, "AppointmentState", meeting ? "1" : "0");
        boolean told = sent || item.isTrue("MeetingRequestWasSent");
        item = set(item, "MeetingRequestWasSent", Boolean.toString(meeting && told));
        item = ifAbsent(item, "AppointmentSequenceNumber", "0");
        item = ifAbsent(item, "LegacyFreeBusyStatus", "Busy");
        return ifAbsent(item, "IsResponseRequested", "true");
    }

    /** The version of a meeting: it grows with each change of the time. */
    static int sequence(ItemContent item) {
        return Integer.parseInt(item.propertyText("AppointmentSequenceNumber", "0"));
    }

    /** When an item was last changed by its organiser, at least a second after the change before. */
    private String later(ItemContent item) {
        Instant now = Instant.parse(now());
        return stamp(item)
                .filter(last -> !last.isBefore(now))
                .map(last -> last.plusSeconds(1))
                .orElse(now)
                .toString();
    }

    private static Optional<Instant> stamp(ItemContent item) {
        return item.propertyText("DateTimeStamp").map(Instant::parse);
    }

    /** Whether an item has a meeting in a later version than a request: its time changed since, or something else. */
    static boolean isLater(ItemContent item, ItemContent request) {
        int step = Integer.compare(sequence(item), sequence(request));
        boolean changed =
                stamp(item).flatMap(last -> stamp(request).map(last::isAfter)).orElse(false);
        return step > 0 || (step == 0 && changed);
    }

    /** An item that names another organiser, as it is in the calendar of an attendee; it came by no message. */
    ItemContent imported(ItemContent given, Mailbox attendee) {
        String response = Attendees.attendees(given)
                .filter(one -> attendee.hasAddress(Attendees.addressOf(one)))
                .flatMap(one -> one.childText("ResponseType").stream())
                .filter(answer -> !answer.equals("Unknown"))
                .findFirst()
                .orElse("NoResponseReceived");
        return set(in("imported", organisers(given, attendee, false)), "MyResponseType", response)
                .with(given.property("Organizer").orElseThrow());
    }

    /** The organiser's item after a change that attendees are told of. */
    ItemContent nextSequence(ItemContent item) {
        return set(item, "AppointmentSequenceNumber", Integer.toString(sequence(item) + 1));
    }

    /** The organiser's item after it was deleted and the attendees were told ([MS-OXWSMTGS] 2.2.4.6). */
    ItemContent calledOff(ItemContent item) {
        return in("called off", item);
    }

    /**
     * The item in an attendee's calendar.
     *
     * @param there the attendee's item until now, or null
     * @param again whether the attendee has to answer again
     */
    ItemContent attendees(ItemContent organisers, @Nullable ItemContent there, boolean again) {
        ItemContent item =
                in("attendee's", Attendees.seenByAttendees(organisers).withoutValues(own(organisers)));
        item = set(item, "IsRecurring", Boolean.toString(recurs(item)));
        item = set(item, "IntendedFreeBusyStatus", busy(organisers));
        item = busy(organisers).equals("Free") ? set(item, "LegacyFreeBusyStatus", "Free") : item;
        item = zoned(item, there);
        if (there == null) {
            return item;
        }
        List<String> kept = new ArrayList<>(own(there));
        kept.addAll(again ? Set.of() : PropertyGroup.uris("attendee's answer"));
        for (String key : kept) {
            Optional<Object> own = there.value(key);
            item = own.isPresent() ? item.with(key, own.get()) : item;
        }
        return item;
    }

    /**
     * An attendee's series or occurrence has a zone also where the organiser named none ([MS-OXWSMTGS]). What earlier
     * versions wrote stays without: with another zone a series forgets its exceptions.
     */
    private static ItemContent zoned(ItemContent item, @Nullable ItemContent there) {
        boolean named = item.property(CalendarTimeZones.START).isPresent();
        boolean kept = there != null && there.property(CalendarTimeZones.START).isEmpty();
        return recurs(item) && !named && !kept
                ? item.with(t(CalendarTimeZones.START).with("Id", "Greenwich Standard Time"))
                : item;
    }

    /** The keys of what belongs to the owner of an item alone: messages do not carry it, and do not change it. */
    private static List<String> own(ItemContent item) {
        return item.values().keySet().stream()
                .filter(key ->
                        PropertyGroup.uris("attendee's own").contains(key) || key.startsWith(PropertyValue.OPAQUE))
                .toList();
    }

    /** The item that an attendee gets back who answers a request after deleting the item that came with it. */
    ItemContent entry(ItemContent request) {
        ItemContent item = ItemContent.empty(ItemKind.CALENDAR_ITEM)
                .withSubject(request.subject())
                .withBody(request.html(), request.text())
                .withSpan(request.starts(), request.ends())
                .withProperties(MeetingMessages.copied(request, "meeting request"));
        String busy = request.propertyText("IntendedFreeBusyStatus", "Busy");
        return attendees(set(item, "LegacyFreeBusyStatus", busy), null, true);
    }

    /** False on the organiser's master, as real servers answer, but true in what attendees get of it. */
    static boolean recurs(ItemContent item) {
        return item.property("Recurrence").isPresent()
                || item.property("RecurrenceId").isPresent();
    }

    static String busy(ItemContent organisers) {
        return organisers.propertyText("LegacyFreeBusyStatus", "Busy");
    }

    /** An attendee's calendar item after their answer. */
    ItemContent answered(ItemContent attendees, MeetingResponse answer) {
        ItemContent item = set(attendees, "MyResponseType", answer.responseType());
        boolean accepted = answer == MeetingResponse.ACCEPT;
        Optional<String> intended = accepted ? attendees.propertyText("IntendedFreeBusyStatus") : Optional.empty();
        item = set(item, "LegacyFreeBusyStatus", intended.orElse(answer.freeBusy()));
        return set(item, "AppointmentReplyTime", now());
    }

    /** A calendar item of a meeting that was called off. */
    ItemContent cancelled(ItemContent item) {
        return in("cancelled", item).withSubject(MeetingMessages.prefixed("Canceled: ", item.subject()));
    }

    /** This moment as items show times. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ItemContent set(ItemContent item, String name, String value) {
        return item.with(t(name, value));
    }

    /** An item with the fixed values of a state. */
    static ItemContent in(String state, ItemContent item) {
        ItemContent changed = item;
        for (String[] pair : Objects.requireNonNull(VALUES.get(state), state)) {
            changed = set(changed, pair[0], pair[1]);
        }
        return changed;
    }

    static ItemContent ifAbsent(ItemContent item, String name, String value) {
        return item.property(name).isPresent() ? item : set(item, name, value);
    }
}
