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
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.resource.ResourceTable;
import org.s2slab.trace.IdGenerator;

/** Writes the calendar items of a meeting: the organiser's and the attendees'. */
record MeetingItems(Clock clock, IdGenerator ids) {
    static final String JOIN_URL = "JoinOnlineMeetingUrl";
    static final String UID = "UID";

    /** The fixed beginning of a UID, as in the product ([MS-OXOCAL] 2.2.1.27). */
    private static final String UID_BEGINNING = "040000008200E00074C5B7101A82E008";

    /** The fixed values of each state, from {@code ews/meeting-values.tsv}. */
    private static final Map<String, List<String[]>> VALUES = ResourceTable.rows("/ews/meeting-values.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row[0],
                    row -> Stream.of(row[1].split(" ", -1))
                            .map(pair -> pair.split("=", -1))
                            .toList()));

    /** Creates a new unique UID. */
    String newUid() {
        return UID_BEGINNING + ids.uuid().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }

    /** The organiser's item, with the values that the server sets on a new item. */
    ItemContent organisers(ItemContent given, Mailbox organiser, boolean sent) {
        ItemContent item =
                given.propertyText(UID).filter(uid -> !uid.isBlank()).isPresent() ? given : set(given, UID, newUid());
        boolean meeting = MeetingAttendees.isMeeting(item);
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

    /** The sequence number of a meeting: it increases with each change of the time. */
    static int sequence(ItemContent item) {
        return Integer.parseInt(item.propertyText("AppointmentSequenceNumber", "0"));
    }

    /** The time of this change by the organiser, at least one second after the last change. */
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

    /** Whether an item is a later version of a meeting than a request, by sequence number or change time. */
    static boolean isLater(ItemContent item, ItemContent request) {
        int step = Integer.compare(sequence(item), sequence(request));
        boolean changed =
                stamp(item).flatMap(last -> stamp(request).map(last::isAfter)).orElse(false);
        return step > 0 || (step == 0 && changed);
    }

    /**
     * Converts an item that a client created without a meeting request, and that has another organiser, to an
     * attendee's item.
     */
    ItemContent imported(ItemContent given, Mailbox attendee) {
        String response = MeetingAttendees.attendees(given)
                .filter(one -> attendee.hasAddress(MeetingAttendees.addressOf(one)))
                .flatMap(one -> one.childText("ResponseType").stream())
                .filter(answer -> !answer.equals("Unknown"))
                .findFirst()
                .orElse("NoResponseReceived");
        return set(in("imported", organisers(given, attendee, false)), "MyResponseType", response)
                .with(given.property("Organizer").orElseThrow());
    }

    /** The organiser's item with the next sequence number, for an update that attendees receive. */
    ItemContent nextSequence(ItemContent item) {
        return set(item, "AppointmentSequenceNumber", Integer.toString(sequence(item) + 1));
    }

    /** The organiser's item after a deletion with cancellations ([MS-OXWSMTGS] 2.2.4.6). */
    ItemContent calledOff(ItemContent item) {
        return in("called off", item);
    }

    /**
     * The item in an attendee's calendar.
     *
     * @param there the attendee's current item, or null
     * @param again whether the attendee has to answer again
     */
    ItemContent attendees(ItemContent organisers, @Nullable ItemContent there, boolean again) {
        ItemContent item =
                in("attendee's", MeetingAttendees.seenByAttendees(organisers).withoutValues(own(organisers)));
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
     * Adds a time zone to an attendee's series or occurrence if the organiser's item has none ([MS-OXWSMTGS]). An item
     * that earlier versions wrote without a zone stays so, because a series with a new zone loses its exceptions.
     */
    private static ItemContent zoned(ItemContent item, @Nullable ItemContent there) {
        boolean named = item.property(CalendarItemTimeZones.START).isPresent();
        boolean kept =
                there != null && there.property(CalendarItemTimeZones.START).isEmpty();
        return recurs(item) && !named && !kept
                ? item.with(t(CalendarItemTimeZones.START).with("Id", "Greenwich Standard Time"))
                : item;
    }

    /**
     * The keys of an attendee's own properties. Meeting messages do not contain these properties, and do not change
     * them.
     */
    private static List<String> own(ItemContent item) {
        return item.values().keySet().stream()
                .filter(key ->
                        PropertyGroup.uris("attendee's own").contains(key) || key.startsWith(PropertyValueCodec.OPAQUE))
                .toList();
    }

    /** Creates the item again for an attendee who deleted it and then answers the request. */
    ItemContent entry(ItemContent request) {
        ItemContent item = ItemContent.empty(ItemKind.CALENDAR_ITEM)
                .withSubject(request.subject())
                .withBody(request.html(), request.text())
                .withSpan(request.starts(), request.ends())
                .withProperties(MeetingMessages.copied(request, "meeting request"));
        String busy = request.propertyText("IntendedFreeBusyStatus", "Busy");
        return attendees(set(item, "LegacyFreeBusyStatus", busy), null, true);
    }

    /** Whether an item recurs. IsRecurring is false in the organiser's master, but true in the attendee's copy. */
    static boolean recurs(ItemContent item) {
        return item.property("Recurrence").isPresent()
                || item.property("RecurrenceId").isPresent();
    }

    static String busy(ItemContent organisers) {
        return organisers.propertyText("LegacyFreeBusyStatus", "Busy");
    }

    /** An attendee's calendar item with the attendee's answer. */
    ItemContent answered(ItemContent attendees, MeetingResponse answer) {
        ItemContent item = set(attendees, "MyResponseType", answer.responseType());
        boolean accepted = answer == MeetingResponse.ACCEPT;
        Optional<String> intended = accepted ? attendees.propertyText("IntendedFreeBusyStatus") : Optional.empty();
        item = set(item, "LegacyFreeBusyStatus", intended.orElse(answer.freeBusy()));
        return set(item, "AppointmentReplyTime", now());
    }

    /** An attendee's calendar item after the cancellation of the meeting. */
    ItemContent cancelled(ItemContent item) {
        return in("cancelled", item).withSubject(MeetingMessages.prefixed("Canceled: ", item.subject()));
    }

    /** The current time in the format of items. */
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
