package org.s2slab.exchange.availability;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The free/busy data of a calendar for a time window, earliest event first. */
record FreeBusy(List<Event> events) {
    /** The default working hours of the product, for all users from Monday to Friday. */
    static final LocalTime WORK_BEGINS = LocalTime.of(8, 0);

    static final LocalTime WORK_ENDS = LocalTime.of(17, 0);
    private static final XmlNamespace T = EwsNames.TYPES;

    /**
     * The free/busy statuses, in ascending order of priority. Each status has the digit that represents it in a merged
     * stream.
     */
    enum Status {
        Free('0'),
        WorkingElsewhere('4'),
        Tentative('1'),
        Busy('2'),
        OOF('3');

        private final char digit;

        Status(char digit) {
            this.digit = digit;
        }

        /** Whether a user with this status is not available. */
        boolean isConflict() {
            return compareTo(Tentative) >= 0;
        }

        /** The status of an item; Busy for a missing or unknown status. */
        static Status of(ItemContent content) {
            String said = content.propertyText("LegacyFreeBusyStatus", "Busy");
            return said.equals("NoData")
                    ? Free
                    : Arrays.stream(values())
                            .filter(status -> status.name().equals(said))
                            .findFirst()
                            .orElse(Busy);
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

        boolean meets(Instant from, Instant until) {
            return starts.isBefore(until) && ends.isAfter(from);
        }
    }

    FreeBusy {
        events = List.copyOf(events);
    }

    static FreeBusy of(Stream<Item> items) {
        return new FreeBusy(
                items.map(Event::of).sorted(Comparator.comparing(Event::starts)).toList());
    }

    /** The merged stream of a window: for each interval, the digit of the highest status. The last may be shorter. */
    String merged(TimeWindow window, Duration interval) {
        long step = interval.toMillis();
        int slots = (int) -Math.floorDiv(-millis(window, window.until()), step);
        // Per status and slot: the number of events that begin in the slot, minus the number that end before it.
        Map<Status, int[]> changes = new EnumMap<>(Status.class);
        for (Event event : within(window).events()) {
            int[] ofStatus = changes.computeIfAbsent(event.status(), status -> new int[slots + 1]);
            ofStatus[(int) Math.max(0, millis(window, event.starts()) / step)]++;
            ofStatus[(int) Math.min(slots, -Math.floorDiv(-millis(window, event.ends()), step))]--;
        }
        StringBuilder digits = new StringBuilder();
        for (int slot = 0; slot < slots; slot++) {
            Status strongest = Status.Free;
            for (Map.Entry<Status, int[]> status : changes.entrySet()) {
                int[] running = status.getValue();
                running[slot] += slot == 0 ? 0 : running[slot - 1];
                strongest = running[slot] > 0 ? status.getKey() : strongest;
            }
            digits.append(strongest.digit);
        }
        return digits.toString();
    }

    private static long millis(TimeWindow window, Instant time) {
        return Duration.between(window.from(), time).toMillis();
    }

    /** The events that overlap a window. */
    FreeBusy within(TimeWindow window) {
        return new FreeBusy(events.stream()
                .filter(event -> event.meets(window.from(), window.until()))
                .toList());
    }

    /** The status with the highest priority in a time range. */
    Status strongest(Instant from, Instant until) {
        Status strongest = Status.Free;
        for (Event event : events) {
            if (event.meets(from, until) && event.status().compareTo(strongest) > 0) {
                strongest = event.status();
            }
        }
        return strongest;
    }

    /** Writes the {@code CalendarEventArray}. The caller's rights in the calendar determine the details. */
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
        boolean isPrivate = content.propertyText("Sensitivity", "").equals("Private");
        xml.open(T, "CalendarEventDetails");
        if (rights.of(item.folder()).has(FolderRights.READ_ANY)) {
            xml.element(T, "ID", item.id());
        }
        if (!isPrivate || rights.viewsPrivate()) {
            xml.element(T, "Subject", content.subject()).element(T, "Location", content.propertyText("Location", ""));
        }
        xml.element(T, "IsMeeting", !MailPerson.recipients(content).isEmpty())
                .element(T, "IsRecurring", content.propertyText("IsRecurring", "false"))
                .element(
                        T,
                        "IsException",
                        content.propertyText("CalendarItemType", "").equals("Exception"))
                .element(T, "IsReminderSet", content.propertyText("ReminderIsSet", "false"))
                .element(T, "IsPrivate", isPrivate)
                .close();
    }
}
