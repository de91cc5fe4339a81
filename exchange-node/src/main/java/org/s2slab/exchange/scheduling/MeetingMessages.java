package org.s2slab.exchange.scheduling;

import static org.s2slab.ews.EwsNames.t;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** Creates the messages of a meeting: invitations, updates, cancellations and responses. */
record MeetingMessages(Clock clock, IdGenerator ids) {
    /** The MAPI property of the join link, because the EWS schema has no element for it in messages. */
    private static final String JOIN_LINK = ItemMapiConverter.key(PropertyTable.EXCHANGE
            .element(ItemKind.CALENDAR_ITEM, MeetingItems.JOIN_URL)
            .orElseThrow()
            .identities()
            .get(0));

    /** The kind of a meeting request: a new request or a kind of update. */
    private static final String KIND = "MeetingRequestType";

    /**
     * Creates the request for an invitation or an update.
     *
     * @param before the organiser's item before the change; null for a new invitation
     */
    ItemContent request(ItemContent organisers, Mailbox organiser, @Nullable ItemContent before) {
        ItemContent message = message(ItemKind.MEETING_REQUEST, organisers, organiser, invited(organisers), "");
        message = MeetingAttendees.withOrganiserFirst(MeetingAttendees.seenByAttendees(message));
        message = MeetingItems.in("request", message);
        if (before != null) {
            boolean full = CalendarItemEditor.isRescheduled(before, organisers);
            message = MeetingItems.set(message, KIND, full ? "FullUpdate" : "InformationalUpdate");
            message = message.with(highlights(before, organisers));
        }
        message = MeetingItems.set(message, "IntendedFreeBusyStatus", MeetingItems.busy(organisers));

        message = MeetingItems.set(message, "IsRecurring", Boolean.toString(MeetingItems.recurs(organisers)));

        Optional<String> url = organisers.propertyText(MeetingItems.JOIN_URL);
        return url.isEmpty() ? message : message.with(JOIN_LINK, url.get());
    }

    /** The request to one attendee. If the attendee has not answered yet, an update is a FullUpdate. */
    static ItemContent told(ItemContent request, @Nullable ItemContent entry) {
        boolean open = entry != null && entry.propertyText("MyResponseType", "").equals("NoResponseReceived");
        return open && request.propertyText(KIND, "").equals("InformationalUpdate")
                ? MeetingItems.set(request, KIND, "FullUpdate")
                : request;
    }

    private static XmlElement highlights(ItemContent before, ItemContent after) {
        String place = before.propertyText("Location", "");
        boolean moved = !place.equals(after.propertyText("Location", ""));
        boolean starts = !Objects.equals(before.starts(), after.starts());
        boolean ends = !Objects.equals(before.ends(), after.ends());
        return t(
                "ChangeHighlights",
                t("HasLocationChanged", moved),
                t("Location", place),
                t("HasStartTimeChanged", starts),
                t("Start", String.valueOf(before.starts())),
                t("HasEndTimeChanged", ends),
                t("End", String.valueOf(before.ends())));
    }

    /** Creates a cancellation. */
    ItemContent cancellation(ItemContent organisers, Mailbox organiser, ItemContent.Body text) {
        ItemContent message =
                message(ItemKind.MEETING_CANCELLATION, organisers, organiser, invited(organisers), "Canceled: ");
        return text.text().isEmpty() ? message : message.withBody(text.html(), text.text());
    }

    /** Creates a response to an invitation. */
    ItemContent response(ItemContent meeting, Mailbox attendee, XmlElement recipients, MeetingAnswer answer) {
        MeetingResponse response = answer.response();
        ItemContent message = message(ItemKind.MEETING_RESPONSE, meeting, attendee, recipients, response.prefix());
        message = message.withBody(answer.text().html(), answer.text().text()).withItemClass(response.itemClass());
        for (XmlElement proposed : answer.proposal()) {
            message = message.with(proposed);
        }
        return MeetingItems.set(message, "ResponseType", response.responseType());
    }

    private ItemContent message(
            ItemKind kind, ItemContent meeting, Mailbox from, XmlElement recipients, String prefix) {
        ItemContent message = ItemContent.empty(kind)
                .withSubject(prefixed(prefix, meeting.subject()))
                .withBody(meeting.html(), meeting.text())
                .withFlags(Switches.of())
                .withMailTimes(clock.instant(), clock.instant())
                .withSpan(meeting.starts(), meeting.ends())
                .withProperties(
                        copied(meeting, kind == ItemKind.MEETING_REQUEST ? "meeting request" : "meeting message"));
        message = message.with(recipients)
                .with(MailPerson.of(from).as("From"))
                .with(MailPerson.of(from).as("Sender"));
        String domain = from.primaryAddress().substring(from.primaryAddress().indexOf('@') + 1);
        message = MeetingItems.set(message, "InternetMessageId", "<" + ids.uuid() + "@" + domain + ">");
        return MeetingItems.in("message", message);
    }

    /** The properties of an item that belong to a property group. */
    static List<XmlElement> copied(ItemContent item, String group) {
        Set<String> elements = PropertyGroup.elements(group);
        return item.properties().stream()
                .filter(property -> elements.contains(property.name()))
                .toList();
    }

    static String prefixed(String prefix, String subject) {
        return subject.startsWith(prefix) ? subject : prefix + subject;
    }

    private static XmlElement invited(ItemContent meeting) {
        return recipients(MeetingAttendees.invited(meeting));
    }

    /** A {@code ToRecipients} element with these mailboxes. */
    static XmlElement recipients(List<XmlElement> mailboxes) {
        return t("ToRecipients", mailboxes);
    }
}
