package org.s2slab.exchange.availability;

import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.availability.FreeBusy.Status;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * An attendee of a suggested meeting: a user or a group.
 *
 * @param excludes whether the suggestions omit times with a conflict of this attendee ({@code ExcludeConflicts})
 * @param calendars the calendar of a user or of each group member; empty if the caller may not see the calendar
 */
record SuggestionAttendee(Kind kind, boolean excludes, List<Optional<FreeBusy>> calendars) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The kind of an attendee. Each kind has its own element for conflicts. */
    enum Kind {
        Unknown,
        Individual,
        TooBigGroup,
        Group
    }

    SuggestionAttendee {
        calendars = List.copyOf(calendars);
    }

    /** This attendee with only the events that overlap a window. */
    SuggestionAttendee within(TimeWindow window) {
        return new SuggestionAttendee(
                kind,
                excludes,
                calendars.stream()
                        .map(calendar -> calendar.map(found -> found.within(window)))
                        .toList());
    }

    /** The status in each calendar during a window; empty if it is unknown. */
    List<Optional<Status>> statuses(TimeWindow window) {
        return calendars.stream()
                .map(calendar -> calendar.map(found -> found.strongest(window.from(), window.until())))
                .toList();
    }

    static long conflicts(List<Optional<Status>> statuses) {
        return statuses.stream()
                .flatMap(Optional::stream)
                .filter(Status::isConflict)
                .count();
    }

    static long known(List<Optional<Status>> statuses) {
        return statuses.stream().flatMap(Optional::stream).count();
    }

    /** Writes this attendee's conflicts with one suggestion. */
    void write(XmlWriter xml, List<Optional<Status>> statuses) {
        xml.open(T, kind + "AttendeeConflictData");
        if (kind == Kind.Individual) {
            xml.element(T, "BusyType", statuses.get(0).map(Enum::name).orElse("NoData"));
        }
        if (kind == Kind.Group) {
            long conflicts = conflicts(statuses);
            long known = known(statuses);
            xml.element(T, "NumberOfMembers", statuses.size())
                    .element(T, "NumberOfMembersAvailable", known - conflicts)
                    .element(T, "NumberOfMembersWithConflict", conflicts)
                    .element(T, "NumberOfMembersWithNoData", statuses.size() - known);
        }
        xml.close();
    }
}
