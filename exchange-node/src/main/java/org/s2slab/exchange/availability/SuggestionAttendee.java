package org.s2slab.exchange.availability;

import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.availability.FreeBusy.Status;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * Somebody whom a suggested meeting needs.
 *
 * @param excludes whether no time is suggested at which they have a conflict ({@code ExcludeConflicts})
 * @param calendars one calendar, or those of the members of a group; empty of a calendar that the caller may not see
 */
record SuggestionAttendee(Kind kind, boolean excludes, List<Optional<FreeBusy>> calendars) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** What an address names, by the element for its conflicts. */
    enum Kind {
        Unknown,
        Individual,
        TooBigGroup,
        Group
    }

    SuggestionAttendee {
        calendars = List.copyOf(calendars);
    }

    /** The attendee with nothing but what meets a window. */
    SuggestionAttendee within(TimeWindow window) {
        return new SuggestionAttendee(
                kind,
                excludes,
                calendars.stream()
                        .map(calendar -> calendar.map(found -> found.within(window)))
                        .toList());
    }

    /** The status in each calendar during a window; empty where it is not known. */
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

    /** Writes the conflicts of one suggestion. */
    void write(XmlWriter xml, List<Optional<Status>> statuses) {
        xml.open(T, kind + "AttendeeConflictData");
        if (kind == Kind.Individual) {
            xml.element(T, "BusyType", statuses.get(0).map(Enum::name).orElse("NoData"));
        }
        if (kind == Kind.Group) {
            long conflicts = conflicts(statuses);
            long known = known(statuses);
            xml.element(T, "NumberOfMembers", Integer.toString(statuses.size()))
                    .element(T, "NumberOfMembersAvailable", Long.toString(known - conflicts))
                    .element(T, "NumberOfMembersWithConflict", Long.toString(conflicts))
                    .element(T, "NumberOfMembersWithNoData", Long.toString(statuses.size() - known));
        }
        xml.close();
    }
}
