package org.s2slab.exchange.scheduling;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** Writes the items of a meeting: the organiser's and the attendees' calendar items, and the messages between them. */
record MeetingItems(Clock clock, IdGenerator ids) {
    static final String JOIN_URL = "JoinOnlineMeetingUrl";
    static final String UID = "UID";

    /** Of a UID: what the product's UIDs begin with ([MS-OXOCAL] 2.2.1.27). */
    private static final String UID_BEGINNING = "040000008200E00074C5B7101A82E008";

    /** The properties of a meeting that a meeting message copies, besides its kind. */
    private static final Set<String> TOLD = Set.of(
            "UID",
            "DateTimeStamp",
            "Organizer",
            "Location",
            "IsAllDayEvent",
            "RequiredAttendees",
            "OptionalAttendees",
            "Resources",
            "AppointmentSequenceNumber",
            "IsMeeting",
            "CalendarItemType",
            "IsRecurring",
            "Recurrence",
            "StartTimeZone",
            "EndTimeZone",
            "IsOnlineMeeting");

    /** A UID no other meeting has. */
    String newUid() {
        return UID_BEGINNING + ids.uuid().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }

    /** The organiser's item, with what a new one is given by the server. */
    ItemContent organisers(ItemContent given, Mailbox organiser, boolean sent) {
        ItemContent item =
                given.propertyText(UID).filter(uid -> !uid.isBlank()).isPresent() ? given : set(given, UID, newUid());
        boolean meeting = Attendees.isMeeting(item);
        item = item.with(person("Organizer", organiser));
        item = set(item, "DateTimeStamp", now());
        item = set(item, "IsMeeting", Boolean.toString(meeting));
        item = set(item, "IsRecurring", "false");
        boolean recurs = item.property("Recurrence").isPresent();
        item = set(item, "CalendarItemType", recurs ? "RecurringMaster" : "Single");
        item = set(item, "MyResponseType", meeting ? "Organizer" : "Unknown");
        item = set(item, "AppointmentState", meeting ? "1" : "0");
        item = set(item, "MeetingRequestWasSent", Boolean.toString(meeting && sent));
        item = ifAbsent(item, "AppointmentSequenceNumber", "0");
        item = ifAbsent(item, "LegacyFreeBusyStatus", "Busy");
        return ifAbsent(item, "IsResponseRequested", "true");
    }

    /** An item that names another organiser, as it is in the calendar of an attendee; it came by no message. */
    ItemContent imported(ItemContent given, Mailbox attendee) {
        String response = Attendees.LISTS.stream()
                .flatMap(list -> given.property(list).stream())
                .flatMap(list -> list.children("Attendee").stream())
                .filter(one -> attendee.hasAddress(
                        one.child("Mailbox").map(Attendees::address).orElse("")))
                .flatMap(one -> one.childText("ResponseType").stream())
                .filter(answer -> !answer.equals("Unknown"))
                .findFirst()
                .orElse("NoResponseReceived");
        ItemContent item = set(organisers(given, attendee, false), "MyResponseType", response);
        item = set(set(item, "AppointmentState", "3"), "IsMeeting", "true");
        return item.with(given.property("Organizer").orElseThrow());
    }

    /** The organiser's item after a change that attendees are told of. */
    ItemContent nextSequence(ItemContent item) {
        int before =
                Integer.parseInt(item.propertyText("AppointmentSequenceNumber").orElse("0"));
        return set(set(item, "AppointmentSequenceNumber", Integer.toString(before + 1)), "DateTimeStamp", now());
    }

    /** The item in an attendee's calendar, without a response yet. */
    ItemContent attendees(ItemContent organisers) {
        ItemContent item = set(organisers, "MyResponseType", "NoResponseReceived");
        // False on the organizer's master, as real servers answer.
        item = set(
                item,
                "IsRecurring",
                Boolean.toString(item.property("Recurrence").isPresent()));
        item = set(item, "AppointmentState", "3");
        return set(item, "LegacyFreeBusyStatus", "Tentative");
    }

    /** The message that invites, or tells of a change. */
    ItemContent request(ItemContent organisers, Mailbox organiser, XmlElement recipients, boolean update) {
        ItemContent message = message(ItemKind.MEETING_REQUEST, organisers, organiser, recipients, "");
        message = set(message, "MeetingRequestType", update ? "FullUpdate" : "NewMeetingRequest");
        message = set(
                message,
                "IntendedFreeBusyStatus",
                organisers.propertyText("LegacyFreeBusyStatus").orElse("Busy"));
        message = set(message, "IsResponseRequested", "true");
        message = set(message, "MeetingRequestWasSent", "true");
        message = set(message, "LegacyFreeBusyStatus", "Tentative");
        return set(message, "AppointmentState", "3");
    }

    /** The message that calls a meeting off. */
    ItemContent cancellation(ItemContent organisers, Mailbox organiser, XmlElement recipients) {
        return only(message(ItemKind.MEETING_CANCELLATION, organisers, organiser, recipients, "Canceled: "));
    }

    /** The message that answers an invitation. */
    ItemContent response(ItemContent meeting, Mailbox attendee, XmlElement recipients, MeetingResponse answer) {
        ItemContent message = only(message(ItemKind.MEETING_RESPONSE, meeting, attendee, recipients, answer.prefix()));
        message = message.withBody(null, "").withItemClass(answer.itemClass());
        return set(message, "ResponseType", answer.responseType());
    }

    /** An attendee's calendar item after their answer. */
    ItemContent answered(ItemContent attendees, MeetingResponse answer) {
        ItemContent item = set(attendees, "MyResponseType", answer.responseType());
        item = set(item, "LegacyFreeBusyStatus", answer.freeBusy());
        return set(item, "AppointmentReplyTime", now());
    }

    /** A calendar item of a meeting that was called off. */
    ItemContent cancelled(ItemContent item) {
        ItemContent gone = set(item, "IsCancelled", "true");
        gone = set(gone, "AppointmentState", "7");
        return set(gone, "LegacyFreeBusyStatus", "Free").withSubject(prefixed("Canceled: ", item.subject()));
    }

    /** This moment as items show times. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ItemContent set(ItemContent item, String name, String value) {
        return item.with(ElementJson.text(name, value));
    }

    static ItemContent ifAbsent(ItemContent item, String name, String value) {
        return item.property(name).isPresent() ? item : set(item, name, value);
    }

    /** {@code From}, {@code Organizer} and the like. */
    static XmlElement person(String element, Mailbox mailbox) {
        return ElementJson.of(element, List.of(mailbox(mailbox)));
    }

    static XmlElement mailbox(Mailbox mailbox) {
        return ElementJson.of(
                "Mailbox",
                List.of(
                        ElementJson.text("Name", mailbox.name()),
                        ElementJson.text("EmailAddress", mailbox.primaryAddress()),
                        ElementJson.text("RoutingType", "SMTP")));
    }

    private ItemContent message(
            ItemKind kind, ItemContent meeting, Mailbox from, XmlElement recipients, String prefix) {
        ItemContent message = ItemContent.empty(kind)
                .withSubject(prefixed(prefix, meeting.subject()))
                .withBody(meeting.html(), meeting.text())
                .withFlags(false, false, false)
                .withMailTimes(clock.instant(), clock.instant())
                .withSpan(meeting.starts(), meeting.ends())
                .withProperties(meeting.properties().stream()
                        .filter(property -> TOLD.contains(property.name()))
                        .toList());
        message = message.with(recipients).with(person("From", from)).with(person("Sender", from));
        String domain = from.primaryAddress().substring(from.primaryAddress().indexOf('@') + 1);
        message = set(message, "InternetMessageId", "<" + ids.uuid() + "@" + domain + ">");
        return set(set(message, "HasBeenProcessed", "false"), "IsOutOfDate", "false");
    }

    /** Answers and cancellations say less of the meeting. */
    private static ItemContent only(ItemContent message) {
        List<String> unwanted = List.of(
                "Organizer",
                "IsAllDayEvent",
                "RequiredAttendees",
                "OptionalAttendees",
                "Resources",
                "AppointmentSequenceNumber",
                "IsMeeting",
                "IsRecurring",
                "Recurrence",
                "StartTimeZone",
                "EndTimeZone",
                "IsOnlineMeeting");
        ItemContent left = message;
        for (String name : unwanted) {
            left = left.without(name);
        }
        return left;
    }

    private static String prefixed(String prefix, String subject) {
        return subject.startsWith(prefix) ? subject : prefix + subject;
    }

    /** {@code ToRecipients} of these people. */
    static XmlElement recipients(List<XmlElement> mailboxes) {
        return ElementJson.of("ToRecipients", mailboxes);
    }

    /** {@code RequiredAttendees} of these addresses. */
    static XmlElement required(Map<String, String> namesByAddress) {
        return ElementJson.of(
                "RequiredAttendees",
                namesByAddress.entrySet().stream()
                        .map(one -> ElementJson.of(
                                "Attendee",
                                List.of(ElementJson.of(
                                        "Mailbox",
                                        List.of(
                                                ElementJson.text("Name", one.getValue()),
                                                ElementJson.text("EmailAddress", one.getKey()),
                                                ElementJson.text("RoutingType", "SMTP"))))))
                        .toList());
    }
}
