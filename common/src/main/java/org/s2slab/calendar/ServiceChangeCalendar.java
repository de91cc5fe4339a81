package org.s2slab.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.s2slab.resource.ResourceTable;

/** The table of the published changes of Microsoft's online services, in the order of their dates. */
public final class ServiceChangeCalendar {
    private static final Map<String, List<String>> SHARED = Map.of(
            "exchange",
            List.of("shared-principal-first-block", "shared-principal-second-block", "shared-principal-block"),
            "lync",
            List.of("skype-shared-principal"));

    private static final ServiceChangeCalendar PUBLISHED = of(ResourceTable.rows("/calendar/calendar.tsv"));

    private final List<OnlineServiceChange> changes;

    private ServiceChangeCalendar(List<OnlineServiceChange> changes) {
        this.changes = changes;
    }

    /** The calendar of the program. */
    public static ServiceChangeCalendar published() {
        return PUBLISHED;
    }

    /** Reads a table; IllegalArgumentException if a row is wrong, out of order, or has the id of another row. */
    static ServiceChangeCalendar of(List<String[]> rows) {
        List<OnlineServiceChange> changes =
                rows.stream().map(OnlineServiceChange::read).toList();
        Set<String> ids = new HashSet<>();
        Instant last = Instant.MIN;
        for (OnlineServiceChange change : changes) {
            if (!ids.add(change.id()) || change.from().isBefore(last)) {
                throw new IllegalArgumentException("calendar.tsv: row '" + change.id()
                        + "': its id is not unique, or it is before an earlier row");
            }
            last = change.from();
        }
        return new ServiceChangeCalendar(changes);
    }

    /** All changes, in the order of their dates. */
    public List<OnlineServiceChange> changes() {
        return changes;
    }

    /** Returns the change with this id. Throws an IllegalArgumentException if the calendar has no such change. */
    public OnlineServiceChange change(String id) {
        return changes.stream()
                .filter(change -> change.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("calendar.tsv has no row '" + id + "'"));
    }

    /** Whether the calendar has a change with this id. */
    boolean has(String id) {
        return changes.stream().anyMatch(change -> change.id().equals(id));
    }

    /** The changes by which EWS of Exchange Online refuses the application that all servers of a role share. */
    public List<OnlineServiceChange> blocksOf(String role) {
        return SHARED.getOrDefault(role, List.of()).stream().map(this::change).toList();
    }

    /** The first day that the calendar knows: the day of the first change. */
    public LocalDate firstDay() {
        return changes.get(0).firstDay();
    }

    /** The last day that the calendar knows: the last of the year in which the last change is. */
    public LocalDate lastDay() {
        return LocalDate.of(changes.get(changes.size() - 1).firstDay().getYear() + 1, 1, 1)
                .minusDays(1);
    }

    /** IllegalArgumentException, with the range, if the calendar does not know what is in force at a moment. */
    public void requireKnown(Instant moment) {
        LocalDate day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        if (day.isBefore(firstDay()) || day.isAfter(lastDay())) {
            throw new IllegalArgumentException("policies: dated: the calendar has no policies for " + day
                    + "; it knows the days from " + firstDay() + " to " + lastDay()
                    + ". Set the clock to one of them (--at), or use policies: as-documented");
        }
    }
}
