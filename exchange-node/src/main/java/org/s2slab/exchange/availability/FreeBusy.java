package org.s2slab.exchange.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The free/busy data of a calendar for a time window, earliest event first. */
record FreeBusy(List<Event> events) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** A free/busy status, in ascending order of priority; with its digit in a merged stream. */
    private enum Status {
        Free('0'),
        WorkingElsewhere('4'),
        Tentative('1'),
        Busy('2'),
        OOF('3');

        private final char digit;

        Status(char digit) {
            this.digit = digit;
        }

        /** The status of an item (default: Busy). */
        static Status of(ItemContent content) {
            String said = content.propertyText("LegacyFreeBusyStatus").orElse("Busy");
            return said.equals("NoData") ? Free : valueOf(said);
        }
    }

    /** One event of a calendar. */
    record Event(Instant starts, Instant ends, Status status, Item item) {
        static Event of(Item item) {
            ItemContent content = item.content();
            Instant starts = content.starts();
            Instant ends = content.ends();
            if (starts == null || ends == null) {
                throw new IllegalArgumentException("an item without a place in time: " + item.id());
            }
            return new Event(starts, ends, Status.of(content), item);
        }
    }

    FreeBusy {
        events = List.copyOf(events);
    }

    /** A digit for each interval of a window, the last one cut off where the window ends: the strongest status in it. */
    String merged(Instant from, Instant until, Duration interval) {
        StringBuilder digits = new StringBuilder();
        for (Instant start = from; start.isBefore(until); start = start.plus(interval)) {
            digits.append(strongest(start, start.plus(interval)).digit);
        }
        return digits.toString();
    }

    private Status strongest(Instant from, Instant until) {
        Status strongest = Status.Free;
        for (Event event : events) {
            boolean meets = event.starts().isBefore(until) && event.ends().isAfter(from);
            if (meets && event.status().compareTo(strongest) > 0) {
                strongest = event.status();
            }
        }
        return strongest;
    }

    /** Writes the {@code CalendarEventArray}, with details as far as the caller may read the calendar. */
    void write(XmlWriter xml, ClientTimeZone zone, boolean details, MailboxRights rights) {
        xml.open(T, "CalendarEventArray");
        for (Event event : events) {
            xml.open(T, "CalendarEvent")
                    .element(T, "StartTime", zone.text(event.starts()))
                    .element(T, "EndTime", zone.text(event.ends()))
                    .element(T, "BusyType", event.status().name());
            if (details) {
                details(xml, event.item(), rights);
            }
            xml.close();
        }
        xml.close();
    }

    private static void details(XmlWriter xml, Item item, MailboxRights rights) {
        ItemContent content = item.content();
        boolean isPrivate = content.propertyText("Sensitivity").orElse("").equals("Private");
        xml.open(T, "CalendarEventDetails");
        if (rights.of(item.folder()).has(FolderRights.READ_ANY)) {
            xml.element(T, "ID", item.id());
        }
        if (!isPrivate || rights.viewsPrivate()) {
            xml.element(T, "Subject", content.subject())
                    .element(T, "Location", content.propertyText("Location").orElse(""));
        }
        xml.element(T, "IsMeeting", Boolean.toString(!content.recipients().isEmpty()))
                .element(T, "IsRecurring", content.propertyText("IsRecurring").orElse("false"))
                .element(
                        T,
                        "IsException",
                        Boolean.toString(content.propertyText("CalendarItemType")
                                .filter("Exception"::equals)
                                .isPresent()))
                .element(
                        T,
                        "IsReminderSet",
                        content.propertyText("ReminderIsSet").orElse("false"))
                .element(T, "IsPrivate", Boolean.toString(isPrivate))
                .close();
    }
}
