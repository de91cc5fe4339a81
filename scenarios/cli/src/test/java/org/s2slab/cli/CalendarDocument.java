package org.s2slab.cli;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.OnlineServiceChange.Reliability;
import org.s2slab.calendar.ServiceChangeCalendar;

/** The page of docs/generated that lists the dates at which online services change what they allow. */
final class CalendarDocument {
    private CalendarDocument() {}

    static String text() {
        StringBuilder page =
                new StringBuilder("# Dates of the online services\n\nGenerated from `calendar.tsv`; do not edit.\n\n"
                        + "With `policies: dated`, the online services of a deployment allow what Microsoft's services allow at the time"
                        + " of their clock. With `policies: as-documented` (the default), this page has no effect. A date begins at"
                        + " 00:00 UTC if no other time was published. The calendar knows the days from "
                        + ServiceChangeCalendar.published().firstDay() + " to "
                        + ServiceChangeCalendar.published().lastDay() + ".\n\n"
                        + "A change for all tenants begins at the same moment for each of them. What goes tenant by tenant begins on the"
                        + " first day, or on the tenant's own day. What concerns new tenants begins on the day on which the tenant is"
                        + " created, and never for the others. The key `policy-dates` of a topology, a scenario or a node's"
                        + " configuration has the tenant's own day, for example `policy-dates: {ews-off-by-default: 2026-11-15}`.\n\n"
                        + "Microsoft's own services, such as SharePoint Online, are exempt at Exchange Online (G). The last column"
                        + " says how reliable the source is: "
                        + Arrays.stream(Reliability.values())
                                .map(one -> one + " " + one.meaning())
                                .collect(Collectors.joining(", "))
                        + ".\n\n| from | until | id | role | tenants | what changes | what breaks | what fixes it | source | |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|\n");
        for (OnlineServiceChange change : ServiceChangeCalendar.published().changes()) {
            page.append("| ").append(shown(change.from())).append(" | ");
            page.append(change.until() == null ? "" : shown(change.until())).append(" | ");
            page.append(String.join(
                            " | ",
                            change.id(),
                            change.role(),
                            change.scope().word(),
                            change.changes(),
                            change.breaks(),
                            change.cure(),
                            change.source(),
                            change.reliability().name()))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String shown(Instant moment) {
        return moment.toString().replace("T00:00:00Z", "").replace('T', ' ').replace(":00Z", " UTC");
    }
}
